/*
 * A made-up SaaS company: 5,000 subscriptions of 500 accounts, 2,000 tickets. Snapshots at the ends of months,
 * by account; trials have no recurring revenue. Numbers: pandas, and the retention of 2024 a second time with R.
 */
export const settings = ["--currency", "USD"];
export const imports = [
  ["customer", "ravenstack_accounts.csv", "ravenstack_customer"],
  ["subscription", "ravenstack_subscriptions.csv", "ravenstack_subscription"],
  ["ticket", "ravenstack_support_tickets.csv", "ravenstack_ticket"],
  ["answer", "ravenstack_support_tickets.csv", "ravenstack_answer"],
];

/* Month: start, new, expansion, contraction, churn, reactivation, finish; accounts at the end, new, gone, back. */
const movements = {
  "2023-11-01": [821288, 63423, 149386, 6413, 12736, 0, 1014948, 159, 23, 1],
  "2023-12-01": [1014948, 97649, 167577, 18061, 0, 0, 1262113, 185, 26, 0],
  "2024-02-01": [1522685, 78631, 282858, 13532, 0, 3136, 1873778, 225, 18, 0],
  "2024-06-01": [3316249, 113166, 420191, 16201, 0, 0, 3833405, 333, 31, 0],
  "2024-09-01": [5120881, 164181, 785230, 29176, 5771, 0, 6035345, 414, 31, 1],
  "2024-10-01": [6035345, 172736, 951908, 67889, 0, 6796, 7098896, 437, 22, 0],
  "2024-12-01": [8460824, 496667, 1365101, 162984, 0, 0, 10159608, 500, 26, 0],
};
const months = (make) => ({
  by: "period_start",
  rows: Object.fromEntries(Object.entries(movements).map(([month, numbers]) => [month, make(...numbers)])),
});
const newAccounts = months((...numbers) => numbers[8]);
/* One of the 18 of February had paid before, within a month: new by snapshots, not by the first payment. */
newAccounts.rows["2024-02-01"] = 17;
const year = "--period all --from 2024-01-01 --to 2024-12-31";
const half = "--period all --from 2024-07-01 --to 2024-12-31";
const minutes = 60;
const hours = 3600;

export const queries = [
  ["SELECT count(*) FROM subscription", 5000],
  ["SELECT count(*) FROM subscription WHERE term_end IS NOT NULL", 486],
  ["SELECT count(*) FROM ticket WHERE escalated", 95],
];

export const cases = [
  ["mrr", "--period month", months((start, added, expansion, contraction, churned, reactivation, finish, accounts) => ({
    value: finish, sample_size: accounts,
    components: { start, new: added, expansion, contraction, churned, reactivation, finish },
  }))],
  ["active_customers", "--period month", months((...numbers) => numbers[7])],
  ["new_customers", "--period month --variant subscribers", newAccounts],
  ["churn_rate", "--period month", months((...numbers) => ({ components: { churned: numbers[9] } }))],
  ["saas_quick_ratio", "--period month --from 2024-12-01 --to 2024-12-31", { value: "11.423011" }],

  ["nrr", year, { value: "292.2709" }],
  ["grr", year, { value: "99.5900" }],
  ["nrr", "--period month --from 2024-12-01 --to 2024-12-31 --variant trailing_year", { value: "292.2709" }],
  ["grr", "--period month --from 2024-12-01 --to 2024-12-31 --variant trailing_year", { value: "99.5900" }],
  ["retention_rate", year, { value: 100, sample_size: 185 }],
  ["nrr", half, { value: "173.9963" }],
  ["grr", half, { value: "98.6043" }],
  ["retention_rate", half, { sample_size: 333 }],

  ["ticket_volume", "--period all", { value: 2000 }],
  ["first_response_time", "--period all", { value: "88.48", per: minutes }],
  ["first_response_time", "--period all --variant median", { value: 88, per: minutes }],
  ["first_response_time", "--period all --variant p90", { value: "160.1", per: minutes }],
  ["resolution_time", "--period all", { value: "35.861", per: hours }],
  ["resolution_time", "--period all --variant median", { value: 35, per: hours }],
  ["resolution_time", "--period all --variant p90", { value: 65, per: hours }],
  ["csat", "--period all", { value: "66.2979", sample_size: 1175, components: { satisfied: 779 } }],
  ["csat", "--period all --variant mean", { value: "3.981277" }],
  ["response_rate", "--period all", { value: "58.75" }],
];
