#include "CImageCodecsNIfTI.h"
#include "error.h"
#include "nifti_bytes.h"

#include <math.h>
#include <nifti/nifti2_io.h>
#include <stdlib.h>
#include <string.h>

/// What both versions of the header state, in host byte order and before anything is mended.
typedef struct {
    int swapped;
    int64_t dim[8];
    double pixdim[8];
    int32_t data_type;
    int32_t bits;
    int32_t units;
    double offset;
    double slope;
    double intercept;
    int32_t qform_code;
    int32_t sform_code;
    double srows[12];
    double quaternion[6];
} stated;

#define HEADER_1 348
#define HEADER_2 540

#define TAKE(header, found)                                                                       \
    do {                                                                                          \
        for (int i = 0; i < 8; i++) {                                                             \
            (found)->dim[i] = (header).dim[i];                                                    \
            (found)->pixdim[i] = (header).pixdim[i];                                              \
        }                                                                                         \
        (found)->data_type = (header).datatype;                                                   \
        (found)->bits = (header).bitpix;                                                          \
        (found)->units = (header).xyzt_units;                                                     \
        (found)->offset = (double)(header).vox_offset;                                            \
        (found)->slope = (header).scl_slope;                                                      \
        (found)->intercept = (header).scl_inter;                                                  \
        (found)->qform_code = (header).qform_code;                                                \
        (found)->sform_code = (header).sform_code;                                                \
        for (int i = 0; i < 4; i++) {                                                             \
            (found)->srows[i] = (header).srow_x[i];                                               \
            (found)->srows[4 + i] = (header).srow_y[i];                                           \
            (found)->srows[8 + i] = (header).srow_z[i];                                           \
        }                                                                                         \
        double values[6] = {(header).quatern_b, (header).quatern_c, (header).quatern_d,           \
                            (header).qoffset_x, (header).qoffset_y, (header).qoffset_z};          \
        memcpy((found)->quaternion, values, sizeof values);                                       \
    } while (0)

/// Whether the header's first number is `size` in the other byte order.
static int is_swapped(const void *header, int32_t size) {
    int32_t first;
    memcpy(&first, header, sizeof first);
    return first != size;
}

static int32_t state_1(const uint8_t *block, stated *found, ic_error *error) {
    nifti_1_header header;
    memcpy(&header, block, sizeof header);
    if (memcmp(header.magic, "n+1", 4) != 0)
        return ic_fail(error, IC_UNSUPPORTED, "header and voxels in two files (.hdr, .img); "
                                              "join them in one .nii");
    found->swapped = is_swapped(&header, HEADER_1);
    if (found->swapped) nifti_swap_as_nifti1(&header);
    if (header.sizeof_hdr != HEADER_1) return ic_fail(error, IC_CORRUPT, "length of the header");
    TAKE(header, found);
    return IC_OK;
}

static int32_t state_2(const uint8_t *block, stated *found, ic_error *error) {
    nifti_2_header header;
    memcpy(&header, block, sizeof header);
    if (memcmp(header.magic, "n+2\0\r\n\032\n", 8) != 0)
        return ic_fail(error, IC_UNSUPPORTED, "NIfTI-2 in two files, or damaged by a transfer as "
                                              "text");
    found->swapped = is_swapped(&header, HEADER_2);
    if (found->swapped) nifti_swap_as_nifti2(&header);
    if (header.sizeof_hdr != HEADER_2) return ic_fail(error, IC_CORRUPT, "length of the header");
    TAKE(header, found);
    return IC_OK;
}

static int32_t read_stated(
    const uint8_t *bytes, size_t length, stated *found, ic_error *error) {
    uint8_t *block = nifti_first_bytes(bytes, length, HEADER_1, "header", 0, error);
    if (!block) return error->code;
    int is_1 = memcmp(block + 344, "n+1", 4) == 0 || memcmp(block + 344, "ni1", 4) == 0;
    int is_2 = memcmp(block + 4, "n+2", 4) == 0 || memcmp(block + 4, "ni2", 4) == 0;
    int32_t code = IC_OK;
    if (is_1) {
        code = state_1(block, found, error);
    } else if (is_2) {
        free(block);
        block = nifti_first_bytes(bytes, length, HEADER_2, "header", 0, error);
        code = block ? state_2(block, found, error) : error->code;
    } else {
        code = ic_fail(error, IC_CORRUPT, "no NIfTI header");
    }
    if (code == IC_OK && found->offset == 0) found->offset = is_1 ? 352 : 544;
    free(block);
    return code;
}

