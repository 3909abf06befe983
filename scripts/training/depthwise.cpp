// Depthwise convolution in channels-last layout for training on one CPU core: forward with bias and ReLU6, backward
// with the masks of both activations fused. Vectors are as wide as the processor's (AVX-512: 16, AVX2: 8); channels
// must be a multiple of that; kernel 3 or 5, stride 1 or 2.
#include <torch/extension.h>

#include <cstring>

#ifdef __AVX512F__
constexpr long W = 16;
#else
constexpr long W = 8;
#endif
typedef float vec __attribute__((vector_size(W * 4)));
typedef int ivec __attribute__((vector_size(W * 4)));
typedef float loose __attribute__((vector_size(W * 4), aligned(4), may_alias));
static inline vec load(const float *p) { return *(const loose *)p; }
static inline void store(float *p, vec v) { *(loose *)p = v; }
static inline vec splat(float f) { return f - vec{}; }
static inline vec clamp6(vec v) {
    v = v > vec{} ? v : vec{};
    return v < splat(6) ? v : splat(6);
}
static inline vec masked(vec g, vec y) {
    ivec in = (y > vec{}) & (y < splat(6));
    return (vec)((ivec)g & in);
}

struct Shape { long n, h, w, c, oh, ow, pad; };

// Columns of the output whose whole window lies inside a row of `w`: [first, last).
struct Inner { long first, last; };
static Inner inner(long w, long ow, long k, long stride, long pad) {
    long first = (pad + stride - 1) / stride, last = (w + pad - k) / stride + 1;
    return {std::min(first, ow), std::max(std::min(last, ow), std::min(first, ow))};
}

// Sum over the taps of a window at `p`, clipped to [i0, i1) × [j0, j1); weights wt[K*K][C].
template <int K>
static inline vec window(const float *p, const float *wt, long c, long row, long i0, long i1, long j0, long j1, vec acc) {
    for (long i = i0; i < i1; i++)
        for (long j = j0; j < j1; j++) acc += load(wt + (i * K + j) * c) * load(p + i * row + j * c);
    return acc;
}

// COLUMNS outputs at once, so that each weight is loaded once for all of them; rows clipped to [i0, i1).
template <int K, long S, int COLUMNS>
static inline void windows(const float *p, const float *wt, long c, long row, long i0, long i1, vec *acc) {
    for (long i = i0; i < i1; i++)
#pragma GCC unroll 5
        for (int j = 0; j < K; j++) {
            vec w = load(wt + (i * K + j) * c);
#pragma GCC unroll 8
            for (int q = 0; q < COLUMNS; q++) acc[q] += w * load(p + i * row + (j + q * S) * c);
        }
}

// One row of outputs of one channel block: calls done(q, sum) for each.
template <int K, long S, class Done>
static inline void convolve_row(const float *x, const float *wt, vec bias, long r, long h, long w, long c, long ow,
                                long pad, Inner in, Done done) {
    constexpr int COLUMNS = 6;
    long y0 = r * S - pad, i0 = std::max(0L, -y0), i1 = std::min<long>(K, h - y0), row = w * c;
    const float *line = x + (y0 * w - pad) * c;
    auto edge = [&](long q) {
        long x0 = q * S - pad;
        done(q, window<K>(line + q * S * c, wt, c, row, i0, i1, std::max(0L, -x0), std::min<long>(K, w - x0), bias));
    };
    long q = 0;
    for (; q < in.first; q++) edge(q);
    for (; q + COLUMNS <= in.last; q += COLUMNS) {
        vec acc[COLUMNS];
        for (int k = 0; k < COLUMNS; k++) acc[k] = bias;
        windows<K, S, COLUMNS>(line + q * S * c, wt, c, row, i0, i1, acc);
#pragma GCC unroll 8
        for (int k = 0; k < COLUMNS; k++) done(q + k, acc[k]);
    }
    for (; q < ow; q++) edge(q);
}

