// Numbers as Ruby writes them.
#pragma once

#include <string>

namespace galley::post {

/// Float#to_s: the shortest digits that read back the same, `1.0`, `1.0e+20`, `Infinity`, `NaN`.
std::string ruby_float(double value);

}  // namespace galley::post
