// The URI schemes that IANA has registered, written down: nothing is asked of a network.
#pragma once

#include <string_view>

namespace galley::rules {

/// Whether the scheme, in lower case, is registered, or one that web pages may claim for themselves (`web+…`).
bool is_registered_scheme(std::string_view scheme);

/// The common scheme that a misspelled one was meant as; empty where none is near.
std::string_view scheme_meant(std::string_view scheme);

}  // namespace galley::rules
