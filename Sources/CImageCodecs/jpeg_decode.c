#include "error.h"

#include <stdio.h>

#include <jpeglib.h>
// After jpeglib.h, on which it depends.
#include <jerror.h>
#include <setjmp.h>
#include <string.h>

/// A block of 64 samples takes at least one bit in one scan.
#define MAXIMUM_PIXELS_PER_BYTE 512
/// More scans than any encoder writes; each costs a pass over the picture.
#define MAXIMUM_SCANS 200

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf leave;
    ic_error *error;
} failure;

static void leave_with(j_common_ptr info, int32_t code) {
    failure *out = (failure *)info->err;
    char text[JMSG_LENGTH_MAX];
    out->manager.format_message(info, text);
    ic_fail(out->error, code, "%s", text);
    longjmp(out->leave, 1);
}

static void on_error(j_common_ptr info) {
    switch (info->err->msg_code) {
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
        leave_with(info, IC_UNSUPPORTED);
        break;
    case JERR_INPUT_EOF:
    case JERR_INPUT_EMPTY:
        leave_with(info, IC_TRUNCATED);
        break;
    case JERR_OUT_OF_MEMORY:
        leave_with(info, IC_NO_MEMORY);
        break;
    default:
        leave_with(info, IC_CORRUPT);
    }
}

static void on_message(j_common_ptr info, int level) {
    if (level >= 0) return;
    int warning = info->err->msg_code;
    if (warning == JWRN_ADOBE_XFORM || warning == JWRN_JFIF_MAJOR) return;
    leave_with(info, warning == JWRN_JPEG_EOF ? IC_TRUNCATED : IC_CORRUPT);
}

static void print_nothing(j_common_ptr info) { (void)info; }

static void watch_scans(j_common_ptr info) {
    if (!info->is_decompressor) return;
    j_decompress_ptr jpeg = (j_decompress_ptr)info;
    if (jpeg->input_scan_number <= MAXIMUM_SCANS) return;
    failure *out = (failure *)info->err;
    ic_fail(out->error, IC_CORRUPT, "more than %d scans", MAXIMUM_SCANS);
    longjmp(out->leave, 1);
}

static int check_header(
    j_decompress_ptr jpeg, size_t length, uint64_t max_pixels, ic_header *header,
    ic_error *error) {
    header->columns = jpeg->image_width;
    header->rows = jpeg->image_height;
    header->channels = (uint32_t)jpeg->num_components;
    header->stored_bits = (uint32_t)jpeg->data_precision;
    header->bits_per_sample = 8;
    uint64_t pixels = (uint64_t)header->columns * header->rows;
    if (pixels > max_pixels) return ic_fail(error, IC_TOO_LARGE, "too many pixels");
    if (jpeg->num_components != 1 && jpeg->num_components != 3)
        return ic_fail(
            error, IC_UNSUPPORTED, "%d components (CMYK or other); 1 (grey) and 3 are read",
            jpeg->num_components);
    if (jpeg->arith_code)
        return ic_fail(error, IC_UNSUPPORTED, "arithmetic coding; Huffman coding is read");
    if (pixels / MAXIMUM_PIXELS_PER_BYTE > length)
        return ic_fail(error, IC_TRUNCATED, "%zu bytes cannot hold the image", length);
    return IC_OK;
}

static int run(
    j_decompress_ptr jpeg, failure *out, const uint8_t *bytes, size_t length,
    uint64_t max_pixels, int32_t colours, ic_header *header, uint8_t *buffer, size_t capacity) {
    if (setjmp(out->leave)) return out->error->code;
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, bytes, length);
    jpeg_read_header(jpeg, TRUE);
    int code = check_header(jpeg, length, max_pixels, header, out->error);
    if (code != IC_OK || !buffer) return code;
    if (capacity != ic_decoded_size(header))
        return ic_fail(out->error, IC_USAGE, "buffer of the wrong size");

    struct jpeg_progress_mgr progress = {.progress_monitor = watch_scans};
    jpeg->progress = &progress;
    if (jpeg->num_components == 3 && colours == IC_JPEG_AS_CODED) {
        jpeg->jpeg_color_space = JCS_YCbCr;
        jpeg->out_color_space = JCS_YCbCr;
    } else {
        jpeg->out_color_space = jpeg->num_components == 3 ? JCS_RGB : JCS_GRAYSCALE;
    }
    jpeg_start_decompress(jpeg);
    size_t stride = (size_t)header->columns * header->channels;
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = buffer + (size_t)jpeg->output_scanline * stride;
        jpeg_read_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_decompress(jpeg);
    return IC_OK;
}

int32_t ic_jpeg_decode(
    const uint8_t *bytes, size_t length, uint64_t max_pixels, int32_t colours, ic_header *header,
    uint8_t *buffer, size_t capacity, ic_error *error) {
    memset(header, 0, sizeof *header);
    memset(error, 0, sizeof *error);
    if (length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        return ic_fail(error, IC_CORRUPT, "it does not start like a JPEG");
    failure out = {.error = error};
    struct jpeg_decompress_struct jpeg;
    memset(&jpeg, 0, sizeof jpeg);
    jpeg.err = jpeg_std_error(&out.manager);
    out.manager.error_exit = on_error;
    out.manager.emit_message = on_message;
    out.manager.output_message = print_nothing;
    int code = run(&jpeg, &out, bytes, length, max_pixels, colours, header, buffer, capacity);
    jpeg.progress = NULL;
    jpeg_destroy_decompress(&jpeg);
    return code;
}
