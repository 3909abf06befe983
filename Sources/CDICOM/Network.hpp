#pragma once

#include <mutex>

namespace cdicom {

/// Held while DCMTK's network layer is set up, which it does with global variables.
std::mutex &networkSetup();

} // namespace cdicom
