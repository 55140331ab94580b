/* 1,143 advertisements of three campaigns. Conversions are the approved ones, leads all of them. */
export const imports = [["spend", "KAG_conversion_data.csv", "fb_ads"]];

const campaigns = (all, first, second, third) => [
  ["--period all", all],
  ["--period all --by campaign", { by: "campaign", rows: { 916: first, 936: second, 1178: third } }],
];
const both = (metric, ...rows) => campaigns(...rows).map(([flags, expected]) => [metric, flags, expected]);

export const cases = [
  ...both("click_through_rate",
    { value: ".017881", components: { impressions: 213434828, clicks: 38165 } },
    { value: ".023399", components: { impressions: 482925, clicks: 113 } },
    { value: ".024409", components: { impressions: 8128187, clicks: 1984 } },
    { value: ".017609", components: { impressions: 204823716, clicks: 36068 } }),
  ...both("cost_per_click", { value: "1.538195", components: { cost: "58705.23" } }, { value: "1.324867", components: { cost: "149.71" } },
    { value: "1.458352", components: { cost: "2893.37" } }, { value: "1.543256", components: { cost: "55662.15" } }),
  ...both("cost_per_mille", { value: ".275050" }, { value: ".310007" }, { value: ".355967" }, { value: ".271756" }),
  ...both("leads", { value: 3264 }, { value: 58 }, { value: 537 }, { value: 2669 }),
  ...both("cost_per_lead", { value: "17.985671" }, { value: "2.581207" }, { value: "5.388026" }, { value: "20.855058" }),
  ...both("cost_per_acquisition", { value: "54.407071", components: { conversions: 1079 } }, { value: "6.237917", components: { conversions: 24 } },
    { value: "15.810765", components: { conversions: 183 } }, { value: "63.832741", components: { conversions: 872 } }),
  ["conversion_rate", "--period all", { value: "2.8272" }],
  ["conversion_rate", "--period all --variant leads", { value: "8.5523" }],
];
