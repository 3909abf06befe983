#include "models.h"

// #embed is C23; clang has it in C17 as well, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ultrasound[] = {
#embed "ultrasound.safetensors"
};

static const unsigned char mr[] = {
#embed "mr.safetensors"
};

cm_model cm_mr(void)
{
    return (cm_model){mr, sizeof mr};
}

cm_model cm_ultrasound(void)
{
    return (cm_model){ultrasound, sizeof ultrasound};
}
