#include "stats/forecast.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

/* Below this share of the value's size an error is rounding, not variation. */
static const double NO_VARIATION = 1e-12;

static bool varies(const Forecast *forecast)
{
    return forecast->error > NO_VARIATION * fmax(1, fabs(forecast->value));
}

Interval forecast_interval(const Forecast *forecast, double level)
{
    double upper = (1 + level) / 2, half = 0;
    if (varies(forecast))
        half = forecast->error * (forecast->freedom > 0 ? gsl_cdf_tdist_Pinv(upper, forecast->freedom)
                                                        : gsl_cdf_ugaussian_Pinv(upper));
    return (Interval){forecast->value - half, forecast->value + half};
}

double forecast_chance(const Forecast *forecast, double target)
{
    if (!varies(forecast))
        return forecast->value >= target - NO_VARIATION * fmax(1, fabs(target)) ? 1 : 0;
    double away = (target - forecast->value) / forecast->error;
    return forecast->freedom > 0 ? gsl_cdf_tdist_Q(away, forecast->freedom) : gsl_cdf_ugaussian_Q(away);
}

static bool usable(const double *values, size_t count, size_t least)
{
    if (count < least || count > FORECAST_COUNT_LIMIT)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

bool forecast_trend(const double *values, size_t count, size_t ahead, TrendLine *ret_line, Forecast *ret_forecast)
{
    if (!usable(values, count, FORECAST_LEAST_POINTS))
        return false;
    double n = (double)count, middle = (n + 1) / 2, spread = n * (n * n - 1) / 12, mean = 0, slope = 0;
    for (size_t i = 0; i < count; i++)
        mean += values[i] / n;
    for (size_t i = 0; i < count; i++)
        slope += ((double)i + 1 - middle) * (values[i] - mean) / spread;
    TrendLine line = {.intercept = mean - slope * middle, .slope = slope};
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double residual = values[i] - (line.intercept + slope * ((double)i + 1));
        squares += residual * residual;
    }
    double variance = squares / (n - 2), at = n + (double)ahead;
    line.deviation = sqrt(variance);
    *ret_line = line;
    *ret_forecast = (Forecast){.value = line.intercept + slope * at,
                               .error = sqrt(variance * (1 + 1 / n + (at - middle) * (at - middle) / spread)),
                               .freedom = n - 2};
    return true;
}

bool forecast_drift(const double *values, size_t count, size_t ahead, Forecast *ret_forecast)
{
    if (!usable(values, count, FORECAST_LEAST_POINTS))
        return false;
    double steps = (double)count - 1, step = (values[count - 1] - values[0]) / steps, squares = 0, h = (double)ahead;
    for (size_t i = 1; i < count; i++) {
        double residual = values[i] - values[i - 1] - step;
        squares += residual * residual;
    }
    *ret_forecast = (Forecast){.value = values[count - 1] + h * step,
                               .error = sqrt(squares / (steps - 1) * h * (1 + h / steps)),
                               .freedom = steps - 1};
    return true;
}

/* ---- Holt ---- */

/* Runs over values[from..count) from a level and a slope; the model's end and its squares. */
static void run(const double *values, size_t from, size_t count, HoltModel *model)
{
    model->squares = 0;
    model->count = count;
    for (size_t i = from; i < count; i++) {
        double expected = model->level + model->slope, error = values[i] - expected;
        model->squares += error * error;
        double level = expected + model->alpha * error;
        model->slope += model->alpha * model->beta * error;
        model->level = level;
    }
}

static bool is_share(double number)
{
    return number >= 0 && number <= 1;
}

bool forecast_holt_from(const double *values, size_t count, double alpha, double beta, double level, double slope,
                        HoltModel *ret_model)
{
    if (!usable(values, count, FORECAST_LEAST_POINTS) || !is_share(alpha) || !is_share(beta))
        return false;
    *ret_model = (HoltModel){.alpha = alpha, .beta = beta, .level = level, .slope = slope};
    run(values, 0, count, ret_model);
    return true;
}

bool forecast_holt(const double *values, size_t count, double alpha, double beta, HoltModel *ret_model)
{
    if (!usable(values, count, FORECAST_LEAST_POINTS) || !is_share(alpha) || !is_share(beta))
        return false;
    *ret_model = (HoltModel){.alpha = alpha, .beta = beta, .level = values[1], .slope = values[1] - values[0]};
    run(values, 2, count, ret_model);
    return true;
}

