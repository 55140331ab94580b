#include "schema/tables.h"

static const Field customer_fields[] = {
    {.name = "customer", .type = FIELD_TEXT, .personal = PERSONAL_CUSTOMER, .required = true, .title = N_("Customer"),
     .help = N_("The customer's key, as the facts name it."),
     .aliases = "customer_id|customerid|account_id|account|client_id|user_id|id|عميل|العميل|مشتری|клиент"},
    {.name = "name", .type = FIELD_TEXT, .personal = PERSONAL_TEXT, .title = N_("Name"), .help = N_("The customer's name."),
     .aliases = "customer_name|account_name|company|full_name|الاسم|نام|имя|название"},
    {.name = "segment", .type = FIELD_TEXT, .title = N_("Segment"),
     .help = N_("The group that the organization compares customers by."),
     .aliases = "customer_segment|industry|tier|الشريحة|بخش|сегмент"},
    {.name = "brand", .type = FIELD_TEXT, .title = N_("Brand"), .help = N_("The brand the customer buys from."),
     .aliases = "العلامة التجارية|برند|бренд"},
    {.name = "country", .type = FIELD_TEXT, .title = N_("Country"), .help = N_("Country, as the file names it."),
     .aliases = "country_code|الدولة|البلد|کشور|страна"},
    {.name = "plan", .type = FIELD_TEXT, .title = N_("Plan"), .help = N_("The plan the customer is on now."),
     .aliases = "plan_tier|plan_name|الخطة|طرح|тариф"},
    {.name = "signup_day", .type = FIELD_DAY, .title = N_("Signed up"),
     .help = N_("The day the customer signed up; time to value is counted from it."),
     .aliases = "signup_date|created_at|created|signed_up|تاريخ التسجيل|تاریخ ثبت نام|дата регистрации"},
    {.name = "owner", .type = FIELD_TEXT, .personal = PERSONAL_EMPLOYEE, .title = N_("Owner"), .help = N_("Who looks after the customer."),
     .aliases = "account_manager|csm|المسؤول|مسئول|ответственный"},
    {.name = "attributes", .type = FIELD_TEXT, .personal = PERSONAL_TEXT, .title = N_("Attributes"),
     .help = N_("Anything else worth keeping, as a JSON object.")},
};

static const Slice customer_slices[] = {
    {"segment", "f.segment", false},
    {"brand", "f.brand", false},
    {"country", "f.country", false},
    {"plan", "f.plan", false},
};

const Kind kind_customer = {
    .name = "customer", .table = "customer", .dimension = true, .title = N_("Customers"),
    .help = N_("Who is served: a person or a company."),
    .fields = customer_fields, .field_count = COUNT(customer_fields),
    .key = (const char *const[]){"customer", NULL},
    .slices = customer_slices, .slice_count = COUNT(customer_slices),
};

static const Field employee_fields[] = {
    {.name = "employee", .type = FIELD_TEXT, .personal = PERSONAL_EMPLOYEE, .required = true, .title = N_("Employee"),
     .help = N_("The employee's key."), .aliases = "employee_id|staff_id|id|الموظف|کارمند|сотрудник"},
    {.name = "name", .type = FIELD_TEXT, .personal = PERSONAL_TEXT, .title = N_("Name"), .help = N_("The employee's name."),
     .aliases = "employee_name|full_name|الاسم|نام|имя"},
    {.name = "team", .type = FIELD_TEXT, .title = N_("Team"), .help = N_("The team the employee belongs to."),
     .aliases = "department|group|الفريق|تیم|команда|отдел"},
    {.name = "manager", .type = FIELD_TEXT, .personal = PERSONAL_EMPLOYEE, .title = N_("Manager"), .help = N_("The key of the manager."),
     .aliases = "manager_id|supervisor|المدير|مدیر|руководитель"},
    {.name = "hired_on", .type = FIELD_DAY, .required = true, .title = N_("Hired on"),
     .help = N_("First day of work."), .aliases = "hire_date|start_date|joined|تاريخ التعيين|تاریخ استخدام|дата приема"},
    {.name = "left_on", .type = FIELD_DAY, .title = N_("Left on"),
     .help = N_("The day after the last day of work; empty while employed."),
     .aliases = "leave_date|end_date|termination_date|تاريخ المغادرة|تاریخ ترک|дата увольнения"},
};

static const Check employee_checks[] = {
    {"left-before-hired", "left_on", "left_on < hired_on", N_("left before being hired")},
};

static const Slice employee_slices[] = {
    {"team", "f.team", false},
    {"manager", "f.manager", false},
};

