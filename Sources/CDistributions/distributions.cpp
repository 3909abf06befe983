#include "CDistributions.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>

namespace {

/// Runs `body`; an exception or a number that is not finite counts as undefined.
template <class Body> int32_t guarded(double *result, Body body) noexcept {
    try {
        *result = body();
        return std::isfinite(*result) ? 1 : 0;
    } catch (...) {
        return 0;
    }
}

} // namespace

namespace bm = boost::math;

int32_t dist_normal_quantile(double probability, double *value) {
    return guarded(value, [=] { return bm::quantile(bm::normal(), probability); });
}

int32_t dist_normal_probability(double value, double *probability) {
    return guarded(probability, [=] { return bm::cdf(bm::normal(), value); });
}

int32_t dist_student_quantile(double probability, double degrees, double *value) {
    return guarded(value, [=] { return bm::quantile(bm::students_t(degrees), probability); });
}

int32_t dist_fisher_quantile(
    double probability, double numerator_degrees, double denominator_degrees, double *value) {
    return guarded(value, [=] {
        return bm::quantile(bm::fisher_f(numerator_degrees, denominator_degrees), probability);
    });
}

