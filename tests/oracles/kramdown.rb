#!/usr/bin/env ruby
# frozen_string_literal: true

# Converts Markdown documents with kramdown exactly as Jekyll 4.3 does: through Jekyll's own converter class and its
# default configuration, so that galley's reader is judged by the program that it claims to equal.
#
# Standard input is a row of documents, `COUNT[ JSON]\n` and then COUNT bytes; JSON is a hash that is merged over the
# `kramdown:` section of Jekyll's defaults. The answer to each is `COUNT\n` and the HTML, or `-COUNT\n` and a message
# where kramdown raised or did not end in time (KRAMDOWN_ORACLE_SECONDS, 10 unless set). Answers come in order and are
# flushed one by one.
#
# Syntax highlighting runs, but the coloured spans are left out: what lexer coloured which word is no part of the claim,
# while the elements around the code are. --options JSON gives a hash for every document; --version prints what runs.

require "json"
require "timeout"
begin
  require "jekyll"
  require "kramdown"
  require "kramdown-parser-gfm"
  require "rouge"
rescue LoadError => e
  warn "kramdown.rb: #{e.message}"
  exit 77
end

module Rouge
  module Formatters
    # The text of each token, escaped as before, without the span that would colour it.
    class HTML
      def safe_span(_tok, safe_val)
        safe_val
      end
    end
  end
end

if ARGV.include?("--version")
  puts "jekyll #{Jekyll::VERSION}, kramdown #{Kramdown::VERSION}, " \
       "kramdown-parser-gfm #{Kramdown::Parser::GFM::VERSION}, rouge #{Rouge.version}, ruby #{RUBY_VERSION}"
  exit
end

defaults = Jekyll::Configuration::DEFAULTS["kramdown"]
general = ARGV[0] == "--options" ? JSON.parse(ARGV[1]) : {}
seconds = (ENV["KRAMDOWN_ORACLE_SECONDS"] || "10").to_f
Jekyll.logger.log_level = :error
$stderr.reopen(File::NULL) unless ENV["KRAMDOWN_ORACLE_VERBOSE"]
$stdin.binmode
$stdout.binmode

parsers = Hash.new do |known, json|
  own = json.empty? ? {} : JSON.parse(json)
  config = { "highlighter" => "rouge", "kramdown" => defaults.merge(general).merge(own) }
  known[json] = Jekyll::Converters::Markdown::KramdownParser.new(config)
end

while (head = $stdin.gets)
  size, json = head.chomp.split(" ", 2)
  text = $stdin.read(size.to_i) || +""
  begin
    html = Timeout.timeout(seconds) { parsers[json.to_s].convert(text.force_encoding("UTF-8")) }
    sign = ""
  rescue Timeout::Error
    html = "kramdown did not end within #{seconds} seconds"
    sign = "-"
  rescue SystemStackError, StandardError, NoMemoryError, ScriptError => e
    html = "#{e.class}: #{e.message.to_s[0, 300]} (#{e.backtrace&.first.to_s[%r![^/]*\z!]})"
    sign = "-"
  end
  html = html.b
  $stdout.write("#{sign}#{html.bytesize}\n", html)
  $stdout.flush
end
