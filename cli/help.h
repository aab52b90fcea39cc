// Help, made of the declarations.
#pragma once

#include <string>

#include "cli/declaration.h"

namespace galley::cli {

/// What `galley --help` and `galley COMMAND --help` print, in lines of at most `columns` cells where words allow.
std::string help_of(const Program& program, unsigned columns);
std::string help_of(const Command& command, unsigned columns);

}  // namespace galley::cli
