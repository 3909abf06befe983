#include "Meta.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

namespace cdicom {
namespace {

struct CloseFile {
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::uint32_t little(const std::uint8_t *bytes, int count) {
    std::uint32_t value = 0;
    for (int i = count - 1; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}

struct EndInflation {
    void operator()(z_stream *stream) const { inflateEnd(stream); }
};

std::vector<std::uint8_t> fileStart(const char *path, std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    File file(std::fopen(path, "rb"));
    bytes.resize(file ? std::fread(bytes.data(), 1, count, file.get()) : 0);
    return bytes;
}

/// The value of (0002,0010) between two positions, without padding.
std::string transferSyntaxIn(
    const std::vector<std::uint8_t> &bytes, std::size_t start, std::size_t end) {
    static const std::uint8_t head[] = {2, 0, 16, 0, 'U', 'I'};
    auto first = bytes.begin() + static_cast<std::ptrdiff_t>(start);
    auto last = bytes.begin() + static_cast<std::ptrdiff_t>(end);
    auto found = std::search(first, last, std::begin(head), std::end(head));
    auto position = static_cast<std::size_t>(found - bytes.begin());
    if (position + 8 > end) return {};
    std::size_t length = little(&bytes[position + 6], 2);
    if (position + 8 + length > end) return {};
    std::string uid(reinterpret_cast<const char *>(&bytes[position + 8]), length);
    while (!uid.empty() && (uid.back() == '\0' || uid.back() == ' ')) uid.pop_back();
    return uid;
}

} // namespace

Meta metaInformation(const char *path) {
    // Preamble, DICM, then (0002,0000) UL of 4 bytes: the length of the rest of the group.
    static const std::uint8_t groupLength[] = {2, 0, 0, 0, 'U', 'L', 4, 0};
    auto start = fileStart(path, 1 << 16);
    if (start.size() < 144 || std::memcmp(&start[128], "DICM", 4) != 0) return {};
    if (std::memcmp(&start[132], groupLength, sizeof groupLength) != 0) return {};
    std::size_t end = 144 + static_cast<std::size_t>(little(&start[140], 4));
    if (end > start.size()) return {};
    return Meta{transferSyntaxIn(start, 144, end), end};
}

Inflation inflateDataSet(
    const char *path, std::size_t offset, std::uint64_t limit, std::vector<std::uint8_t> &output) {
    File file(std::fopen(path, "rb"));
    if (!file || std::fseek(file.get(), static_cast<long>(offset), SEEK_SET) != 0)
        return Inflation::damaged;
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return Inflation::damaged;
    std::unique_ptr<z_stream, EndInflation> end(&stream);
    std::vector<std::uint8_t> input(1 << 16), piece(1 << 16);
    int code = Z_OK;
    while (code != Z_STREAM_END) {
        if (stream.avail_in == 0) {
            stream.avail_in = static_cast<uInt>(
                std::fread(input.data(), 1, input.size(), file.get()));
            stream.next_in = input.data();
            if (stream.avail_in == 0) return Inflation::damaged;
        }
        stream.next_out = piece.data();
        stream.avail_out = static_cast<uInt>(piece.size());
        code = inflate(&stream, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END) return Inflation::damaged;
        std::size_t count = piece.size() - stream.avail_out;
        if (output.size() + count > limit) return Inflation::tooLarge;
        output.insert(
            output.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return Inflation::complete;
}

} // namespace cdicom
