/* What customers buy and use, and what is spent to win them. */
#include "schema/tables.h"

static const char *const billing_intervals[] = {"day", "week", "month", "quarter", "half_year", "year", NULL};

static const Field subscription_fields[] = {
    {.name = "subscription", .type = FIELD_TEXT, .required = true, .title = N_("Subscription"),
     .help = N_("The subscription's key; a price change is a new row with the same key and a later start."),
     .aliases = "subscription_id|id|contract_id|رقم الاشتراك|شماره اشتراک|подписка"},
    {.name = "customer", .type = FIELD_TEXT, .personal = PERSONAL_CUSTOMER, .required = true, .title = N_("Customer"), .help = N_("Who pays."),
     .aliases = "customer_id|account_id|العميل|مشتری|клиент"},
    {.name = "plan", .type = FIELD_TEXT, .title = N_("Plan"), .help = N_("What is subscribed to."),
     .aliases = "plan_tier|plan_id|plan_name|الخطة|طرح|тариф"},
    {.name = "term_start", .type = FIELD_DAY, .required = true, .title = N_("Term start"),
     .help = N_("The first day of the term."), .aliases = "start_date|started_at|start|current_term_start|البداية|شروع|начало"},
    {.name = "term_end", .type = FIELD_DAY, .title = N_("Term end"),
     .help = N_("The first day on which it no longer holds; empty while it goes on."),
     .aliases = "end_date|ended_at|end|cancelled_at|النهاية|پایان|окончание"},
    {.name = "price", .type = FIELD_MONEY, .required = true, .title = N_("Price"),
     .help = N_("Price of the whole row for one billing interval, without tax and one-off fees."),
     .aliases = "amount|mrr_amount|السعر|قیمت|цена", .minimum = 0, .maximum = 1e13},
    {.name = "billing_interval", .type = FIELD_CHOICE, .required = true, .choices = billing_intervals,
     .fallback = "'month'", .title = N_("Billing interval"), .help = N_("day, week, month, quarter, half_year or year."),
     .aliases = "billing_frequency|interval|billing_period"},
    {.name = "currency", .type = FIELD_CURRENCY, .title = N_("Currency"),
     .help = N_("ISO 4217 code; the organization's where empty."), .aliases = "currency_code|العملة|ارز|валюта"},
    {.name = "quantity", .type = FIELD_INTEGER, .title = N_("Quantity"), .help = N_("Seats or units in the price."),
     .aliases = "seats|units", .minimum = 0, .maximum = 1e12},
    {.name = "renewal_due", .type = FIELD_DAY, .title = N_("Renewal due"), .help = N_("The day the contract is due for renewal."),
     .aliases = "renewal_date|renews_on"},
    {.name = "renewed", .type = FIELD_BOOLEAN, .title = N_("Renewed"), .help = N_("Whether the due renewal was made."),
     .aliases = "is_renewed"},
    {.name = "renewed_on", .type = FIELD_DAY, .title = N_("Renewed on"),
     .help = N_("The day the renewal was made; the due day where empty."), .aliases = "renewal_closed_on|renewed_at"},
    {.name = "renewed_price", .type = FIELD_MONEY, .title = N_("Renewed price"),
     .help = N_("The price agreed at renewal; the old price where empty."), .aliases = "renewal_amount",
     .minimum = 0, .maximum = 1e13},
    {.name = "trial", .type = FIELD_BOOLEAN, .fallback = "false", .title = N_("Trial"),
     .help = N_("A trial counts neither as a customer nor as revenue."), .aliases = "is_trial"},
    {.name = "brand", .type = FIELD_TEXT, .title = N_("Brand"), .help = N_("The brand subscribed to."),
     .aliases = "العلامة التجارية|برند|бренд"},
};

static const Check subscription_checks[] = {
    {"ends-before-start", "term_end", "term_end < term_start", N_("the term ends before it starts")},
};

static const Slice subscription_slices[] = {
    {"plan", "COALESCE(f.plan, c.plan)", true},
    {"brand", "COALESCE(f.brand, c.brand)", true},
    {"currency", "f.currency", false},
    {"segment", "c.segment", true},
    {"country", "c.country", true},
};

const Kind kind_subscription = {
    .name = "subscription", .table = "subscription", .title = N_("Subscriptions"),
    .help = N_("One term of a subscription at one price."),
    .fields = subscription_fields, .field_count = COUNT(subscription_fields),
    .key = (const char *const[]){"subscription", "term_start", NULL},
    .day = "term_start",
    .checks = subscription_checks, .check_count = COUNT(subscription_checks),
    .slices = subscription_slices, .slice_count = COUNT(subscription_slices),
};

