# Reads the front matter of each file named on standard input, and prints it as a line of JSON.
require "yaml"
require "json"
require "date"
$stdin.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "UTF-8")
  yaml = text[/\A---\n(.*?\n)---\n/m, 1]
  puts JSON.generate(YAML.safe_load(yaml, permitted_classes: [Date, Time], aliases: true))
end
