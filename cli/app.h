// The program as a function of its arguments.
#pragma once

namespace galley::cli {

/// Runs the command that the arguments name, and returns the exit status.
int main(int argc, char** argv);

}  // namespace galley::cli
