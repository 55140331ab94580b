/* An event log of 4,580 tickets, made into tickets by its mapping. Hours and days; numbers: pandas and R. */
export const imports = [["ticket", "helpdesk_full.csv", "helpdesk"]];

const hours = 3600;
const days = 86400;
export const cases = [
  ["ticket_volume", "--period all", { value: 4580 }],
  ["first_response_time", "--period all", { value: "97.5941", sample_size: 4285, per: hours }],
  ["first_response_time", "--period all --variant median", { value: "16.3897", per: hours }],
  ["first_response_time", "--period all --variant p90", { value: "351.7431", per: hours }],
  ["resolution_time", "--period all", { value: "11.1225", sample_size: 4569, per: days }],
  ["resolution_time", "--period all --variant median", { value: "5.9831", per: days }],
  ["resolution_time", "--period all --variant p90", { value: "29.8696", per: days }],
  ["resolution_time", "--period all --variant full_mean", { value: "11.5380", per: days }],
  ["resolution_time", "--period all --variant full_median", { value: "6.6579", per: days }],
  ["resolution_time", "--period all --variant full_p90", { value: "30.0425", per: days }],
  ["first_contact_resolution", "--period all --variant gross", { value: "60.2183", components: { first_contact: 2758, issues: 4580 } }],
  ["reopen_rate", "--period all", { value: "8.4482", components: { reopened: 386, resolved: 4569 } }],
];