static int32_t check_type(const stated *found, ic_error *error) {
    switch (found->data_type) {
    case DT_UINT8: case DT_INT8: case DT_UINT16: case DT_INT16: case DT_UINT32: case DT_INT32:
    case DT_UINT64: case DT_INT64: case DT_FLOAT32: case DT_FLOAT64: break;
    default:
        return ic_fail(error, IC_UNSUPPORTED, "samples of data type %d; integers and real numbers "
                                              "of up to 64 bits are read", found->data_type);
    }
    int bytes_per_sample = 0, swap_size = 0;
    nifti_datatype_sizes(found->data_type, &bytes_per_sample, &swap_size);
    if (found->bits != 8 * bytes_per_sample)
        return ic_fail(error, IC_CORRUPT, "bitpix is %d for data type %d", found->bits,
                       found->data_type);
    return IC_OK;
}

static int32_t check_shape(
    const stated *found, uint64_t max_samples, ic_nifti_header *header, ic_error *error) {
    if (found->dim[0] < 1 || found->dim[0] > IC_NIFTI_AXES)
        return ic_fail(error, IC_CORRUPT, "dim[0] is %lld", (long long)found->dim[0]);
    header->axes = (int32_t)found->dim[0];
    uint64_t count = 1;
    int is_large = 0;
    for (int axis = 0; axis < header->axes; axis++) {
        int64_t along = found->dim[axis + 1];
        double size = found->pixdim[axis + 1];
        if (along < 1)
            return ic_fail(error, IC_CORRUPT, "dim[%d] is %lld", axis + 1, (long long)along);
        if (!isfinite(size) || (axis < 3 && size == 0))
            return ic_fail(error, IC_CORRUPT, "pixdim[%d] is %g", axis + 1, size);
        header->counts[axis] = along;
        header->sizes[axis] = fabs(size);
        is_large |= __builtin_mul_overflow(count, (uint64_t)along, &count) != 0;
    }
    if (is_large || count > max_samples) return ic_fail(error, IC_TOO_LARGE, "too many voxels");
    return IC_OK;
}

static int32_t check_numbers(const stated *found, ic_error *error) {
    if (!isfinite(found->offset) || found->offset < HEADER_1 || found->offset > 1 << 30
        || found->offset != floor(found->offset))
        return ic_fail(error, IC_CORRUPT, "vox_offset is %g", found->offset);
    if (found->slope != 0 && !(isfinite(found->slope) && isfinite(found->intercept)))
        return ic_fail(error, IC_CORRUPT, "scl_slope and scl_inter are %g and %g", found->slope,
                       found->intercept);
    if (found->qform_code < 0 || found->sform_code < 0)
        return ic_fail(error, IC_CORRUPT, "qform_code and sform_code are %d and %d",
                       found->qform_code, found->sform_code);
    for (int i = 0; i < 12; i++)
        if (found->sform_code > 0 && !isfinite(found->srows[i]))
            return ic_fail(error, IC_CORRUPT, "the sform holds a number that is not finite");
    for (int i = 0; i < 6; i++)
        if (found->qform_code > 0 && !isfinite(found->quaternion[i]))
            return ic_fail(error, IC_CORRUPT, "the qform holds a number that is not finite");
    return IC_OK;
}