const Kind kind_employee = {
    .name = "employee", .table = "employee", .dimension = true, .title = N_("Employees"),
    .help = N_("Who works here: team, and from when until when."),
    .fields = employee_fields, .field_count = COUNT(employee_fields),
    .key = (const char *const[]){"employee", NULL},
    .checks = employee_checks, .check_count = COUNT(employee_checks),
    .slices = employee_slices, .slice_count = COUNT(employee_slices),
};

static const Field team_fields[] = {
    {.name = "team", .type = FIELD_TEXT, .required = true, .title = N_("Team"), .help = N_("The team's key."),
     .aliases = "team_id|id|group|الفريق|تیم|команда"},
    {.name = "name", .type = FIELD_TEXT, .title = N_("Name"), .help = N_("The team's name."),
     .aliases = "team_name|الاسم|نام|название"},
    {.name = "department", .type = FIELD_TEXT, .title = N_("Department"),
     .help = N_("The department the team belongs to."), .aliases = "parent|القسم|بخش|отдел"},
};

const Kind kind_team = {
    .name = "team", .table = "team", .dimension = true, .title = N_("Teams"),
    .help = N_("The teams that serve customers."),
    .fields = team_fields, .field_count = COUNT(team_fields),
    .key = (const char *const[]){"team", NULL},
};

static const Field brand_fields[] = {
    {.name = "brand", .type = FIELD_TEXT, .required = true, .title = N_("Brand"), .help = N_("The brand's key."),
     .aliases = "brand_id|id|العلامة التجارية|برند|бренд"},
    {.name = "name", .type = FIELD_TEXT, .title = N_("Name"), .help = N_("The brand's name."),
     .aliases = "brand_name|الاسم|نام|название"},
};

const Kind kind_brand = {
    .name = "brand", .table = "brand", .dimension = true, .title = N_("Brands"),
    .help = N_("The brands of the organization."),
    .fields = brand_fields, .field_count = COUNT(brand_fields),
    .key = (const char *const[]){"brand", NULL},
};

static const Field campaign_fields[] = {
    {.name = "campaign", .type = FIELD_TEXT, .required = true, .title = N_("Campaign"),
     .help = N_("The campaign's key."), .aliases = "campaign_id|id|الحملة|کمپین|кампания"},
    {.name = "name", .type = FIELD_TEXT, .title = N_("Name"), .help = N_("The campaign's name."),
     .aliases = "campaign_name|الاسم|نام|название"},
    {.name = "channel", .type = FIELD_TEXT, .title = N_("Channel"), .help = N_("Where it runs."),
     .aliases = "source|القناة|کانال|канал"},
    {.name = "brand", .type = FIELD_TEXT, .title = N_("Brand"), .help = N_("The brand it is for."),
     .aliases = "العلامة التجارية|برند|бренд"},
    {.name = "starts_on", .type = FIELD_DAY, .title = N_("Starts on"), .help = N_("First day."),
     .aliases = "start_date|start"},
    {.name = "ends_on", .type = FIELD_DAY, .title = N_("Ends on"), .help = N_("Last day."),
     .aliases = "end_date|end"},
};

const Kind kind_campaign = {
    .name = "campaign", .table = "campaign", .dimension = true, .title = N_("Campaigns"),
    .help = N_("Marketing campaigns."),
    .fields = campaign_fields, .field_count = COUNT(campaign_fields),
    .key = (const char *const[]){"campaign", NULL},
};

static const Field exchange_rate_fields[] = {
    {.name = "currency", .type = FIELD_CURRENCY, .required = true, .title = N_("Currency"),
     .help = N_("ISO 4217 code."), .aliases = "currency_code|العملة|ارز|валюта"},
    {.name = "from_day", .type = FIELD_DAY, .required = true, .title = N_("From"),
     .help = N_("The first day on which the rate holds."), .aliases = "date|day|valid_from|التاريخ|تاریخ|дата"},
    {.name = "rate", .type = FIELD_NUMBER, .required = true, .title = N_("Rate"),
     .help = N_("What one unit is worth in the organization's currency."), .aliases = "exchange_rate|السعر|نرخ|курс",
     .minimum = 1e-12, .maximum = 1e12},
};

const Kind kind_exchange_rate = {
    .name = "exchange_rate", .table = "exchange_rate", .dimension = true, .common = true, .title = N_("Exchange rates"),
    .help = N_("What other currencies are worth. A report uses the rate of its period's first day."),
    .fields = exchange_rate_fields, .field_count = COUNT(exchange_rate_fields),
    .key = (const char *const[]){"currency", "from_day", NULL},
};
