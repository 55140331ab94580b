// Checks a value against a JSON Schema, as far as src/http/openapi.json uses it; another keyword is an error, so
// that nothing there is taken for checked that is not.
const annotations = new Set(["description", "default", "example", "format", "summary"]);

const typeOf = (value) => value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
const isType = (value, type) => type === "integer" ? Number.isInteger(value) : typeOf(value) === type;

const checks = {
  type: (value, types, at) => [types].flat().some((type) => isType(value, type)) ? [] : [`${at}: ${typeOf(value)} and not ${types}`],
  enum: (value, choices, at) => choices.includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of ${choices}`],
  pattern: (value, pattern, at) => typeof value !== "string" || new RegExp(pattern).test(value) ? [] : [`${at}: ${value} does not match`],
  minimum: (value, least, at) => typeof value !== "number" || value >= least ? [] : [`${at}: ${value} is below ${least}`],
  maximum: (value, most, at) => typeof value !== "number" || value <= most ? [] : [`${at}: ${value} is above ${most}`],
  minLength: (value, least, at) => typeof value !== "string" || value.length >= least ? [] : [`${at}: too short`],
  maxLength: (value, most, at) => typeof value !== "string" || value.length <= most ? [] : [`${at}: too long`],
  required: (value, names, at) => typeOf(value) !== "object" ? [] : names.filter((name) => !(name in value)).map((name) => `${at}: ${name} is missing`),
  items: (value, schema, at, root) => Array.isArray(value) ? value.flatMap((item, i) => check(item, schema, `${at}[${i}]`, root)) : [],
  properties: (value, properties, at, root) => typeOf(value) !== "object" ? [] : Object.entries(properties)
    .flatMap(([name, schema]) => name in value ? check(value[name], schema, `${at}.${name}`, root) : []),
  additionalProperties: (value, schema, at, root, whole) => typeOf(value) !== "object" ? [] : Object.keys(value)
    .filter((name) => !(name in (whole.properties ?? {})))
    .flatMap((name) => schema === false ? [`${at}: ${name} is not described`] : check(value[name], schema, `${at}.${name}`, root)),
  oneOf: (value, schemas, at, root) => {
    const problems = schemas.map((schema) => check(value, schema, at, root));
    return problems.filter((list) => !list.length).length === 1 ? [] : [`${at}: fits not one of the forms`, ...problems.flat().slice(0, 3)];
  },
};

/** What is wrong with the value: a list of sentences, empty when nothing is. */
export function check(value, schema, at, root) {
  if (schema.$ref) return check(value, schema.$ref.split("/").slice(1).reduce((node, key) => node[key], root), at, root);
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (annotations.has(keyword)) return [];
    if (!checks[keyword]) return [`${at}: the schema has ${keyword}, which is not checked here`];
    return checks[keyword](value, argument, at, root, schema);
  });
}
