# What Jekyll writes for each of many sites, as one JSON object: {site: [files below the destination]} or {site: "error"}.
#
#   ruby site_urls.rb [--build] NOW FOLDER…
#
# Without --build nothing is rendered: sites are read and their generators run, and each file tells its destination.
# Each site sees the generators of its own plugins alone, though one process has them all.
require "jekyll"
require "json"
require "set"
require "tmpdir"

build = ARGV.delete("--build")
now = ARGV.shift
zone = ENV["TZ"]
GEMS = { "JekyllRedirectFrom" => "jekyll-redirect-from", "JekyllFeed" => "jekyll-feed", "Jekyll::JekyllSitemap" => "jekyll-sitemap",
         "Jekyll::Paginate" => "jekyll-paginate", "Jekyll::Archives" => "jekyll-archives",
         "JekyllOptionalFrontMatter" => "jekyll-optional-front-matter", "JekyllReadmeIndex" => "jekyll-readme-index" }.freeze

Jekyll.logger.log_level = :error
results = {}
ARGV.each do |folder|
  begin
    ENV["TZ"] = zone
    Jekyll::Utils.instance_variable_set(:@parse_date_cache, {})
    file = File.join(folder, "_config.yml")
    said = Jekyll::Utils.safe_load_yaml_file(file) || {}
    Dir.mktmpdir do |temporary|
      destination = said["destination"] ? File.expand_path(said["destination"], folder) : temporary
      config = Jekyll.configuration("config" => file, "source" => File.expand_path(said["source"] || ".", folder), "destination" => destination,
                                    "disable_disk_cache" => true, "time" => now, "quiet" => true)
      site = Jekyll::Site.new(config)
      site.generators.select! do |generator|
        gem = GEMS.find { |prefix, _| generator.class.name.start_with?(prefix) }
        gem.nil? || config["plugins"].include?(gem[1])
      end
      files = Set.new
      if build
        FileUtils.rm_rf(destination)
        site.process
        Dir.glob("**/*", File::FNM_DOTMATCH, base: destination) { |f| files << f unless File.directory?(File.join(destination, f)) }
        FileUtils.rm_rf(destination) if said["destination"]
      else
        site.reset
        site.read
        site.generate
        site.each_site_file { |item| files << item.destination(site.dest).delete_prefix(site.dest + "/") }
      end
      results[folder] = files.to_a.sort
    end
  rescue Exception => e # rubocop:disable Lint/RescueException
    raise if e.is_a?(Interrupt)

    results[folder] = "#{e.class}: #{e.message}"
  end
end
puts JSON.generate(results)
