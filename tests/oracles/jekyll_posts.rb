# What Jekyll itself makes of posts. Usage: jekyll_posts.rb SITE. Reads every file below SITE/_posts one by one, as
# Jekyll::PostReader would, and prints one line of JSON for each: its path and what became of it.
require "json"
require "jekyll"

site_dir = File.expand_path(ARGV.fetch(0))
Jekyll.logger.log_level = :error
config = Jekyll.configuration("source" => site_dir, "destination" => File.join(site_dir, "_site"), "quiet" => true,
                              "disable_disk_cache" => true, "strict_front_matter" => false)
site = Jekyll::Site.new(config)
$unreadable = nil
module Jekyll
  class Document
    private

    def handle_read_error(error)
      $unreadable = error.class.name
      raise error if error.is_a?(Jekyll::Errors::FatalException)
    end
  end
end

posts = File.join(site_dir, "_posts")
Dir.chdir(posts) { Dir["*"] }.sort.each do |entry|
  out = { "path" => "_posts/#{entry}" }
  path = File.join(posts, entry)
  text = File.binread(path)
  text = text[3..] if text.start_with?("\xEF\xBB\xBF".b)
  out["front_matter"] = text.match?(/\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/mn)
  if Jekyll::Document::DATE_FILENAME_MATCHER.match?(entry)
    $unreadable = nil
    begin
      doc = Jekyll::Document.new(path, :site => site, :collection => site.posts)
      doc.read
      out["unreadable"] = $unreadable if $unreadable
      out["date"] = doc.date.to_i
      out["day"] = doc.date.strftime("%Y-%m-%d")
      out["future"] = site.publisher.hidden_in_the_future?(doc)
      out["title"] = doc.data["title"].to_s
      out["categories"] = doc.data["categories"]
      out["tags"] = doc.data["tags"]
    rescue Jekyll::Errors::FatalException, ArgumentError, RangeError => e
      out["fails"] = e.class.name
    end
  else
    out["skipped"] = true
  end
  puts JSON.generate(out)
end
