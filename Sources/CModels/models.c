#include "models.h"

// #embed is C23; clang has it in C17 as well, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ultrasound[] = {
#embed "ultrasound.safetensors"
};

cm_model cm_ultrasound(void)
{
    return (cm_model){ultrasound, sizeof ultrasound};
}
