// A metric put together by choosing: counted or summed facts, divided by others. What it writes is a definition as
// anybody could have written it (docs/metric-files.md); what it wrote, it can read again.
import type { Better, Kind, Perspective, Unit } from "../../base/types";

export type Language = "ar" | "fa" | "ru" | "en";

/** Facts that are counted, or a field of theirs that is summed; of those alone that pass the condition. */
export interface Count {
  title: string;
  how: "count" | "sum";
  /** The field that is summed. */
  sum: string;
  /** The field of the condition; "": none. */
  field: string;
  operator: string;
  value: string;
}

export interface Build {
  id: string;
  title: string;
  help: string;
  titles: Partial<Record<Language, string>>;
  helps: Partial<Record<Language, string>>;
  source: string;
  slices: string[];
  numerator: Count;
  denominator: Count | null;
  /** null: what follows from the unit. */
  formula: string | null;
  unit: Unit;
  better: Better;
  perspective: Perspective;
  indicator: "result" | "performance";
  interval: boolean;
  minimumSample: string;
  suppressBelow: string;
}

export const operators = ["=", "<>", "<", "<=", ">", ">=", "IS NULL", "IS NOT NULL"] as const;
export const takesValue = (operator: string) => !operator.startsWith("IS");
export const languages: readonly Language[] = ["ar", "fa", "ru", "en"];

export const emptyCount = (): Count => ({ title: "", how: "count", sum: "", field: "", operator: "=", value: "" });

export const emptyBuild = (): Build => ({
  id: "", title: "", help: "", titles: {}, helps: {}, source: "ticket", slices: [], numerator: emptyCount(), denominator: emptyCount(),
  formula: null, unit: "percent", better: "up", perspective: "customers", indicator: "performance", interval: true, minimumSample: "",
  suppressBelow: "",
});

export function formulaOf(build: Build): string {
  if (build.formula !== null) return build.formula;
  if (!build.denominator) return "numerator";
  return build.unit === "percent" || build.unit === "points" ? "100 * numerator / denominator" : "numerator / denominator";
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
const quoted = (name: string) => `t."${name.replace(/"/g, '""')}"`;

function typeOf(kind: Kind | undefined, name: string): string {
  return kind?.fields.find((field) => field.name === name)?.type ?? "text";
}

function literal(type: string, value: string): string {
  const text = `'${value.replace(/'/g, "''")}'`;
  if (type === "integer" || type === "number" || type === "money") return /^-?\d+(\.\d+)?$/.test(value.trim()) ? value.trim() : text;
  if (type === "boolean") return value === "false" ? "FALSE" : "TRUE";
  if (type === "day") return `DATE ${text}`;
  return type === "time" ? `TIMESTAMP ${text}` : text;
}

export function conditionOf(count: Count, kind: Kind | undefined): string {
  if (!count.field) return "";
  const end = takesValue(count.operator) ? ` ${literal(typeOf(kind, count.field), count.value)}` : "";
  return `${quoted(count.field)} ${count.operator}${end}`;
}

function aggregateOf(count: Count, kind: Kind | undefined): string {
  const condition = conditionOf(count, kind);
  const filter = condition && ` FILTER (WHERE ${condition})`;
  if (count.how === "count") return `count(*)${filter}`;
  const summed = typeOf(kind, count.sum) === "money" ? `{money:t.${count.sum}}` : quoted(count.sum);
  return `COALESCE(sum(${summed})${filter}, 0)`;
}

const counts = (count: Count | null) => count?.how === "count";
/** An interval of a share needs both parts counted. */
export const canHaveInterval = (build: Build) => build.unit === "percent" && counts(build.numerator) && counts(build.denominator);

function sampleOf(build: Build): string {
  if (counts(build.denominator)) return "denominator";
  return counts(build.numerator) ? "numerator" : "";
}

export interface Written {
  text: string;
  /** The field of the form that each line came from, by the line's number from 1 on. */
  fields: string[];
}

/** The definition; a line for each thing that was chosen, so that what is wrong with a line is wrong with that. */
export function write(build: Build, kinds: readonly Kind[]): Written {
  const kind = kinds.find(({ name }) => name === build.source);
  const lines: [field: string, line: string][] = [];
  const header = (field: string, key: string, value: string) => lines.push([field, `-- ${key}: ${plain(value)}`]);
  header("id", "id", build.id);
  header("title", "title", build.title);
  for (const language of languages) if (build.titles[language]?.trim()) header("titles", `title ${language}`, build.titles[language] ?? "");
  header("help", "help", build.help);
  for (const language of languages) if (build.helps[language]?.trim()) header("titles", `help ${language}`, build.helps[language] ?? "");
  header("perspective", "perspective", build.perspective);
  header("indicator", "indicator", build.indicator);
  header("better", "better", build.better);
  header("source", "source", build.source);
  if (build.slices.length > 0) header("slices", "slices", build.slices.join(", "));
  header("unit", "unit", build.unit);
  header("formula", "value", formulaOf(build));
  if (build.interval && canHaveInterval(build)) header("interval", "interval", "wilson(numerator, denominator)");
  if (sampleOf(build)) header("sample", "sample", sampleOf(build));
  if (build.minimumSample) header("minimumSample", "minimum sample", build.minimumSample);
  if (build.suppressBelow) header("suppressBelow", "suppress below", build.suppressBelow);
  header("numerator", "component numerator", build.numerator.title || build.title);
  if (build.denominator) header("denominator", "component denominator", build.denominator.title || build.title);
  const behind = conditionOf(build.denominator ?? build.numerator, kind);
  if (behind) header(build.denominator ? "denominator" : "numerator", "rows", `${build.source} where ${behind}`);
  lines.push(["source", "SELECT day{slices},"]);
  lines.push(["numerator", `       ${aggregateOf(build.numerator, kind)} AS numerator${build.denominator ? "," : ""}`]);
  if (build.denominator) lines.push(["denominator", `       ${aggregateOf(build.denominator, kind)} AS denominator`]);
  lines.push(["source", `FROM {${build.source}} t`], ["slices", "GROUP BY day{slices}"]);
  return { text: `${lines.map(([, line]) => line).join("\n")}\n`, fields: ["", ...lines.map(([field]) => field)] };
}

function readLiteral(text: string): string {
  const inside = /^(?:DATE |TIMESTAMP )?'((?:[^']|'')*)'$/.exec(text)?.[1];
  return inside === undefined ? text.toLowerCase() : inside.replace(/''/g, "'");
}

