/// The trained networks, embedded into the program.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The bytes of a model file; they live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} cm_model;

cm_model cm_mr(void);
cm_model cm_ultrasound(void);

#pragma clang assume_nonnull end
