// Depthwise convolution in channels-last layout for training on one CPU core: forward with bias and ReLU6, backward
// with the masks of both activations fused. Channels must be a multiple of 16; kernel 3 or 5, stride 1 or 2.
#include <torch/extension.h>
#include <algorithm>

#include <immintrin.h>

typedef __m512 v16;
static inline v16 load(const float *p) { return _mm512_loadu_ps(p); }
static inline void store(float *p, v16 v) { _mm512_storeu_ps(p, v); }
static inline v16 fma(v16 a, v16 b, v16 c) { return _mm512_fmadd_ps(a, b, c); }
static inline v16 zeros() { return _mm512_setzero_ps(); }
static inline v16 clamp6(v16 v) { return _mm512_min_ps(_mm512_max_ps(v, zeros()), _mm512_set1_ps(6.0f)); }
static inline v16 masked(v16 g, v16 y) {
    __mmask16 in = _mm512_cmp_ps_mask(y, zeros(), _CMP_GT_OQ) & _mm512_cmp_ps_mask(y, _mm512_set1_ps(6.0f), _CMP_LT_OQ);
    return _mm512_maskz_mov_ps(in, g);
}

struct Shape { long n, h, w, c, oh, ow, pad; };

// weights: [K*K][C]
template <int K, long S>
static void forward_kernel(const float *x, const float *wt, const float *b, float *y, Shape s) {
    for (long n = 0; n < s.n; n++)
        for (long r = 0; r < s.oh; r++)
            for (long cb = 0; cb < s.c; cb += 16) {
                v16 wk[K * K];
#pragma GCC unroll 25
                for (int k = 0; k < K * K; k++) wk[k] = load(wt + k * s.c + cb);
                v16 bias = load(b + cb);
                const float *xn = x + n * s.h * s.w * s.c + cb;
                float *yn = y + n * s.oh * s.ow * s.c + cb;
                for (long q = 0; q < s.ow; q++) {
                    long y0 = r * S - s.pad, x0 = q * S - s.pad;
                    v16 acc = bias;
                    if (y0 >= 0 && x0 >= 0 && y0 + K <= s.h && x0 + K <= s.w) {
                        const float *p = xn + (y0 * s.w + x0) * s.c;
#pragma GCC unroll 5
                        for (int i = 0; i < K; i++)
#pragma GCC unroll 5
                            for (int j = 0; j < K; j++) acc = fma(wk[i * K + j], load(p + (i * s.w + j) * s.c), acc);
                    } else {
#pragma GCC unroll 5
                        for (int i = 0; i < K; i++)
#pragma GCC unroll 5
                            for (int j = 0; j < K; j++) {
                                long a = y0 + i, e = x0 + j;
                                if (a >= 0 && e >= 0 && a < s.h && e < s.w)
                                    acc = fma(wk[i * K + j], load(xn + (a * s.w + e) * s.c), acc);
                            }
                    }
                    store(yn + (r * s.ow + q) * s.c, clamp6(acc));
                }
        }
}

// gz: gradient before the activation; gx is masked by x (the input is itself a ReLU6 output).
template <int K, long S>
static void weight_gradient_row(const float *xn, const float *gn, float *gw, float *gb, long r, Shape s) {
    for (long cb = 0; cb < s.c; cb += 16) {
        v16 acc[K * K], bias = load(gb + cb);
#pragma GCC unroll 25
        for (int k = 0; k < K * K; k++) acc[k] = load(gw + k * s.c + cb);
        for (long q = 0; q < s.ow; q++) {
            v16 g = load(gn + (r * s.ow + q) * s.c + cb);
            bias = _mm512_add_ps(bias, g);
            long y0 = r * S - s.pad, x0 = q * S - s.pad;
            if (y0 >= 0 && x0 >= 0 && y0 + K <= s.h && x0 + K <= s.w) {
                const float *p = xn + (y0 * s.w + x0) * s.c + cb;
#pragma GCC unroll 5
                for (int i = 0; i < K; i++)
#pragma GCC unroll 5
                    for (int j = 0; j < K; j++) acc[i * K + j] = fma(g, load(p + (i * s.w + j) * s.c), acc[i * K + j]);
            } else {
#pragma GCC unroll 5
                for (int i = 0; i < K; i++)
#pragma GCC unroll 5
                    for (int j = 0; j < K; j++) {
                        long a = y0 + i, e = x0 + j;
                        if (a >= 0 && e >= 0 && a < s.h && e < s.w)
                            acc[i * K + j] = fma(g, load(xn + (a * s.w + e) * s.c + cb), acc[i * K + j]);
                    }
            }
        }
#pragma GCC unroll 25
        for (int k = 0; k < K * K; k++) store(gw + k * s.c + cb, acc[k]);
        store(gb + cb, bias);
    }
}

