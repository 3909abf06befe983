#include "nifti_bytes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/// deflate cannot expand by more than this factor.
#define MAXIMUM_EXPANSION 1032
/// Bytes after the voxels that are read on the way to the checksum.
#define MAXIMUM_REST (1 << 20)
/// zlib's window, and 16 for gzip.
#define GZIP_WINDOW (15 + 16)

static int is_gzip(const uint8_t *bytes, size_t length) {
    return length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

/// Inflates members one after the other until `count` bytes are there.
static int32_t inflate_members(
    z_stream *stream, uint8_t *into, size_t count, const char *piece, ic_error *error) {
    stream->next_out = into;
    while (count > 0) {
        uInt room = count > UINT_MAX ? UINT_MAX : (uInt)count;
        stream->avail_out = room;
        int state = inflate(stream, Z_NO_FLUSH);
        count -= room - stream->avail_out;
        if (count == 0) return IC_OK;
        if (state == Z_STREAM_END && is_gzip(stream->next_in, stream->avail_in)) {
            if (inflateReset(stream) != Z_OK) return ic_fail(error, IC_CORRUPT, "broken gzip");
        } else if (state == Z_STREAM_END || state == Z_BUF_ERROR) {
            return ic_fail(error, IC_TRUNCATED, "the compressed bytes end inside the %s", piece);
        } else if (state != Z_OK) {
            return ic_fail(error, IC_CORRUPT, "broken gzip in the %s", piece);
        }
    }
    return IC_OK;
}

/// Inflates what is left, to the checksum of the last member: zlib compares each.
static int32_t inflate_rest(z_stream *stream, ic_error *error) {
    uint8_t spare[4096];
    size_t rest = 0;
    while (rest <= MAXIMUM_REST) {
        stream->next_out = spare;
        stream->avail_out = sizeof spare;
        int state = inflate(stream, Z_NO_FLUSH);
        rest += sizeof spare - stream->avail_out;
        if (state == Z_STREAM_END && is_gzip(stream->next_in, stream->avail_in)) {
            if (inflateReset(stream) != Z_OK) return ic_fail(error, IC_CORRUPT, "broken gzip");
        } else if (state == Z_STREAM_END) {
            return IC_OK;
        } else if (state == Z_BUF_ERROR) {
            return ic_fail(error, IC_TRUNCATED, "the compressed bytes end before their checksum");
        } else if (state != Z_OK) {
            return ic_fail(error, IC_CORRUPT, "the checksum of the gzip does not fit its bytes");
        }
    }
    return ic_fail(error, IC_CORRUPT, "more than %d bytes after the voxels", MAXIMUM_REST);
}

static int32_t inflate_first(
    const uint8_t *bytes, size_t length, uint8_t *into, size_t count, const char *piece,
    int is_last, ic_error *error) {
    if (length > UINT_MAX) return ic_fail(error, IC_TOO_LARGE, "the file is too large");
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK)
        return ic_fail(error, IC_NO_MEMORY, "no memory");
    stream.next_in = (z_const Bytef *)bytes;
    stream.avail_in = (uInt)length;
    int32_t code = inflate_members(&stream, into, count, piece, error);
    if (code == IC_OK && is_last) code = inflate_rest(&stream, error);
    inflateEnd(&stream);
    return code;
}

int nifti_can_hold(const uint8_t *bytes, size_t length, size_t count) {
    size_t expansion = is_gzip(bytes, length) ? MAXIMUM_EXPANSION : 1;
    return count / expansion <= length && (expansion > 1 || count <= length);
}

uint8_t *nifti_first_bytes(
    const uint8_t *bytes, size_t length, size_t count, const char *piece, int is_last,
    ic_error *error) {
    if (!nifti_can_hold(bytes, length, count)) {
        ic_fail(error, IC_TRUNCATED, "the bytes end inside the %s", piece);
        return NULL;
    }
    uint8_t *block = malloc(count > 0 ? count : 1);
    if (!block) {
        ic_fail(error, IC_NO_MEMORY, "no memory");
        return NULL;
    }
    if (!is_gzip(bytes, length)) {
        memcpy(block, bytes, count);
    } else if (inflate_first(bytes, length, block, count, piece, is_last, error) != IC_OK) {
        free(block);
        return NULL;
    }
    return block;
}
