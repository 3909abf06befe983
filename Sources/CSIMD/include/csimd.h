/// Inline vector operations and the plain structures that the kernels of every instruction set
/// share. A `static inline` function follows the instruction set of the Swift target that calls it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Sixteen floats, imported into Swift as `SIMD16<Float>`.
typedef float cs_f16 __attribute__((ext_vector_type(16)));
typedef float cs_f8 __attribute__((ext_vector_type(8)));
typedef float cs_f4 __attribute__((ext_vector_type(4)));
typedef int32_t cs_i16 __attribute__((ext_vector_type(16)));
typedef uint8_t cs_b16 __attribute__((ext_vector_type(16)));

#define CS static inline __attribute__((always_inline, nonnull, unused))

/// Loads and stores accept any address; a 64-byte boundary is faster.
CS cs_f16 cs_load(const float *address)
{
    cs_f16 value;
    __builtin_memcpy(&value, address, sizeof value);
    return value;
}

CS void cs_store(float *address, cs_f16 value)
{
    __builtin_memcpy(address, &value, sizeof value);
}

CS cs_f16 cs_splat(float value)
{
    return (cs_f16)value;
}

/// a·b + c: one rounding where the processor has a fused instruction, two otherwise. Never libm.
CS cs_f16 cs_multiply_add(cs_f16 a, cs_f16 b, cs_f16 c)
{
#if defined(__FMA__) || defined(__aarch64__)
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}

CS cs_f16 cs_max(cs_f16 a, cs_f16 b)
{
    return a > b ? a : b;
}

CS cs_f16 cs_min(cs_f16 a, cs_f16 b)
{
    return a < b ? a : b;
}

/// 2ⁿ for integral n in −126…127, from the bits of the exponent.
CS cs_f16 cs_power_of_two(cs_f16 n)
{
    cs_i16 bits = (__builtin_convertvector(n, cs_i16) + 127) << 23;
    cs_f16 value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

/// The nearest integer, ties to even, for |value| below 2²².
CS cs_f16 cs_round_small(cs_f16 value)
{
    const cs_f16 magic = (cs_f16)12582912.0f;
    return (value + magic) - magic;
}

/// x·w + sum for the lower eight lanes of w.
CS cs_f8 cs_multiply_add_low(float x, cs_f16 w, cs_f8 sum)
{
#if defined(__FMA__) || defined(__aarch64__)
    return __builtin_elementwise_fma((cs_f8)x, w.lo, sum);
#else
    return (cs_f8)x * w.lo + sum;
#endif
}

CS cs_f8 cs_low(cs_f16 value)
{
    return value.lo;
}

/// Eight lanes, then eight zeros.
CS cs_f16 cs_zero_extended(cs_f8 value)
{
    cs_f16 result = (cs_f16)0.0f;
    result.lo = value;
    return result;
}

/// Writes a₀ b₀ a₁ b₁ … a₁₅ b₁₅.
CS void cs_store_interleaved(float *address, cs_f16 a, cs_f16 b)
{
    cs_f16 first = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    cs_f16 second = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    __builtin_memcpy(address, &first, sizeof first);
    __builtin_memcpy(address + 16, &second, sizeof second);
}

/// The integer part of |value| below 2³¹.
CS cs_f16 cs_truncate(cs_f16 value)
{
    return __builtin_convertvector(__builtin_convertvector(value, cs_i16), cs_f16);
}

/// 1 where a byte is not zero, else 0.
CS cs_f16 cs_nonzero(const uint8_t *bytes)
{
    cs_b16 value;
    __builtin_memcpy(&value, bytes, sizeof value);
    return __builtin_convertvector(value != 0, cs_f16) * -1.0f;
}

/// The sum of all lanes, in pairs.
CS float cs_sum(cs_f16 value)
{
    cs_f8 half = value.lo + value.hi;
    cs_f4 quarter = half.lo + half.hi;
    return (quarter.x + quarter.z) + (quarter.y + quarter.w);
}

/// One feature map in a float arena: [row][block][column][16 channels].
///
/// Row r is stored in slot r mod `stored_rows`, so that a
/// map can be a ring of rows. Strides count floats.
typedef struct {
    ptrdiff_t columns, rows, blocks;
    ptrdiff_t row_stride, block_stride, stored_rows;
} cs_map;

/// A convolution, dense or depthwise, over blocks of 16 channels.
///
/// Rows outside the input count as zero; columns outside it must hold zeros (`left` of them before
/// column 0). The result is min(max(sum + bias, low), high) + residual.
typedef struct {
    const float *input, *weights, *bias;
    const float *_Nullable residual;
    float *output;
    cs_map input_map, output_map, residual_map;
    /// Channels in use in each block of the input.
    const int32_t *block_channels;
    /// Floats of the weights of one block of output channels.
    ptrdiff_t weights_stride;
    /// Channels in use in the last block of the output.
    ptrdiff_t last_channels;
    /// Floats from one pixel of the input to the next: 16, or 1 where a block is a plane.
    ptrdiff_t input_pixel;
    ptrdiff_t kernel, stride, top, left;
    float low, high;
} cs_convolution;

/// What this processor and its operating system support: 0 base, 3 x86-64-v3, 4 x86-64-v4.
int cs_cpu_level(void);

#pragma clang assume_nonnull end
