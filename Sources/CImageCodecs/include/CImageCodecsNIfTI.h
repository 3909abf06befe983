#pragma once

#include "CImageCodecs.h"

/// NIfTI-1 and NIfTI-2 in one file, plain or gzip, with libnifti's understanding of headers.
///
/// Nothing is read from or written to disk, and a header is checked before libnifti sees it: the
/// library mends what is wrong and prints what it refuses.

/// The greatest number of axes.
enum { IC_NIFTI_AXES = 7 };

typedef struct {
    int32_t axes;
    /// Voxels along each axis; 1 beyond `axes`.
    int64_t counts[IC_NIFTI_AXES];
    /// pixdim, without sign, in `space_unit`; 1 beyond `axes`.
    double sizes[IC_NIFTI_AXES];
    /// NIFTI_UNITS: 0 unknown, 1 metre, 2 millimetre, 3 micrometre.
    int32_t space_unit;
    /// 0 when absent; the matrices then hold nothing.
    int32_t qform_code;
    int32_t sform_code;
    /// Voxel indices to right, anterior, superior: three rows of four, in `space_unit`.
    double qform[12];
    double sform[12];
    /// Stored sample to value; 1 and 0 when the file states none.
    double slope;
    double intercept;
    /// NIfTI data type code.
    int32_t data_type;
} ic_nifti_header;

/// Reads the header, and with `samples` the values (slope and intercept applied), the first axis
/// fastest. `capacity` must then be the number of samples. Returns a code of CImageCodecs.h.
int32_t ic_nifti_decode(
    const uint8_t *bytes, size_t length, uint64_t max_samples, ic_nifti_header *header,
    float *samples, size_t capacity, ic_error *error);

/// Encodes `number` samples of the header's data type, 2 (8 bits without sign) or 4 (16 with), as
/// NIfTI-1 of its shape and placement; gzip without a date when `compressed`. On success `*bytes` is a
/// block of `*count` bytes for `ic_free`.
int32_t ic_nifti_encode(
    const ic_nifti_header *header, const void *samples, size_t number, int32_t compressed,
    uint8_t **bytes, size_t *count, ic_error *error);
