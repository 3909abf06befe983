#include "CImageCodecsNIfTI.h"
#include "error.h"

#include <libdeflate.h>
#include <nifti/nifti2_io.h>
#include <stdlib.h>
#include <string.h>

/// Header and the four bytes that say "no extension".
#define OFFSET 352
/// Of a count or code in NIfTI-1.
#define LONGEST 32767

static nifti_dmat44 matrix(const double rows[12]) {
    nifti_dmat44 matrix;
    memset(&matrix, 0, sizeof matrix);
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 4; column++)
            matrix.m[row][column] = rows[4 * row + column];
    matrix.m[3][3] = 1;
    return matrix;
}

static void place(nifti_image *image, const ic_nifti_header *header) {
    for (int axis = 0; axis < IC_NIFTI_AXES; axis++) image->pixdim[axis + 1] = header->sizes[axis];
    image->dx = header->sizes[0];
    image->dy = header->sizes[1];
    image->dz = header->sizes[2];
    image->xyz_units = header->space_unit;
    image->qform_code = header->qform_code;
    image->sform_code = header->sform_code;
    image->nifti_type = NIFTI_FTYPE_NIFTI1_1;
    image->iname_offset = OFFSET;
    image->qfac = 1;
    if (header->sform_code > 0) image->sto_xyz = matrix(header->sform);
    if (header->qform_code > 0) {
        double ignored[3];
        nifti_dmat44_to_quatern(
            matrix(header->qform), &image->quatern_b, &image->quatern_c, &image->quatern_d,
            &image->qoffset_x, &image->qoffset_y, &image->qoffset_z, &ignored[0], &ignored[1],
            &ignored[2], &image->qfac);
    }
}

static int is_writable(const ic_nifti_header *header, size_t length) {
    if (header->axes < 1 || header->axes > IC_NIFTI_AXES) return 0;
    if (header->qform_code > LONGEST || header->sform_code > LONGEST) return 0;
    size_t count = 1;
    for (int axis = 0; axis < header->axes; axis++) {
        int64_t along = header->counts[axis];
        if (along < 1 || along > LONGEST) return 0;
        if (__builtin_mul_overflow(count, (size_t)along, &count)) return 0;
    }
    return count == length;
}

static int32_t make_header(
    const ic_nifti_header *header, nifti_1_header *written, ic_error *error) {
    int64_t dims[8] = {header->axes};
    for (int axis = 0; axis < IC_NIFTI_AXES; axis++)
        dims[axis + 1] = axis < header->axes ? header->counts[axis] : 1;
    nifti_image *image = nifti_make_new_nim(dims, header->data_type, 0);
    if (!image) return ic_fail(error, IC_NO_MEMORY, "no memory");
    place(image, header);
    int failed = nifti_convert_nim2n1hdr(image, written);
    nifti_image_free(image);
    return failed ? ic_fail(error, IC_USAGE, "no NIfTI-1 header can hold this") : IC_OK;
}

/// gzip by libdeflate, which writes no date; NULL without memory.
static uint8_t *compress_all(const uint8_t *plain, size_t length, int level, size_t *count) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor) return NULL;
    size_t room = libdeflate_gzip_compress_bound(compressor, length);
    uint8_t *block = malloc(room);
    *count = block ? libdeflate_gzip_compress(compressor, plain, length, block, room) : 0;
    libdeflate_free_compressor(compressor);
    return block;
}

int32_t ic_nifti_encode(
    const ic_nifti_header *header, const void *samples, size_t number, int32_t compressed,
    uint8_t **bytes, size_t *count, ic_error *error) {
    memset(error, 0, sizeof *error);
    *bytes = NULL;
    *count = 0;
    int is_label = header->data_type == DT_UINT8;
    if (!is_label && header->data_type != DT_INT16)
        return ic_fail(error, IC_USAGE, "samples are of 8 bits without or 16 with sign");
    if (!is_writable(header, number))
        return ic_fail(error, IC_USAGE, "the samples do not fit a shape of up to %d along an axis",
                       LONGEST);
    size_t length = is_label ? number : 2 * number;
    nifti_1_header written;
    int32_t code = make_header(header, &written, error);
    if (code != IC_OK) return code;
    uint8_t *plain = calloc(OFFSET + length, 1);
    if (!plain) return ic_fail(error, IC_NO_MEMORY, "no memory");
    memcpy(plain, &written, sizeof written);
    memcpy(plain + OFFSET, samples, length);
    *count = OFFSET + length;
    *bytes = plain;
    if (compressed) {
        // Noise of a picture gets no smaller by trying harder.
        *bytes = compress_all(plain, OFFSET + length, is_label ? 6 : 1, count);
        free(plain);
    }
    if (*bytes) return IC_OK;
    return ic_fail(error, IC_NO_MEMORY, "no memory");
}