static const Field order_fields[] = {
    {.name = "order", .type = FIELD_TEXT, .required = true, .title = N_("Order"), .help = N_("The order's key."),
     .aliases = "order_id|invoice|name|id|رقم الطلب|شماره سفارش|номер заказа"},
    {.name = "line", .type = FIELD_INTEGER, .required = true, .fallback = "1", .title = N_("Line"),
     .help = N_("The line within the order, from 1."), .aliases = "line_number|line_item", .minimum = 1, .maximum = 1e9},
    {.name = "customer", .type = FIELD_TEXT, .personal = PERSONAL_CUSTOMER, .title = N_("Customer"), .help = N_("Who bought."),
     .aliases = "customer_id|customerid|masterid|email|العميل|مشتری|клиент"},
    {.name = "ordered_at", .type = FIELD_TIME, .required = true, .local_day = "ordered_day", .title = N_("Ordered at"),
     .help = N_("When it was bought."), .aliases = "created_at|created at|invoicedate|date|order_date|paid_at|التاريخ|تاریخ|дата"},
    {.name = "amount", .type = FIELD_MONEY, .required = true, .title = N_("Amount"),
     .help = N_("What the customer pays for the line, without tax; negative for a refund."),
     .aliases = "total|sales|revenue|subtotal|المبلغ|مبلغ|сумма", .minimum = -1e13, .maximum = 1e13},
    {.name = "cost", .type = FIELD_MONEY, .title = N_("Cost"), .help = N_("What the line costs the organization."),
     .aliases = "cogs|unit_cost|التكلفة|هزینه|себестоимость", .minimum = -1e13, .maximum = 1e13},
    {.name = "currency", .type = FIELD_CURRENCY, .title = N_("Currency"),
     .help = N_("ISO 4217 code; the organization's where empty."), .aliases = "currency_code|العملة|ارز|валюта"},
    {.name = "product", .type = FIELD_TEXT, .title = N_("Product"), .help = N_("What was bought."),
     .aliases = "stockcode|sku|lineitem sku|lineitem name|المنتج|محصول|товар"},
    {.name = "quantity", .type = FIELD_NUMBER, .title = N_("Quantity"), .help = N_("How many; negative for a return."),
     .aliases = "qty|lineitem quantity|cds|الكمية|تعداد|количество", .minimum = -1e12, .maximum = 1e12},
    {.name = "returned", .type = FIELD_BOOLEAN, .fallback = "false", .title = N_("Returned"),
     .help = N_("The line was given back."), .aliases = "is_returned|refunded"},
    {.name = "channel", .type = FIELD_TEXT, .title = N_("Channel"), .help = N_("Shop, web, partner, ..."),
     .aliases = "source|القناة|کانال|канал"},
    {.name = "brand", .type = FIELD_TEXT, .title = N_("Brand"), .help = N_("The brand sold."),
     .aliases = "vendor|العلامة التجارية|برند|бренд"},
    {.name = "country", .type = FIELD_TEXT, .title = N_("Country"), .help = N_("Where it goes; the customer's where empty."),
     .aliases = "shipping country|الدولة|کشور|страна"},
};

static const Slice order_slices[] = {
    {"product", "f.product", false},
    {"channel", "f.channel", false},
    {"currency", "f.currency", false},
    {"brand", "COALESCE(f.brand, c.brand)", true},
    {"country", "COALESCE(f.country, c.country)", true},
    {"segment", "c.segment", true},
    {"plan", "c.plan", true},
};

const Kind kind_order = {
    .name = "order", .table = "orders", .title = N_("Orders"),
    .help = N_("One line of an order: what was bought, for how much."),
    .fields = order_fields, .field_count = COUNT(order_fields),
    .key = (const char *const[]){"order", "line", NULL},
    .day = "ordered_day",
    .slices = order_slices, .slice_count = COUNT(order_slices),
};

static const Field event_fields[] = {
    {.name = "event", .type = FIELD_TEXT, .personal = PERSONAL_KEY, .required = true, .title = N_("Event"),
     .help = N_("The event's key. Made from customer, user, name and time where the file has none."),
     .aliases = "event_id|usage_id|id"},
    {.name = "customer", .type = FIELD_TEXT, .personal = PERSONAL_CUSTOMER, .title = N_("Customer"), .help = N_("Whose use it is."),
     .aliases = "customer_id|account_id|العميل|مشتری|клиент"},
    {.name = "user", .type = FIELD_TEXT, .personal = PERSONAL_INSIDE, .title = N_("User"), .help = N_("The person within the customer."),
     .aliases = "user_id|المستخدم|کاربر|пользователь"},
    {.name = "name", .type = FIELD_TEXT, .required = true, .title = N_("Name"), .help = N_("What happened."),
     .aliases = "event_name|feature_name|action|الحدث|رویداد|событие"},
    {.name = "occurred_at", .type = FIELD_TIME, .required = true, .local_day = "occurred_day", .title = N_("Occurred at"),
     .help = N_("When it happened."), .aliases = "time|timestamp|date|usage_date|event_time|التاريخ|تاریخ|дата"},
    {.name = "value", .type = FIELD_NUMBER, .title = N_("Value"), .help = N_("A number that goes with it."),
     .aliases = "count|usage_count|القيمة|مقدار|значение"},
    {.name = "channel", .type = FIELD_TEXT, .title = N_("Channel"), .help = N_("Web, app, campaign channel, ..."),
     .aliases = "source|platform|القناة|کانال|канал"},
};