function readCount(line: string | undefined, title: string): Count | null {
  const found = /^ {7}(?:count\(\*\)|COALESCE\(sum\((?:t\."(\w+)"|\{money:t\.(\w+)\})\))(?: FILTER \(WHERE t\."(\w+)" (IS NULL|IS NOT NULL|[<>=]+)(?: (.+?))?\))?(?:, 0\))? AS \w+,?$/.exec(line ?? "");
  if (!found) return null;
  const [, field, money, where, operator, value] = found;
  const sum = field ?? money ?? "";
  return { title, how: sum ? "sum" : "count", sum, field: where ?? "", operator: operator ?? "=", value: value === undefined ? "" : readLiteral(value) };
}

/** A definition as choices; null: it says more than can be chosen. */
export function read(text: string, kinds: readonly Kind[]): Build | null {
  const lines = text.split("\n");
  const header = new Map(lines.flatMap((line): [string, string][] => {
    const found = /^-- ([^:]+): ?(.*)$/.exec(line);
    return found ? [[found[1] ?? "", found[2] ?? ""]] : [];
  }));
  const get = (key: string) => header.get(key) ?? "";
  const each = (key: string) => Object.fromEntries(languages.filter((language) => header.has(`${key} ${language}`)).map((language) => [language, get(`${key} ${language}`)]));
  const lineOf = (name: string) => lines.find((line) => line.startsWith("       ") && new RegExp(` AS ${name},?$`).test(line));
  const numerator = readCount(lineOf("numerator"), get("component numerator"));
  const denominator = header.has("component denominator") ? readCount(lineOf("denominator"), get("component denominator")) : null;
  if (!numerator) return null;
  const build: Build = {
    id: get("id"), title: get("title"), help: get("help"), titles: each("title"), helps: each("help"), source: get("source"),
    slices: get("slices").split(", ").filter(Boolean), numerator, denominator, formula: get("value"), unit: get("unit") as Unit,
    better: get("better") as Better, perspective: get("perspective") as Perspective, indicator: get("indicator") as Build["indicator"],
    interval: header.has("interval"), minimumSample: get("minimum sample"), suppressBelow: get("suppress below"),
  };
  if (formulaOf({ ...build, formula: null }) === build.formula) build.formula = null;
  return write(build, kinds).text === text ? build : null;
}

/** The line that an error is about: "definition, line 12". */
export function lineOf(where: string | undefined): number {
  return Number(/\d+/.exec(where ?? "")?.[0] ?? 0);
}
