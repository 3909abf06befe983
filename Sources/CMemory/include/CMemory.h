#pragma once

/// From now on gives blocks of 64 KiB and more pages of their own, which go back to the system when
/// they are freed. On the common heap, what is kept between the frames of a cine leaves holes that
/// the next frame's planes do not fit into, and memory grows with the number of frames. Costs a
/// quarter more time, all of it in the kernel.
void cm_give_planes_their_pages(void);
