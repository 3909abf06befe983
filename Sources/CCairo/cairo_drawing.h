/* Cairo draws the annotated pictures; Debian: libcairo2-dev. */
#include <cairo.h>
