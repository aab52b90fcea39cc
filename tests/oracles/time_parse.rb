# What Ruby makes of dates. Reads frames `<decimal bytes>\n<bytes>` from standard input; each is four lines: a mode, a TZ, the
# second that is now, and the text (which may have more lines). Mode T is Time.parse of the text; mode J is what Jekyll makes
# of the value of a YAML document (Jekyll::Utils.parse_date of its to_s). Answers frames: "SECONDS NANOSECONDS OFFSET" or "error".
require "psych"
require "date"
require "time"

def answer(frame)
  mode, zone, now, text = frame.force_encoding(Encoding::UTF_8).split("\n", 4)
  ENV["TZ"] = zone
  now = Time.at(now.to_i)
  if mode == "J"
    value = Psych.safe_load("---\ndate: #{text}\n", permitted_classes: [Date, Time], aliases: true)
    # Jekyll takes `Time.parse(input).localtime`: the moment is what counts.
    time = Time.parse(value["date"].to_s, now)
  else
    time = Time.parse(text, now)
  end
  "#{time.to_i} #{time.nsec} #{time.utc_offset}"
rescue ArgumentError
  "error"
rescue StandardError => e
  "error #{e.class}"
end

$VERBOSE = nil
$stdin.binmode
$stdout.binmode
while (size = $stdin.gets)
  out = answer($stdin.read(size.to_i) || "")
  $stdout.write("#{out.bytesize}\n#{out}")
end
