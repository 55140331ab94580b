/*
 * CDNOW: 2,357 customers who first bought in January to March 1997, followed to June 1998 (Fader and Hardie).
 * Cohorts: customers who bought in the k-th month after their first. Numbers: pandas.
 */
export const settings = ["--currency", "USD"];
export const imports = [["order", "cdnowElog.csv", "cdnow"]];

const cohorts = {
  "1997-01-01": [781, 124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33],
  "1997-02-01": [857, 134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60],
  "1997-03-01": [719, 87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45],
};
const cells = Object.entries(cohorts).flatMap(([month, [cohort, ...actives]]) =>
  actives.map((active, i) => [`${month} ${i + 1}`, { components: { cohort, active } }]));

export const queries = [
  ["SELECT count(*) FROM orders", 6919],
  ["SELECT count(DISTINCT customer) FROM orders", 2357],
  ["SELECT CAST(sum(quantity) AS INTEGER) FROM orders", 16479],
];

export const cases = [
  ["revenue", "--period all", { value: "244091.94" }],
  ["cohort_retention", "--period month --by age", { by: ["period_start", "age"], rows: Object.fromEntries(cells) }],
];
