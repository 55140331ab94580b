/* 3,150 ratings of a product, May to July 2018. Numbers: pandas and SciPy. */
export const imports = [["answer", "amazon_alexa_ratings.csv", "amazon_alexa"]];

const rating = "--period all";
export const cases = [
  ["csat", rating, { value: "87.0159", sample_size: 3150, components: { satisfied: 2741 }, interval: ["85.7968", "88.1447"] }],
  ["csat", `${rating} --variant mean`, { value: "4.463175" }],
];
