/// The files of the page that people look at, embedded into the program.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The bytes of a file; they live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} cp_asset;

cp_asset cp_html(void);
cp_asset cp_style(void);

/// Parts of one script, in the order in which they are joined.
size_t cp_script_count(void);
cp_asset cp_script(size_t number);

#pragma clang assume_nonnull end
