#pragma once

#include "error.h"

/// Whether `count` bytes can come of a file of `length`, which may be gzip.
int nifti_can_hold(const uint8_t *bytes, size_t length, size_t count);

/// The first `count` bytes of a file, which may be gzip; `piece` says what they are in errors. Where
/// they are the last that are asked for, a gzip is read on and its checksums are compared.
///
/// The block is for `free`; NULL with `error` filled when the bytes end early, are damaged or do not
/// fit into memory.
uint8_t *nifti_first_bytes(
    const uint8_t *bytes, size_t length, size_t count, const char *piece, int is_last,
    ic_error *error);
