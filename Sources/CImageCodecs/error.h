#pragma once

#include "CImageCodecs.h"

/// Fills `error` once; the first report wins. Returns `code`.
int32_t ic_fail(ic_error *error, int32_t code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Bytes of a decoded picture; 0 when that overflows.
size_t ic_decoded_size(const ic_header *header);
