#include "core/archive/load.h"

namespace galley::archive {

post::Role role_of(Input::Role role) {
  switch (role) {
    case Input::Role::post:
      return post::Role::post;
    case Input::Role::draft:
      return post::Role::draft;
    case Input::Role::document:
      return post::Role::document;
    case Input::Role::loose_post:
      return post::Role::loose_post;
    case Input::Role::lone_file:
      return post::Role::lone_file;
  }
  return post::Role::post;
}

std::string_view path_below_site(const Input& input) {
  const std::string_view path = input.path;
  if (!input.site.empty() && path.size() > input.site.size() + 1 && path.starts_with(input.site) &&
      path[input.site.size()] == '/')
    return path.substr(input.site.size() + 1);
  return path;
}

post::Post make_post(std::string bytes, const Input& input, const post::Reading& reading, body::HtmlParser& parser) {
  return post::read_post(std::make_unique<const Source>(input.path, std::move(bytes)), path_below_site(input),
                         role_of(input.role), reading, parser);
}

tl::expected<post::Post, FileError> load_post(FileStore& files, const Input& input, const post::Reading& reading,
                                              body::HtmlParser& parser) {
  auto bytes = files.read(input.path, max_post_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  return make_post(std::move(*bytes), input, reading, parser);
}

}  // namespace galley::archive