template <int K, long S>
static void input_gradient_row(const float *xn, const float *wt, const float *gn, float *on, long a, Shape s) {
    for (long cb = 0; cb < s.c; cb += 16) {
        v16 wk[K * K];
#pragma GCC unroll 25
        for (int k = 0; k < K * K; k++) wk[k] = load(wt + k * s.c + cb);
        for (long e = 0; e < s.w; e++) {
            v16 sum = zeros();
            if (S == 1 && a + s.pad - K + 1 >= 0 && e + s.pad - K + 1 >= 0 && a + s.pad < s.oh &&
                e + s.pad < s.ow) {
                const float *p = gn + ((a + s.pad) * s.ow + e + s.pad) * s.c + cb;
#pragma GCC unroll 5
                for (int i = 0; i < K; i++)
#pragma GCC unroll 5
                    for (int j = 0; j < K; j++) sum = fma(wk[i * K + j], load(p - (i * s.ow + j) * s.c), sum);
            } else {
#pragma GCC unroll 5
                for (int i = 0; i < K; i++) {
                    long rr = a + s.pad - i;
                    if (rr < 0 || (rr & (S - 1)) || (rr >> (S - 1)) >= s.oh) continue;
#pragma GCC unroll 5
                    for (int j = 0; j < K; j++) {
                        long qq = e + s.pad - j;
                        if (qq < 0 || (qq & (S - 1)) || (qq >> (S - 1)) >= s.ow) continue;
                        sum = fma(wk[i * K + j], load(gn + ((rr >> (S - 1)) * s.ow + (qq >> (S - 1))) * s.c + cb), sum);
                    }
                }
            }
            store(on + (a * s.w + e) * s.c + cb, masked(sum, load(xn + (a * s.w + e) * s.c + cb)));
        }
    }
}

// gz: gradient before the activation; gx is masked by x (the input is itself a ReLU6 output).
template <int K, long S>
static void backward_kernel(const float *x, const float *wt, const float *gz, float *gx, float *gw, float *gb, Shape s) {
    for (long n = 0; n < s.n; n++) {
        const float *xn = x + n * s.h * s.w * s.c, *gn = gz + n * s.oh * s.ow * s.c;
        for (long r = 0; r < s.oh; r++) weight_gradient_row<K, S>(xn, gn, gw, gb, r, s);
        for (long a = 0; a < s.h; a++) input_gradient_row<K, S>(xn, wt, gn, gx + n * s.h * s.w * s.c, a, s);
    }
}

// x: N×H×W×C contiguous; wt: K*K×C; returns N×OH×OW×C.
torch::Tensor forward(torch::Tensor x, torch::Tensor wt, torch::Tensor b, long stride, long pad) {
    long k = wt.size(0) == 9 ? 3 : 5;
    Shape s{x.size(0), x.size(1), x.size(2), x.size(3), x.size(1) / stride, x.size(2) / stride, pad};
    TORCH_CHECK(s.c % 16 == 0 && x.is_contiguous() && wt.is_contiguous());
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
    TORCH_CHECK(s.c % 16 == 0 && x.is_contiguous() && gz.is_contiguous());
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
