// kramdown without its typography.
#pragma once

#include "core/body/kramdown/kramdown.h"

namespace galley::body {

/// `options` under which quotes, dashes and dots stay as they were typed.
inline KramdownOptions as_typed(KramdownOptions options) {
  options.smart_quotes = "apos,apos,quot,quot";
  options.typographic_symbols = false;
  return options;
}

}  // namespace galley::body