static const Slice event_slices[] = {
    {"name", "f.name", false},
    {"channel", "f.channel", false},
    {"brand", "c.brand", true},
    CUSTOMER_SLICES,
};

const Kind kind_event = {
    .name = "event", .table = "event", .title = N_("Events"),
    .help = N_("One thing a customer did in the product."),
    .fields = event_fields, .field_count = COUNT(event_fields),
    .key = (const char *const[]){"event", NULL},
    .identity = (const char *const[]){"customer", "user", "name", "occurred_at", NULL},
    .day = "occurred_day",
    .slices = event_slices, .slice_count = COUNT(event_slices),
};

static const Field spend_fields[] = {
    {.name = "on_day", .type = FIELD_DAY, .required = true, .title = N_("Day"), .help = N_("The day of the spend."),
     .aliases = "day|date|التاريخ|تاریخ|дата"},
    {.name = "channel", .type = FIELD_TEXT, .required = true, .fallback = "'unknown'", .title = N_("Channel"),
     .help = N_("Where it was spent."), .aliases = "source|network|القناة|کانال|канал"},
    {.name = "campaign", .type = FIELD_TEXT, .required = true, .fallback = "'unknown'", .title = N_("Campaign"),
     .help = N_("The campaign's key."), .aliases = "campaign_id|campaign name|xyz_campaign_id|الحملة|کمپین|кампания"},
    {.name = "ad", .type = FIELD_TEXT, .required = true, .fallback = "'all'", .title = N_("Ad"),
     .help = N_("The ad within the campaign, where the file is that fine."), .aliases = "ad_id|ad_group|ad group"},
    {.name = "impressions", .type = FIELD_INTEGER, .title = N_("Impressions"), .help = N_("Times shown."),
     .aliases = "impr.|الظهور|نمایش|показы", .minimum = 0, .maximum = 1e15},
    {.name = "clicks", .type = FIELD_INTEGER, .title = N_("Clicks"), .help = N_("Times clicked."),
     .aliases = "interactions|النقرات|کلیک|клики", .minimum = 0, .maximum = 1e15},
    {.name = "reached", .type = FIELD_INTEGER, .title = N_("Reached"), .help = N_("People who saw it."),
     .aliases = "reach|الوصول|охват", .minimum = 0, .maximum = 1e15},
    {.name = "engaged", .type = FIELD_INTEGER, .title = N_("Engaged"), .help = N_("People who reacted."),
     .aliases = "engagements|التفاعل|تعامل|вовлечения", .minimum = 0, .maximum = 1e15},
    {.name = "leads", .type = FIELD_NUMBER, .title = N_("Leads"), .help = N_("Enquiries won."),
     .aliases = "total_conversion|العملاء المحتملون|سرنخ|лиды", .minimum = 0, .maximum = 1e15},
    {.name = "conversions", .type = FIELD_NUMBER, .title = N_("Conversions"), .help = N_("Purchases or sign-ups won."),
     .aliases = "conv.|approved_conversion|التحويلات|تبدیل|конверсии", .minimum = 0, .maximum = 1e15},
    {.name = "cost", .type = FIELD_MONEY, .title = N_("Cost"), .help = N_("What was spent."),
     .aliases = "spend|spent|amount spent|التكلفة|هزینه|расход", .minimum = 0, .maximum = 1e13},
    {.name = "revenue", .type = FIELD_MONEY, .title = N_("Revenue"), .help = N_("What it brought in."),
     .aliases = "conv. value|conversion value|الإيرادات|درآمد|доход", .minimum = -1e13, .maximum = 1e13},
    {.name = "currency", .type = FIELD_CURRENCY, .title = N_("Currency"),
     .help = N_("ISO 4217 code; the organization's where empty."), .aliases = "currency code|العملة|ارز|валюта"},
    {.name = "brand", .type = FIELD_TEXT, .title = N_("Brand"), .help = N_("The brand advertised."),
     .aliases = "العلامة التجارية|برند|бренд"},
};

static const Slice spend_slices[] = {
    {"channel", "f.channel", false},
    {"campaign", "f.campaign", false},
    {"brand", "f.brand", false},
    {"currency", "f.currency", false},
};

const Kind kind_spend = {
    .name = "spend", .table = "spend", .title = N_("Marketing spend"),
    .help = N_("One day of one campaign in one channel."),
    .fields = spend_fields, .field_count = COUNT(spend_fields),
    .key = (const char *const[]){"on_day", "channel", "campaign", "ad", NULL},
    .day = "on_day",
    .slices = spend_slices, .slice_count = COUNT(spend_slices),
};
