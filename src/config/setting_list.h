/*
 * The one list of settings: X(name, flag, argument, fallback, help, check). settings.c makes its table from it,
 * commands their options (an option's name stands in static data and has dashes, so it cannot be derived).
 */
#ifndef CONFIG_SETTING_LIST_H
#define CONFIG_SETTING_LIST_H

#define SETTING_LIST(X)                                                                                      \
    X("name", "name", "NAME", "Organization", N_("the organization's name"), NULL)                           \
    X("time_zone", "time-zone", "ZONE", "UTC",                                                               \
      N_("time zone that days are counted in: Asia/Riyadh, Asia/Tehran, Europe/Moscow"), check_time_zone)    \
    X("calendar", "calendar", "CALENDAR", "gregorian",                                                       \
      N_("calendar of months and years: gregorian, persian or islamic"), check_calendar)                     \
    X("first_day_of_week", "first-day-of-week", "DAY", "monday",                                             \
      N_("day that weeks begin with: monday ... sunday"), check_weekday)                                     \
    X("weekend", "weekend", "DAYS", "saturday,sunday",                                                       \
      N_("days off every week: friday,saturday; empty for none"), check_weekend)                             \
    X("working_hours", "working-hours", "HOURS", "monday-friday 09:00-17:00",                                \
      N_("hours of service: \"sunday-thursday 09:00-12:00,13:00-17:00; saturday 10:00-14:00\""),             \
      check_working_hours)                                                                                   \
    X("holidays", "holidays", "DAYS", "", N_("days without service: 2026-01-01,2026-05-01"), check_holidays) \
    X("currency", "currency", "CODE", "USD", N_("currency of reports: SAR, IRR, RUB, USD"), check_currency)  \
    X("fiscal_year_start", "fiscal-year-start", "MM-DD", "01-01",                                            \
      N_("first day of the fiscal year: 04-01"), check_fiscal_start)                                         \
    X("language", "language", "LANGUAGE", "en", N_("language of reports: ar, fa, ru or en"), check_language) \
    X("first_value_event", "first-value-event", "NAME", "",                                                  \
      N_("event that shows a customer's first value"), check_event)                                          \
    X("full_value_event", "full-value-event", "NAME", "",                                                    \
      N_("event that shows a customer's full value"), check_event)                                           \
    X("sla_first_reply_minutes", "sla-first-reply-minutes", "MINUTES", "60",                                 \
      N_("promised time until the first reply"), check_minutes)                                              \
    X("sla_resolution_minutes", "sla-resolution-minutes", "MINUTES", "1440",                                 \
      N_("promised time until the solution"), check_minutes)                                                 \
    X("weekly_review", "weekly-review", "DAY", "working-day",                                                \
      N_("day of the weekly review: working-day (the first after the week), monday ... sunday, or none"),    \
      check_weekly_review)                                                                                   \
    X("monthly_review", "monthly-review", "DAY", "working-day",                                              \
      N_("day of the monthly review: working-day (the first after the month), 1 ... 28, or none"),           \
      check_monthly_review)                                                                                  \
    X("second_factor", "second-factor", "WHO", "nobody",                                                     \
      N_("who must have one-time codes beside the password: nobody, administrators (and owners), everyone"), \
      check_second_factor)

#endif
