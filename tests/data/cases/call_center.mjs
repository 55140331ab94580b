/* 5,000 calls to a call centre, January to March 2021. Numbers: pandas and SciPy. */
export const imports = [
  ["ticket", "Call-Center-Dataset.csv", "call_center_ticket"],
  ["answer", "Call-Center-Dataset.csv", "call_center_answer"],
];

const months = (january, february, march) => ({
  by: "period_start",
  rows: { "2021-01-01": january, "2021-02-01": february, "2021-03-01": march },
});
const agents = (rows) => ({ by: "agent", rows });
const names = ["Becky", "Dan", "Diane", "Greg", "Jim", "Joe", "Martha", "Stewart"];
const each = (make, ...values) => agents(Object.fromEntries(names.map((name, i) => [name, make(values[i])])));

export const cases = [
  ["ticket_volume", "--period all", { value: 5000 }],
  ["abandonment_rate", "--period all", { value: "18.9200", components: { offered: 5000, abandoned: 5000 - 4054 } }],
  ["first_contact_resolution", "--period all", { value: "89.9359", components: { resolved: 4054, first_contact: 3646 } }],
  ["first_contact_resolution", "--period all --variant gross", { value: "72.9200", components: { issues: 5000 } }],
  ["average_speed_of_answer", "--period all", { value: "67.5207", sample_size: 4054 }],
  ["average_speed_of_answer", "--period all --variant median", { value: 68 }],
  ["average_speed_of_answer", "--period all --variant p90", { value: 114 }],
  ["sla_attainment", "--period all --variant calls", { value: "7.48", components: { kept: 374, due: 5000 } }],
  ["sla_attainment", "--period all --variant calls_answered", { value: "9.2255", components: { kept: 374 } }],
  ["sla_attainment", "--period all --variant calls --set answer_seconds=30", { components: { kept: 751 } }],
  ["sla_attainment", "--period all --variant calls --set answer_seconds=60", { components: { kept: 1796 } }],
  ["average_handling_time", "--period all", { value: "224.9228", sample_size: 4054 }],
  ["average_handling_time", "--period all --variant median", { value: 226 }],
  ["csat", "--period all", { value: "49.9013", sample_size: 4054, components: { satisfied: 2023 }, interval: ["48.3630", "51.4398"] }],
  ["csat", "--period all --variant mean", { value: "3.403552" }],
  ["csat", "--period all --variant rescaled", { value: "60.0888" }],

  ["ticket_volume", "--period month", months(1772, 1616, 1612)],
  ["average_speed_of_answer", "--period month", months(
    { value: "67.219931", sample_size: 1455 }, { value: "67.546225", sample_size: 1298 }, { value: "67.831668", sample_size: 1301 })],
  ["first_contact_resolution", "--period month", months(
    { components: { first_contact: 1311 } }, { components: { first_contact: 1161 } }, { components: { first_contact: 1174 } })],
  ["csat", "--period month --variant mean", months("3.454296", "3.377504", "3.372790")],

  ["ticket_volume", "--period all --by agent", each((n) => n, 631, 633, 633, 624, 666, 593, 638, 582)],
  ["average_speed_of_answer", "--period all --by agent", each((n) => ({ sample_size: n }), 517, 523, 501, 502, 536, 484, 514, 477)],
  ["first_contact_resolution", "--period all --by agent", each((n) => ({ components: { first_contact: n } }), 462, 471, 452, 455, 485, 436, 461, 424)],
  ["csat", "--period all --variant mean --by agent", each((mean) => mean,
    "3.371373", "3.447419", "3.405190", "3.404382", "3.393657", "3.330579", "3.470817", "3.400419")],
  ["csat", "--period all --by agent", each((n) => ({ components: { satisfied: n } }), 261, 261, 246, 241, 268, 230, 271, 245)],
];
