#pragma once

/// Gives blocks of 64 KiB and more pages of their own, which go back to the system when they are
/// freed. On the common heap, what is kept between two frames leaves holes that the next frame's
/// planes do not fit into, and memory grows with the number of frames.
void cm_give_planes_their_pages(void);
