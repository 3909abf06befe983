#include "error.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

/// deflate cannot expand by more than this factor.
#define MAXIMUM_EXPANSION 1032

typedef struct {
    const uint8_t *bytes;
    size_t length;
    size_t position;
    /// Samples and indices as the file holds them.
    int as_stored;
    ic_error *error;
} source;

static void on_error(png_structp png, png_const_charp text) {
    source *from = png_get_error_ptr(png);
    ic_fail(from->error, IC_CORRUPT, "%s", text);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void take_bytes(png_structp png, png_bytep destination, size_t count) {
    source *from = png_get_io_ptr(png);
    if (count > from->length - from->position) {
        ic_fail(from->error, IC_TRUNCATED, "the bytes end at %zu", from->length);
        png_error(png, "truncated");
    }
    memcpy(destination, from->bytes + from->position, count);
    from->position += count;
}

/// Text, colour profiles and the like are stepped over without being unpacked.
static void ignore_ancillary_chunks(png_structp png) {
    static const png_byte names[] =
        "iCCP\0tEXt\0zTXt\0iTXt\0eXIf\0sPLT\0hIST\0bKGD\0tIME\0sCAL\0pCAL\0oFFs";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, names, (int)(sizeof names / 5));
    png_set_chunk_malloc_max(png, 1 << 20);
    png_set_chunk_cache_max(png, 128);
}

static int read_header(
    png_structp png, png_infop info, source *from, uint64_t max_pixels, ic_header *header) {
    png_read_info(png, info);
    header->columns = png_get_image_width(png, info);
    header->rows = png_get_image_height(png, info);
    header->stored_bits = png_get_bit_depth(png, info);
    uint64_t pixels = (uint64_t)header->columns * header->rows;
    if (pixels > max_pixels) return ic_fail(from->error, IC_TOO_LARGE, "too many pixels");
    size_t packed = png_get_rowbytes(png, info);
    if (packed * header->rows / MAXIMUM_EXPANSION > from->length)
        return ic_fail(from->error, IC_TRUNCATED, "%zu bytes cannot hold the image", from->length);

    png_uint_32 x = 0, y = 0;
    int unit = PNG_RESOLUTION_UNKNOWN;
    if (png_get_pHYs(png, info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
        header->pixels_per_metre_x = x;
        header->pixels_per_metre_y = y;
    }
    if (from->as_stored)
        png_set_packing(png);
    else
        png_set_expand(png);
    if (header->stored_bits == 16) png_set_swap(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    header->channels = png_get_channels(png, info);
    header->bits_per_sample = png_get_bit_depth(png, info);
    return IC_OK;
}

static int run(
    png_structp png, png_infop info, source *from, uint64_t max_pixels, ic_header *header,
    uint8_t *buffer, size_t capacity) {
    if (setjmp(png_jmpbuf(png))) return from->error->code;
    png_set_read_fn(png, from, take_bytes);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    ignore_ancillary_chunks(png);
    int code = read_header(png, info, from, max_pixels, header);
    if (code != IC_OK || !buffer) return code;
    if (capacity != ic_decoded_size(header))
        return ic_fail(from->error, IC_USAGE, "buffer of the wrong size");

    size_t stride = png_get_rowbytes(png, info);
    int passes = png_get_interlace_type(png, info) == PNG_INTERLACE_NONE ? 1 : 7;
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t row = 0; row < header->rows; row++)
            png_read_row(png, buffer + row * stride, NULL);
    png_read_end(png, NULL);
    return IC_OK;
}

static int32_t decode(
    source *from, uint64_t max_pixels, ic_header *header, uint8_t *buffer, size_t capacity) {
    memset(header, 0, sizeof *header);
    memset(from->error, 0, sizeof *from->error);
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, from, on_error, on_warning);
    if (!png) return ic_fail(from->error, IC_NO_MEMORY, "no memory");
    png_infop info = png_create_info_struct(png);
    int code = info ? run(png, info, from, max_pixels, header, buffer, capacity)
                    : ic_fail(from->error, IC_NO_MEMORY, "no memory");
    png_destroy_read_struct(&png, &info, NULL);
    return code;
}

int32_t ic_png_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error) {
    source from = {bytes, length, 0, 0, error};
    return decode(&from, max_pixels, header, buffer, capacity);
}

int32_t ic_png_decode_stored(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, ic_header *header, uint8_t *buffer,
    size_t capacity, ic_error *error) {
    source from = {bytes, length, 0, 1, error};
    return decode(&from, max_pixels, header, buffer, capacity);
}