template <int K, long S>
static void forward_kernel(const float *x, const float *wt, const float *b, float *y, Shape s) {
    Inner in = inner(s.w, s.ow, K, S, s.pad);
    for (long n = 0; n < s.n; n++)
        for (long r = 0; r < s.oh; r++)
            for (long cb = 0; cb < s.c; cb += W) {
                float *out = y + ((n * s.oh + r) * s.ow) * s.c + cb;
                convolve_row<K, S>(x + n * s.h * s.w * s.c + cb, wt + cb, load(b + cb), r, s.h, s.w, s.c, s.ow, s.pad, in,
                                   [&](long q, vec v) { store(out + q * s.c, clamp6(v)); });
            }
}

// Adds g ⊗ window to the gradients of one row of taps, for the outputs [first, last) of a row.
template <int K, long S>
static inline void tap_gradients(const float *x, const float *g, float *gw, long c, long first, long last) {
    vec acc[K];
    for (int j = 0; j < K; j++) acc[j] = load(gw + j * c);
    for (long q = first; q < last; q++) {
        vec v = load(g + q * c);
#pragma GCC unroll 5
        for (int j = 0; j < K; j++) acc[j] += v * load(x + (q * S + j) * c);
    }
    for (int j = 0; j < K; j++) store(gw + j * c, acc[j]);
}

// g: gradient before the activation. All K*K taps are held in registers where they fit.
template <int K, long S>
static void weight_gradient_row(const float *x, const float *g, float *gw, float *gb, long r, Shape s, Inner in) {
    long y0 = r * S - s.pad, i0 = std::max(0L, -y0), i1 = std::min<long>(K, s.h - y0);
    for (long cb = 0; cb < s.c; cb += W) {
        const float *gr = g + r * s.ow * s.c + cb;
        vec bias = load(gb + cb);
        for (long q = 0; q < s.ow; q++) bias += load(gr + q * s.c);
        store(gb + cb, bias);
        for (long i = i0; i < i1; i++) {
            const float *xr = x + ((y0 + i) * s.w - s.pad) * s.c + cb;
            float *gwi = gw + i * K * s.c + cb;
            tap_gradients<K, S>(xr, gr, gwi, s.c, in.first, in.last);
            auto edge = [&](long q) {
                long x0 = q * S - s.pad;
                for (long j = std::max(0L, -x0); j < std::min<long>(K, s.w - x0); j++)
                    store(gwi + j * s.c, load(gwi + j * s.c) + load(gr + q * s.c) * load(xr + (q * S + j) * s.c));
            };
            for (long q = 0; q < in.first; q++) edge(q);
            for (long q = in.last; q < s.ow; q++) edge(q);
        }
    }
}

// Stride 1: a convolution of g with the flipped taps.
template <int K>
static void input_gradient_row(const float *x, const float *flipped, const float *g, float *out, long a, Shape s) {
    long pad = K - 1 - s.pad;
    Inner in = inner(s.ow, s.w, K, 1, pad);
    for (long cb = 0; cb < s.c; cb += W)
        convolve_row<K, 1>(g + cb, flipped + cb, vec{}, a, s.oh, s.ow, s.c, s.w, pad, in, [&](long e, vec v) {
            long at = (a * s.w + e) * s.c + cb;
            store(out + at, masked(v, load(x + at)));
        });
}

// Stride 2: only the taps of the right parity reach an input pixel.
template <int K>
static void strided_input_gradient_row(const float *x, const float *wt, const float *g, float *out, long a, Shape s) {
    for (long cb = 0; cb < s.c; cb += W)
        for (long e = 0; e < s.w; e++) {
            vec sum{};
            for (long i = (a + s.pad) & 1; i < K; i += 2) {
                long r = (a + s.pad - i) / 2;
                if (a + s.pad < i || r >= s.oh) continue;
                for (long j = (e + s.pad) & 1; j < K; j += 2) {
                    long q = (e + s.pad - j) / 2;
                    if (e + s.pad < j || q >= s.ow) continue;
                    sum += load(wt + (i * K + j) * s.c + cb) * load(g + (r * s.ow + q) * s.c + cb);
                }
            }
            long at = (a * s.w + e) * s.c + cb;
            store(out + at, masked(sum, load(x + at)));
        }
}

