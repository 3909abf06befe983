#pragma once

/// Returns pages of the heap that hold nothing to the system. What is kept between the frames of a
/// cine leaves holes that the next frame's planes do not fit into: without this, memory grows with
/// the number of frames. Giving every plane pages of its own instead costs a quarter more time.
void cm_return_free_memory(void);
