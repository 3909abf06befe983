#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int32_t ic_fail(ic_error *error, int32_t code, const char *format, ...) {
    if (error->code != IC_OK) return error->code;
    error->code = code;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return code;
}

size_t ic_decoded_size(const ic_header *header) {
    size_t size = header->columns;
    if (__builtin_mul_overflow(size, header->rows, &size)) return 0;
    if (__builtin_mul_overflow(size, header->channels, &size)) return 0;
    if (__builtin_mul_overflow(size, header->bits_per_sample / 8, &size)) return 0;
    return size;
}

void ic_free(void *block) { free(block); }
