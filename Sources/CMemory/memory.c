#include "CMemory.h"

#ifdef __GLIBC__
#include <malloc.h>

void cm_give_planes_their_pages(void) { mallopt(M_MMAP_THRESHOLD, 1 << 16); }
#else
void cm_give_planes_their_pages(void) {}
#endif
