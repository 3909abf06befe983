#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cstdint>
#include <vector>

namespace cdicom {

/// The start of a file as far as its data set: preamble and meta information, in which `uid` and `name`
/// stand for the program that wrote it. Empty when DCMTK refuses it.
std::vector<std::uint8_t> fileHead(
    const char *sopClass, const char *sopInstance, E_TransferSyntax syntax, const char *uid,
    const char *name);

} // namespace cdicom
