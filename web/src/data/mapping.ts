// What the reader changes in a mapping. Pure: the page keeps one and sends it as it is.
import type { Kind } from "../base/types";
import type { Mapping, Rule } from "./types";

/** The columns that a rule reads. */
export function columnsOf(rule: Rule | undefined): string[] {
  if (!rule) return [];
  const named = rule.plus ? [rule.plus] : rule.concat ?? rule.from ?? [];
  return typeof named === "string" ? [named] : named;
}

/** The field that a column fills, if one does. */
export function fieldOf(mapping: Mapping, column: string): string | null {
  return Object.entries(mapping.columns).find(([, rule]) => columnsOf(rule).includes(column))?.[0] ?? null;
}

function without(columns: Record<string, Rule>, field: string): Record<string, Rule> {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => name !== field));
}

/** Gives the column to the field (null: to none). What each had before goes. */
export function assign(mapping: Mapping, column: string, field: string | null): Mapping {
  const before = fieldOf(mapping, column);
  let columns = before ? without(mapping.columns, before) : mapping.columns;
  if (field) columns = { ...without(columns, field), [field]: { from: [column] } };
  return { ...mapping, columns };
}

/** Sets members of a field's rule; undefined and "" remove one, and a rule that says nothing goes. */
export function amend(mapping: Mapping, field: string, change: Partial<Rule>): Mapping {
  const rule = Object.fromEntries(Object.entries({ ...mapping.columns[field], ...change }).filter(([, value]) => value !== undefined && value !== ""));
  const says = ["from", "concat", "constant", "row_number", "default"].some((name) => name in rule);
  return { ...mapping, columns: says ? { ...mapping.columns, [field]: rule } : without(mapping.columns, field) };
}

export function amendFile(mapping: Mapping, change: Partial<Mapping>): Mapping {
  return Object.fromEntries(Object.entries({ ...mapping, ...change }).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0))) as unknown as Mapping;
}

/** As it is sent: columns that fill nothing are said to, or the server would take them by their names. */
export function sent(mapping: Mapping, columns: string[]): string {
  const used = new Set(Object.values(mapping.columns).flatMap(columnsOf));
  return JSON.stringify({ ...mapping, ignore: columns.filter((column) => !used.has(column)) });
}

/** Lines of "word = what it becomes"; nothing behind the sign is nothing, "*" all other words. */
export function readValues(text: string): Record<string, string | null> | undefined {
  const pairs = text.split("\n").map((line) => line.split("=")).filter(([word]) => word?.trim());
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map(([word = "", ...rest]) => [word.trim(), rest.join("=").trim() || null]));
}

export function writeValues(values: Record<string, string | null> | undefined): string {
  return Object.entries(values ?? {}).map(([word, becomes]) => `${word} = ${becomes ?? ""}`).join("\n");
}

/** Required fields that nothing fills, by their titles. */
export function missingFields(kind: Kind, mapping: Mapping): string[] {
  return kind.fields.filter((field) => field.required && !(field.name in mapping.columns)).map((field) => field.title);
}

/** The title of a field; what is no field's name stays as it is. */
export function fieldTitle(kind: Kind, name: string): string {
  return kind.fields.find((field) => field.name === name)?.title ?? name;
}
