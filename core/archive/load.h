// From an input to a post: reads the bytes and reads them as the site's renderer would.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "core/archive/file_store.h"
#include "core/archive/inputs.h"
#include "core/post/post.h"

namespace galley::archive {

/// What is larger is refused without being read.
inline constexpr std::uint64_t max_post_bytes = 64u << 20;

/// A post's path below its site's folder; as it is where it belongs to none.
std::string_view path_below_site(const Input& input);
post::Role role_of(Input::Role role);

tl::expected<post::Post, FileError> load_post(FileStore& files, const Input& input, const post::Reading& reading,
                                              body::HtmlParser& parser);
/// The same for bytes that are there already.
post::Post make_post(std::string bytes, const Input& input, const post::Reading& reading, body::HtmlParser& parser);

}  // namespace galley::archive