typedef struct HoltFit {
    const double *values;
    size_t count;
} HoltFit;

enum { FIT_ALPHA, FIT_BETA, FIT_LEVEL, FIT_SLOPE, FIT_PARAMETERS };

/* Any number onto (0.0001, 0.9999). */
static double bounded(double free)
{
    return 0.0001 + 0.9998 / (1 + exp(-free));
}

static HoltModel model_at(const HoltFit *fit, const gsl_vector *at)
{
    HoltModel model = {.alpha = bounded(gsl_vector_get(at, FIT_ALPHA)),
                       .level = gsl_vector_get(at, FIT_LEVEL),
                       .slope = gsl_vector_get(at, FIT_SLOPE)};
    /* The slope's own constant a B is what is bounded from below, as in the package forecast. */
    model.beta = fmax(0.0001 / model.alpha, bounded(gsl_vector_get(at, FIT_BETA)));
    model.beta = fmin(model.beta, 1);
    run(fit->values, 0, fit->count, &model);
    return model;
}

static double squares_at(const gsl_vector *at, void *fit)
{
    return model_at(fit, at).squares;
}

enum { FIT_STEPS = 5000, FIT_STARTS = 4 };

/* From one start; false where the method gives up. */
static bool fit_from(const HoltFit *fit, double alpha, double beta, HoltModel *ret_model)
{
    gsl_multimin_function function = {squares_at, FIT_PARAMETERS, (void *)fit};
    gsl_vector *at = gsl_vector_alloc(FIT_PARAMETERS), *size = gsl_vector_alloc(FIT_PARAMETERS);
    gsl_multimin_fminimizer *search = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, FIT_PARAMETERS);
    TrendLine line;
    Forecast unused;
    bool ok = at && size && search && forecast_trend(fit->values, fit->count, 1, &line, &unused);
    if (ok) {
        double scale = fmax(fabs(line.slope), fmax(line.deviation, 1e-9));
        gsl_vector_set(at, FIT_ALPHA, alpha);
        gsl_vector_set(at, FIT_BETA, beta);
        gsl_vector_set(at, FIT_LEVEL, line.intercept);
        gsl_vector_set(at, FIT_SLOPE, line.slope);
        gsl_vector_set(size, FIT_ALPHA, 1);
        gsl_vector_set(size, FIT_BETA, 1);
        gsl_vector_set(size, FIT_LEVEL, scale);
        gsl_vector_set(size, FIT_SLOPE, scale);
        ok = gsl_multimin_fminimizer_set(search, &function, at, size) == GSL_SUCCESS;
        for (int i = 0; ok && i < FIT_STEPS; i++)
            if (gsl_multimin_fminimizer_iterate(search) != GSL_SUCCESS ||
                gsl_multimin_fminimizer_size(search) < 1e-10 * scale)
                break;
        if (ok)
            *ret_model = model_at(fit, gsl_multimin_fminimizer_x(search));
    }
    if (search)
        gsl_multimin_fminimizer_free(search);
    if (at)
        gsl_vector_free(at);
    if (size)
        gsl_vector_free(size);
    return ok;
}

bool forecast_holt_fit(const double *values, size_t count, HoltModel *ret_model)
{
    static const double starts[FIT_STARTS][2] = {{0, -2}, {1.5, -4}, {-2, -4}, {1.5, 1}};
    if (!usable(values, count, 5))
        return false;
    HoltFit fit = {values, count};
    bool found = false;
    for (size_t i = 0; i < FIT_STARTS; i++) {
        HoltModel model;
        if (fit_from(&fit, starts[i][0], starts[i][1], &model) && (!found || model.squares < ret_model->squares)) {
            *ret_model = model;
            found = true;
        }
    }
    return found;
}

Forecast forecast_holt_ahead(const HoltModel *model, size_t ahead)
{
    double variance = model->count > 4 ? model->squares / (double)(model->count - 4) : 0, sum = 1;
    for (size_t j = 1; j < ahead; j++) {
        double weight = model->alpha * (1 + model->beta * (double)j);
        sum += weight * weight;
    }
    return (Forecast){.value = model->level + (double)ahead * model->slope, .error = sqrt(variance * sum)};
}
