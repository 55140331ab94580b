/*
 * A year of an online shop: its valid lines (customer known, not cancelled, quantity and price above zero).
 * Numbers: pandas, and lines, orders, customers and revenue a second time with R.
 */
export const settings = ["--currency", "GBP"];
export const imports = [["order", "online_retail_II_2009_2010.csv.gz", "online_retail_order"]];

const revenue = ["686654.16", "557319.06", "506371.07", "699608.99", "594609.19", "599985.79", "639066.58", "591636.74",
  "604242.65", "831615.00", "1036680.00", "1172336.04", "311878.00"];
/* The 13 months from December 2009. */
const months = (values) => ({
  by: "period_start",
  rows: Object.fromEntries(values.map((value, i) => [new Date(Date.UTC(2009, 11 + i, 1)).toISOString().slice(0, 10), value])),
});

export const cases = [
  ["revenue", "--period all", { value: "8832003.274", components: { lines: 407664 } }],
  ["orders", "--period all", { value: 19213 }],
  ["average_order_value", "--period all", { value: "459.688923" }],
  ["revenue", "--period month", months(revenue)],
];
