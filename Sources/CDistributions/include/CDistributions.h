#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Quantiles and probabilities of distributions by Boost.Math behind plain C calls.
///
/// Each writes `*value` and returns 1, or returns 0 where the distribution is not defined or Boost
/// cannot compute it; no exception leaves.

int32_t dist_normal_quantile(double probability, double *value);
int32_t dist_normal_probability(double value, double *probability);
int32_t dist_student_quantile(double probability, double degrees, double *value);
int32_t dist_fisher_quantile(
    double probability, double numerator_degrees, double denominator_degrees, double *value);

#ifdef __cplusplus
}
#endif
