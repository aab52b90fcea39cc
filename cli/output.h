// The two streams of the program. Findings and conversions go to standard output; progress, summaries and errors of the
// tool to standard error. A reader that closes the pipe ends the program quietly.
#pragma once

#include <string_view>

namespace galley::cli {

/// Writes all of it to standard output; false where it cannot (the pipe was closed, or the disk is full: see
/// `failure`).
bool write_out(std::string_view text);
/// Why standard output failed, as errno; 0 while it has not.
int out_failure();

/// A line of the tool's own on standard error: `galley: MESSAGE`.
void say(std::string_view message);
/// `1 post`, `2 posts`: `one` is what a single one is called.
std::string counted(std::size_t n, std::string_view one);
/// Text on standard error as it is.
void write_error(std::string_view text);

/// Shows a line at the bottom of the terminal that standard error goes to, in the place of the one shown before; it
/// goes away before anything else is written. Not longer than the terminal is wide.
void show_status(std::string_view line);
void clear_status();

bool out_is_terminal();
bool error_is_terminal();
/// Whether what is written to standard output may be coloured: `choice` is `always`, `never` or `auto`, which asks
/// NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then whether a terminal reads it.
bool wants_color(std::string_view choice);
/// The width of the terminal that standard output goes to, in cells; `fallback` where it is none.
unsigned terminal_columns(unsigned fallback);

}  // namespace galley::cli