// gz: gradient before the activation; gx is masked by x (the input is itself a ReLU6 output).
template <int K, long S>
static void backward_kernel(const float *x, const float *wt, const float *gz, float *gx, float *gw, float *gb, Shape s) {
    Inner in = inner(s.w, s.ow, K, S, s.pad);
    std::vector<float> flipped(K * K * s.c);
    for (int k = 0; k < K * K; k++) memcpy(&flipped[(K * K - 1 - k) * s.c], wt + k * s.c, s.c * sizeof(float));
    for (long n = 0; n < s.n; n++) {
        const float *xn = x + n * s.h * s.w * s.c, *gn = gz + n * s.oh * s.ow * s.c;
        float *on = gx + n * s.h * s.w * s.c;
        for (long r = 0; r < s.oh; r++) weight_gradient_row<K, S>(xn, gn, gw, gb, r, s, in);
        for (long a = 0; a < s.h; a++)
            if (S == 1) input_gradient_row<K>(xn, flipped.data(), gn, on, a, s);
            else strided_input_gradient_row<K>(xn, wt, gn, on, a, s);
    }
}

// x: N×H×W×C contiguous; wt: K*K×C; returns N×OH×OW×C.
torch::Tensor forward(torch::Tensor x, torch::Tensor wt, torch::Tensor b, long stride, long pad) {
    long k = wt.size(0) == 9 ? 3 : 5;
    Shape s{x.size(0), x.size(1), x.size(2), x.size(3), x.size(1) / stride, x.size(2) / stride, pad};
    TORCH_CHECK(s.c % W == 0 && x.is_contiguous() && wt.is_contiguous());
    auto y = torch::empty({s.n, s.oh, s.ow, s.c}, x.options());
    auto f = k == 3 ? (stride == 1 ? forward_kernel<3, 1> : forward_kernel<3, 2>)
                    : (stride == 1 ? forward_kernel<5, 1> : forward_kernel<5, 2>);
    f(x.data_ptr<float>(), wt.data_ptr<float>(), b.data_ptr<float>(), y.data_ptr<float>(), s);
    return y;
}

// Multiplies g by the derivative of ReLU6 at its output y, in place.
void mask_(torch::Tensor g, torch::Tensor y) {
    float *a = g.data_ptr<float>();
    const float *b = y.data_ptr<float>();
    for (long i = 0, n = g.numel(); i < n; i++) a[i] = b[i] > 0.0f && b[i] < 6.0f ? a[i] : 0.0f;
}

std::vector<torch::Tensor> backward(torch::Tensor x, torch::Tensor wt, torch::Tensor gz, long stride, long pad) {
    long k = wt.size(0) == 9 ? 3 : 5;
    Shape s{x.size(0), x.size(1), x.size(2), x.size(3), gz.size(1), gz.size(2), pad};
    TORCH_CHECK(s.c % W == 0 && x.is_contiguous() && gz.is_contiguous());
    auto gx = torch::empty_like(x);
    auto gw = torch::zeros_like(wt), gb = torch::zeros({s.c}, x.options());
    auto f = k == 3 ? (stride == 1 ? backward_kernel<3, 1> : backward_kernel<3, 2>)
                    : (stride == 1 ? backward_kernel<5, 1> : backward_kernel<5, 2>);
    f(x.data_ptr<float>(), wt.data_ptr<float>(), gz.data_ptr<float>(), gx.data_ptr<float>(), gw.data_ptr<float>(),
      gb.data_ptr<float>(), s);
    return {gx, gw, gb};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
    m.def("forward", &forward);
    m.def("backward", &backward);
    m.def("mask_", &mask_);
}
