# What html-proofer 3 finds broken within built sites, as JSON: {folder: [[page, message], …]}.
#
#   ruby site_links.rb FOLDER=URL…    (URL: the site's own address, whose links are within it; may be empty)
require "html-proofer"
require "json"

results = {}
ARGV.each do |argument|
  folder, url = argument.split("=", 2)
  swap = {}
  unless url.to_s.empty?
    host = Regexp.escape(url.sub(%r{\Ahttps?:}, ""))
    swap = { /\A(?:https?:)?#{host}(?=\/|\z)/ => "" }
  end
  proofer = HTMLProofer.check_directory(folder, disable_external: true, assume_extension: true, allow_hash_href: true, check_html: false, allow_missing_href: true,
                                                empty_alt_ignore: true, alt_ignore: [/.*/], url_swap: swap, log_level: :fatal, parallel: { in_processes: 0 })
  begin
    $stdout = StringIO.new
    proofer.run
  rescue SystemExit, RuntimeError
    nil
  ensure
    $stdout = STDOUT
  end
  results[folder] = proofer.failed_tests.map { |failure| failure.split(": ", 2) }
end
puts JSON.generate(results)
