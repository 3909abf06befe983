#pragma once

#include <stddef.h>
#include <stdint.h>

/// Still-image codecs behind plain C calls.
///
/// Buffers belong to the caller, `longjmp` stays inside, nothing is printed, and bad bytes end as a
/// code with one line of text.

enum {
    IC_OK = 0,
    /// The bytes end before the picture does.
    IC_TRUNCATED = 1,
    /// The bytes break the format's rules.
    IC_CORRUPT = 2,
    /// A lawful kind of picture that is not read here.
    IC_UNSUPPORTED = 3,
    /// More pixels than `max_pixels`.
    IC_TOO_LARGE = 4,
    IC_NO_MEMORY = 5,
    /// The call itself is wrong, for example a buffer of the wrong size.
    IC_USAGE = 6,
};

typedef struct {
    int32_t code;
    char text[200];
} ic_error;

/// What the decoded samples look like: interleaved, row after row without padding.
typedef struct {
    uint32_t columns;
    uint32_t rows;
    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
    uint32_t channels;
    /// 8 or 16 (host byte order).
    uint32_t bits_per_sample;
    /// Significant bits per sample in the file.
    uint32_t stored_bits;
    /// 1 when the samples of a JPEG 2000 codestream are signed (two's complement).
    uint32_t is_signed;
    /// PNG pHYs with unit metre; 0 when absent.
    uint32_t pixels_per_metre_x;
    uint32_t pixels_per_metre_y;
} ic_header;

/// Reads the header, and with `buffer` the picture into it. `capacity` must then be exactly
/// columns × rows × channels × bits / 8. Sub-byte grey is scaled to 0…255, a palette becomes RGB,
/// a transparent colour becomes alpha. Returns a code of the list above.
int32_t ic_png_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error);

/// The same with samples as stored: grey of few bits is not scaled, a palette gives its indices, a
/// transparent colour is passed over.
int32_t ic_png_decode_stored(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error);

/// What comes out of a colour JPEG.
enum {
    /// RGB, converted as the markers of the file say.
    IC_JPEG_RGB = 0,
    /// The components as coded, for a container that states itself what they mean.
    IC_JPEG_AS_CODED = 1,
};

/// Like `ic_png_decode`, for baseline and progressive JPEG of 1 or 3 components and 8 bits.
/// Refused: 4 components, other precisions, arithmetic coding, lossless. A decoder's warning counts
/// as corruption.
int32_t ic_jpeg_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, int32_t colours, ic_header *header,
    uint8_t *buffer, size_t capacity, ic_error *error);

/// Like `ic_png_decode`, for JPEG 2000 and HTJ2K codestreams, bare or in a JP2 file: 1 to 4
/// components of one size and precision, up to 16 bits. The multiple component transform is undone.
int32_t ic_j2k_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error);

/// Compression of written PNGs.
typedef struct {
    /// libdeflate level 1…12.
    int32_t level;
    /// 1: differences to the pixel on the left are compressed, 0: the samples themselves.
    int32_t sub;
} ic_png_effort;

/// 1…256 colours of three bytes each.
typedef struct {
    const uint8_t *rgb;
    uint32_t count;
} ic_palette;

/// Encodes `samples` (`length` bytes, laid out as `header` says; 16 bit in host order). With a
/// `palette` (may be NULL) the samples are 8-bit indices into it. On success `*bytes` is a block of
/// `*count` bytes for `ic_free`.
int32_t ic_png_encode(
    const ic_header *header, const ic_palette *palette, const uint8_t *samples, size_t length,
    ic_png_effort effort, uint8_t **bytes, size_t *count, ic_error *error);

void ic_free(void *block);

#include "CImageCodecsNIfTI.h"
