#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cdicom {

/// What the file meta information says, read without DCMTK; empty for files without it.
struct Meta {
    std::string transferSyntax;
    /// Where the data set starts.
    std::size_t end = 0;
};

Meta metaInformation(const char *path);

enum class Inflation { complete, damaged, tooLarge };

/// Expands the raw deflate stream of `path` from `offset` on into `output`.
Inflation inflateDataSet(
    const char *path, std::size_t offset, std::uint64_t limit, std::vector<std::uint8_t> &output);

} // namespace cdicom
