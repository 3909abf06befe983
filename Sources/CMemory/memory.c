#include "CMemory.h"

#ifdef __GLIBC__
#include <malloc.h>

void cm_return_free_memory(void) { malloc_trim(0); }
#else
void cm_return_free_memory(void) {}
#endif
