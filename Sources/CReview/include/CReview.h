/// The files of the review page, embedded into the program.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// A file by the name under which the page asks for it; the bytes live as long as the program.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} cr_asset;

size_t cr_asset_count(void);
cr_asset cr_asset_at(size_t number);

#pragma clang assume_nonnull end
