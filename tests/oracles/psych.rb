# Cuts and reads front matter exactly as Debian's Jekyll does. Reads frames `<decimal bytes>\n<bytes>` from standard input
# and answers each with a frame of JSON: {"cut": [begin, close, body] or null, "value": type-tagged value} or
# {"cut": …, "error": class}. Strings are hexadecimal, floats their eight bytes, times [seconds, nanoseconds, offset].
require "psych"
require "date"
require "json"

FRONT_MATTER = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/mn

def tagged(value, seen)
  return ["cycle"] if seen.any? { |v| v.equal?(value) }

  case value
  when nil then ["null"]
  when true, false then ["bool", value]
  when Integer then ["int", value.to_s]
  when Float then ["float", value.nan? ? "nan" : [value].pack("G").unpack1("H*")]
  when String then ["str", value.unpack1("H*")]
  when Date then ["date", value.year, value.month, value.day]
  when Time then ["time", value.to_i, value.nsec, value.utc_offset]
  when Array then ["seq", value.map { |v| tagged(v, seen + [value]) }]
  when Hash then ["map", value.map { |k, v| [tagged(k, seen + [value]), tagged(v, seen + [value])] }]
  else ["other", value.class.name]
  end
end

def answer(bytes)
  offset = bytes.start_with?("\xEF\xBB\xBF".b) ? 3 : 0
  match = FRONT_MATTER.match(bytes[offset..])
  return { "cut" => nil } unless match

  result = { "cut" => [offset, offset + match.end(1), offset + match.end(0)] }
  begin
    yaml = match[1].dup.force_encoding(Encoding::UTF_8)
    value = Psych.safe_load(yaml, permitted_classes: [Date, Time], aliases: true)
    result["value"] = tagged(value, [])
  rescue SystemStackError, StandardError => e
    result["error"] = e.class.name
  end
  result
end

$VERBOSE = nil
$stdin.binmode
$stdout.binmode
while (size = $stdin.gets)
  json = JSON.generate(answer($stdin.read(size.to_i) || ""))
  $stdout.write("#{json.bytesize}\n#{json}")
  $stdout.flush
end
