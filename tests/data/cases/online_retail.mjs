/*
 * A year of an online shop: its valid lines (customer known, not cancelled, quantity and price above zero).
 * Numbers: pandas, and lines, orders, customers and revenue a second time with R.
 */
export const settings = ["--currency", "GBP"];
export const imports = [["order", "online_retail_II_2009_2010.csv.gz", "online_retail"]];

const revenue = ["686654.16", "557319.06", "506371.07", "699608.99", "594609.19", "599985.79", "639066.58", "591636.74",
  "604242.65", "831615.00", "1036680.00", "1172336.04", "311878.00"];
/* The 13 months from December 2009. */
const months = (values) => ({
  by: "period_start",
  rows: Object.fromEntries(values.map((value, i) => [new Date(Date.UTC(2009, 11 + i, 1)).toISOString().slice(0, 10), value])),
});

/* Month of the first order: its customers, then those of them who ordered in each month after it. */
const cohorts = [
  [955, 337, 319, 406, 363, 343, 360, 327, 321, 346, 403, 473, 237],
  [383, 79, 119, 117, 101, 115, 99, 88, 107, 122, 116, 38],
  [374, 89, 84, 109, 92, 75, 72, 107, 95, 103, 27],
  [443, 84, 102, 107, 103, 90, 109, 134, 122, 35],
  [294, 57, 57, 48, 54, 66, 81, 77, 20],
  [254, 40, 43, 44, 45, 65, 54, 20],
  [270, 47, 51, 55, 62, 77, 18],
  [186, 29, 34, 55, 54, 19],
  [162, 33, 48, 52, 19],
  [243, 55, 57, 24],
  [377, 97, 35],
  [325, 35],
  [46],
];
const cells = cohorts.flatMap(([cohort, ...actives], month) =>
  actives.map((active, i) => [`${new Date(Date.UTC(2009, 11 + month, 1)).toISOString().slice(0, 10)} ${i + 1}`,
    { components: { cohort, active } }]));

export const cases = [
  ["revenue", "--period all", { value: "8832003.274", components: { lines: 407664 } }],
  ["orders", "--period all", { value: 19213 }],
  ["average_order_value", "--period all", { value: "459.688923" }],
  ["revenue", "--period month", months(revenue)],
  ["repurchase_rate", "--period all", { value: "67.0918", components: { customers: 4312, repeaters: 2893 } }],
  ["active_customers", "--period month --variant buyers", { by: "period_start", rows: { "2010-10-01": 1497 } }],
  ["clv", "--period all", { value: "2048.238236", components: { customers: 4312, orders: 19213 } }],
  ["cohort_retention", "--period month --by age", { by: ["period_start", "age"], rows: Object.fromEntries(cells) }],
  ["new_customers", "--period month --variant buyers", months(cohorts.map(([customers]) => customers))],
];