static void fill(const stated *found, ic_nifti_header *header) {
    for (int axis = header->axes; axis < IC_NIFTI_AXES; axis++) {
        header->counts[axis] = 1;
        header->sizes[axis] = 1;
    }
    header->data_type = found->data_type;
    header->space_unit = XYZT_TO_SPACE(found->units);
    header->slope = found->slope != 0 ? found->slope : 1;
    header->intercept = found->slope != 0 ? found->intercept : 0;
    header->qform_code = found->qform_code;
    header->sform_code = found->sform_code;
    if (found->sform_code > 0) memcpy(header->sform, found->srows, sizeof header->sform);
    if (found->qform_code <= 0) return;
    const double *q = found->quaternion;
    nifti_dmat44 matrix = nifti_quatern_to_dmat44(
        q[0], q[1], q[2], q[3], q[4], q[5], header->sizes[0], header->sizes[1], header->sizes[2],
        found->pixdim[0] < 0 ? -1 : 1);
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 4; column++)
            header->qform[4 * row + column] = matrix.m[row][column];
}

#define CONVERT(type)                                                                             \
    do {                                                                                          \
        for (size_t i = 0; i < count; i++) {                                                      \
            type value;                                                                           \
            memcpy(&value, block + i * sizeof value, sizeof value);                               \
            samples[i] = (float)((double)value * header->slope + header->intercept);              \
        }                                                                                         \
    } while (0)

static void convert(
    const uint8_t *block, size_t count, const ic_nifti_header *header, float *samples) {
    switch (header->data_type) {
    case DT_UINT8: CONVERT(uint8_t); break;
    case DT_INT8: CONVERT(int8_t); break;
    case DT_UINT16: CONVERT(uint16_t); break;
    case DT_INT16: CONVERT(int16_t); break;
    case DT_UINT32: CONVERT(uint32_t); break;
    case DT_INT32: CONVERT(int32_t); break;
    case DT_UINT64: CONVERT(uint64_t); break;
    case DT_INT64: CONVERT(int64_t); break;
    case DT_FLOAT32: CONVERT(float); break;
    case DT_FLOAT64: CONVERT(double); break;
    default: break;
    }
}

/// Bytes up to the end of the voxels; 0 with `error` filled when the file cannot hold them.
static size_t needed_bytes(
    const uint8_t *bytes, size_t length, const stated *found, const ic_nifti_header *header,
    ic_error *error) {
    size_t total = (size_t)found->bits / 8;
    int is_large = 0;
    for (int axis = 0; axis < header->axes; axis++)
        is_large |= __builtin_mul_overflow(total, (size_t)header->counts[axis], &total);
    is_large |= __builtin_add_overflow(total, (size_t)found->offset, &total);
    if (is_large || !nifti_can_hold(bytes, length, total)) {
        ic_fail(error, IC_TRUNCATED, "the bytes end inside the voxels");
        return 0;
    }
    return total;
}

static int32_t read_samples(
    const uint8_t *bytes, size_t length, const stated *found, const ic_nifti_header *header,
    size_t total, float *samples, ic_error *error) {
    size_t width = (size_t)found->bits / 8;
    size_t offset = (size_t)found->offset;
    size_t count = (total - offset) / width;
    uint8_t *block = nifti_first_bytes(bytes, length, total, "voxels", 1, error);
    if (!block) return error->code;
    if (found->swapped && width > 1)
        nifti_swap_Nbytes((int64_t)count, (int)width, block + offset);
    convert(block + offset, count, header, samples);
    free(block);
    return IC_OK;
}

int32_t ic_nifti_decode(
    const uint8_t *bytes, size_t length, uint64_t max_samples, ic_nifti_header *header,
    float *samples, size_t capacity, ic_error *error) {
    memset(header, 0, sizeof *header);
    memset(error, 0, sizeof *error);
    stated found;
    memset(&found, 0, sizeof found);
    int32_t code = read_stated(bytes, length, &found, error);
    if (code == IC_OK) code = check_type(&found, error);
    if (code == IC_OK) code = check_shape(&found, max_samples, header, error);
    if (code == IC_OK) code = check_numbers(&found, error);
    if (code != IC_OK) return code;
    fill(&found, header);
    size_t total = needed_bytes(bytes, length, &found, header, error);
    if (total == 0) return error->code;
    if (!samples) return IC_OK;
    if (capacity != (total - (size_t)found.offset) / ((size_t)found.bits / 8))
        return ic_fail(error, IC_USAGE, "buffer of the wrong size");
    return read_samples(bytes, length, &found, header, total, samples, error);
}
