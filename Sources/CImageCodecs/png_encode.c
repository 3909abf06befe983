#include "error.h"

#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    ic_error *error;
} sink;

static void on_error(png_structp png, png_const_charp text) {
    sink *into = png_get_error_ptr(png);
    ic_fail(into->error, IC_USAGE, "%s", text);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void put_bytes(png_structp png, png_bytep bytes, size_t count) {
    sink *into = png_get_io_ptr(png);
    if (count > into->capacity - into->count) {
        size_t capacity = 2 * into->capacity + count;
        uint8_t *larger = realloc(into->bytes, capacity);
        if (!larger) {
            ic_fail(into->error, IC_NO_MEMORY, "no memory");
            png_error(png, "no memory");
        }
        into->bytes = larger;
        into->capacity = capacity;
    }
    memcpy(into->bytes + into->count, bytes, count);
    into->count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static void set_palette(png_structp png, png_infop info, const ic_palette *palette) {
    png_color colours[256];
    for (uint32_t index = 0; index < palette->count; index++) {
        const uint8_t *rgb = palette->rgb + 3 * index;
        colours[index] = (png_color){rgb[0], rgb[1], rgb[2]};
    }
    png_set_PLTE(png, info, colours, (int)palette->count);
}

/// Rows as a PNG stores them: a filter byte each, 16 bit big-endian, with `sub` the differences to
/// the pixel on the left. `stride` counts bytes of a row, `pixel` of a pixel.
static void filter_rows(
    const ic_header *header, const uint8_t *samples, size_t stride, size_t pixel, int sub,
    uint8_t *rows) {
    int wide = header->bits_per_sample == 16;
    for (uint32_t row = 0; row < header->rows; row++, samples += stride, rows += stride + 1) {
        rows[0] = sub ? PNG_FILTER_VALUE_SUB : PNG_FILTER_VALUE_NONE;
        memcpy(rows + 1, samples, stride);
        for (size_t byte = 0; wide && byte < stride; byte += 2) {
            uint16_t sample;
            memcpy(&sample, samples + byte, sizeof sample);
            rows[1 + byte] = (uint8_t)(sample >> 8);
            rows[2 + byte] = (uint8_t)sample;
        }
        for (size_t byte = stride; sub && byte > pixel; byte--) rows[byte] -= rows[byte - pixel];
    }
}

/// The zlib stream of all filtered rows, by libdeflate: two to eight times as fast as zlib, which
/// libpng would call. `*count` bytes for `free`; NULL without memory.
static uint8_t *compressed(
    const ic_header *header, const uint8_t *samples, ic_png_effort effort, size_t *count) {
    size_t stride = ic_decoded_size(header) / header->rows;
    size_t length = (stride + 1) * header->rows;
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(effort.level);
    size_t bound = libdeflate_zlib_compress_bound(compressor, length);
    uint8_t *rows = malloc(length), *stream = malloc(bound);
    *count = 0;
    if (compressor && rows && stream) {
        filter_rows(header, samples, stride, stride / header->columns, effort.sub, rows);
        *count = libdeflate_zlib_compress(compressor, rows, length, stream, bound);
    }
    free(rows);
    libdeflate_free_compressor(compressor);
    if (*count > 0) return stream;
    free(stream);
    return NULL;
}

static int run(
    png_structp png, png_infop info, const ic_header *header, const ic_palette *palette,
    const uint8_t *stream, size_t count, sink *into) {
    static const int colours[] = {
        PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
    if (setjmp(png_jmpbuf(png))) return into->error->code;
    png_set_write_fn(png, into, put_bytes, flush_nothing);
    png_set_IHDR(
        png, info, header->columns, header->rows, (int)header->bits_per_sample,
        palette ? PNG_COLOR_TYPE_PALETTE : colours[header->channels - 1], PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    if (palette) set_palette(png, info, palette);
    if (header->pixels_per_metre_x > 0 && header->pixels_per_metre_y > 0)
        png_set_pHYs(
            png, info, header->pixels_per_metre_x, header->pixels_per_metre_y,
            PNG_RESOLUTION_METER);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep)"IDAT", stream, count);
    png_write_chunk(png, (png_const_bytep)"IEND", NULL, 0);
    return IC_OK;
}

static int is_writable(const ic_header *header, const ic_palette *palette, size_t length) {
    if (palette && (palette->count < 1 || palette->count > 256)) return 0;
    if (palette && (header->channels != 1 || header->bits_per_sample != 8)) return 0;
    if (header->channels < 1 || header->channels > 4) return 0;
    if (header->bits_per_sample != 8 && header->bits_per_sample != 16) return 0;
    size_t size = ic_decoded_size(header);
    return size > 0 && size == length && size < PNG_UINT_31_MAX / 2;
}

int32_t ic_png_encode(
    const ic_header *header, const ic_palette *palette, const uint8_t *samples, size_t length,
    ic_png_effort effort, uint8_t **bytes, size_t *count, ic_error *error) {
    memset(error, 0, sizeof *error);
    *bytes = NULL;
    *count = 0;
    if (!is_writable(header, palette, length))
        return ic_fail(error, IC_USAGE, "the samples do not fit the size");
    size_t stream_length = 0;
    uint8_t *stream = compressed(header, samples, effort, &stream_length);
    if (!stream) return ic_fail(error, IC_NO_MEMORY, "no memory");
    sink into = {NULL, 0, 0, error};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &into, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    int code = info ? run(png, info, header, palette, stream, stream_length, &into)
                    : ic_fail(error, IC_NO_MEMORY, "no memory");
    png_destroy_write_struct(&png, &info);
    free(stream);
    if (code != IC_OK) {
        free(into.bytes);
        return code;
    }
    *bytes = into.bytes;
    *count = into.count;
    return IC_OK;
}
