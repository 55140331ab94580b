// The form that a metric is put together with: what is counted, over what, and how it reads.
import { languageNames, N_, t } from "../../base/messages";
import type { Better, Field, Kind, Perspective, Unit } from "../../base/types";
import { betterTitle, indicatorTitle, perspectiveOrder, perspectiveTitle, sliceTitle, unitTitle } from "../../base/words";
import { FormField, TextField } from "../../settings/form";
import { canHaveInterval, emptyCount, formulaOf, languages, operators, takesValue, type Build, type Count } from "./build";

const units: readonly Unit[] = ["percent", "count", "ratio", "score", "points", "money", "seconds", "hours"];
const directions: readonly Better[] = ["up", "down", "neither"];
const operatorTitles: Record<string, string> = {
  "=": N_("is"), "<>": N_("is not"), "<": N_("is less than"), "<=": N_("is at most"), ">": N_("is more than"), ">=": N_("is at least"),
  "IS NULL": N_("is empty"), "IS NOT NULL": N_("is filled in"),
};
const summable = new Set(["integer", "number", "money"]);

/** What is wrong, by field: "id", "numerator", ... */
export type Problems = Partial<Record<string, string>>;

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; title: string }[];
  onChange: (value: T) => void;
  problem?: string | undefined;
}

function Choice<T extends string>({ label, value, options, onChange, problem }: ChoiceProps<T>) {
  return (
    <FormField label={label} problem={problem}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
          {options.map((option) => <option key={option.value} value={option.value} selected={option.value === value}>{option.title}</option>)}
        </select>
      )}
    </FormField>
  );
}

function ValueField({ field, count, onChange }: { field: Field | undefined; count: Count; onChange: (value: string) => void }) {
  const choices = field?.type === "boolean" ? ["true", "false"] : field?.choices;
  if (choices)
    return <Choice label={t("Value")} value={count.value} onChange={onChange}
      options={[...(choices.includes(count.value) ? [] : [{ value: count.value, title: "–" }]),
        ...choices.map((value) => ({ value, title: value === "true" ? t("yes") : value === "false" ? t("no") : value }))]} />;
  const number = summable.has(field?.type ?? "");
  return (
    <FormField label={t("Value")}>
      {(attributes) => <input {...attributes} type={number ? "number" : field?.type === "day" ? "date" : "text"} step="any" dir={number ? "ltr" : "auto"}
        value={count.value} onInput={(event) => onChange(event.currentTarget.value)} />}
    </FormField>
  );
}

interface CountProps {
  legend: string;
  count: Count;
  kind: Kind | undefined;
  problem: string | undefined;
  onChange: (count: Count) => void;
}

function CountFields({ legend, count, kind, problem, onChange }: CountProps) {
  const set = (change: Partial<Count>) => onChange({ ...count, ...change });
  const fields = kind?.fields ?? [], sums = fields.filter(({ type }) => summable.has(type));
  const field = fields.find(({ name }) => name === count.field);
  const option = ({ name, title }: Field) => ({ value: name, title });
  const first = (how: Count["how"]) => (how === "sum" && !count.sum ? sums[0]?.name ?? "" : count.sum);
  return (
    <fieldset class="count-fields">
      <legend>{legend}</legend>
      {problem && <p class="field-problem" role="alert"><bdi>{problem}</bdi></p>}
      <TextField label={t("What it is, in words")} value={count.title} onChange={(title) => set({ title })} />
      <div class="count-line">
        <Choice label={t("Taken as")} value={count.how} onChange={(how) => set({ how, sum: first(how) })}
          options={[{ value: "count" as const, title: t("how many there are") }, ...(sums.length > 0 ? [{ value: "sum" as const, title: t("the sum of a field") }] : [])]} />
        {count.how === "sum" && <Choice label={t("Field")} value={count.sum} onChange={(sum) => set({ sum })} options={sums.map(option)} />}
      </div>
      <div class="count-line">
        <Choice label={t("Only where")} value={count.field} onChange={(name) => set({ field: name, value: "" })}
          options={[{ value: "", title: t("all of them") }, ...fields.map(option)]} />
        {count.field && <Choice label={t("Compared")} value={count.operator} onChange={(operator) => set({ operator })}
          options={operators.map((value) => ({ value, title: t(operatorTitles[value] ?? value) }))} />}
        {count.field && takesValue(count.operator) && <ValueField field={field} count={count} onChange={(value) => set({ value })} />}
      </div>
    </fieldset>
  );
}

function Slices({ build, kind, problem, onChange }: { build: Build; kind: Kind | undefined; problem: string | undefined; onChange: (slices: string[]) => void }) {
  const slices = kind?.slices ?? [];
  if (slices.length === 0) return null;
  return (
    <fieldset class="count-fields">
      <legend>{t("Can be split by")}</legend>
      {problem && <p class="field-problem"><bdi>{problem}</bdi></p>}
      <div class="checks">
        {slices.map((slice) => (
          <label key={slice} class="check">
            <input type="checkbox" checked={build.slices.includes(slice)}
              onChange={(event) => onChange(slices.filter((other) => (other === slice ? event.currentTarget.checked : build.slices.includes(other))))} />
            <span>{sliceTitle(slice)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function OtherLanguages({ build, problem, set }: { build: Build; problem: string | undefined; set: (change: Partial<Build>) => void }) {
  return (
    <details class="other-languages">
      <summary>{t("In other languages")}</summary>
      <p class="help">{t("Whoever reads in a language that has no words here sees the title and the help above.")}</p>
      {problem && <p class="field-problem"><bdi>{problem}</bdi></p>}
      {languages.map((language) => (
        <div key={language} class="count-line" lang={language}>
          <TextField label={t("Title ({language})", { language: languageNames[language] })} value={build.titles[language] ?? ""}
            onChange={(text) => set({ titles: { ...build.titles, [language]: text } })} />
          <TextField label={t("Help ({language})", { language: languageNames[language] })} value={build.helps[language] ?? ""}
            onChange={(text) => set({ helps: { ...build.helps, [language]: text } })} />
        </div>
      ))}
    </details>
  );
}

interface Props {
  build: Build;
  kinds: readonly Kind[];
  problems: Problems;
  /** The id is that of a metric that is there: it stays. */
  fixed: boolean;
  onChange: (build: Build) => void;
}

export function Builder({ build, kinds, problems, fixed, onChange }: Props) {
  const set = (change: Partial<Build>) => onChange({ ...build, ...change });
  const kind = kinds.find(({ name }) => name === build.source);
  const change = (source: string) => onChange({ ...build, source, slices: (kinds.find(({ name }) => name === source)?.slices ?? []).filter((slice) => build.slices.includes(slice)),
    numerator: { ...build.numerator, ...cleared }, denominator: build.denominator && { ...build.denominator, ...cleared } });
  return (
    <>
      <TextField label={t("Title")} value={build.title} onChange={(title) => set({ title })} required problem={problems.title} />
      <TextField label={t("What it says, in a sentence")} value={build.help} onChange={(help) => set({ help })} required problem={problems.help} />
      {!fixed && <TextField label={t("Short name")} value={build.id} onChange={(id) => set({ id })} latin problem={problems.id}
        help={t("By which links and commands name it: a-z, digits and _. It stays.")} />}
      <OtherLanguages build={build} problem={problems.titles} set={set} />
      <Choice label={t("Made from")} value={build.source} onChange={change} problem={problems.source}
        options={kinds.filter(({ dimension }) => !dimension).map(({ name, title }) => ({ value: name, title }))} />
      <CountFields legend={t("What is counted")} count={build.numerator} kind={kind} problem={problems.numerator} onChange={(numerator) => set({ numerator })} />
      <label class="check">
        <input type="checkbox" checked={build.denominator !== null} onChange={(event) => set({ denominator: event.currentTarget.checked ? emptyCount() : null })} />
        <span>{t("divided by something else")}</span>
      </label>
      {build.denominator && <CountFields legend={t("What it is divided by")} count={build.denominator} kind={kind} problem={problems.denominator} onChange={(denominator) => set({ denominator })} />}
      <Choice label={t("Unit")} value={build.unit} onChange={(unit) => set({ unit })} options={units.map((value) => ({ value, title: unitTitle(value) }))} problem={problems.unit} />
      <TextField label={t("Formula")} value={formulaOf(build)} onChange={(formula) => set({ formula })} latin problem={problems.formula}
        help={t("Over “numerator” and “denominator”, with + - * / and parentheses.")} />
      <Choice label={t("Which direction is better")} value={build.better} onChange={(better) => set({ better })}
        options={directions.map((value) => ({ value, title: betterTitle(value) }))} problem={problems.better} />
      <Choice label={t("Perspective")} value={build.perspective} onChange={(perspective: Perspective) => set({ perspective })}
        options={perspectiveOrder.map((value) => ({ value, title: perspectiveTitle(value) }))} />
      <Choice label={t("Kind")} value={build.indicator} onChange={(indicator) => set({ indicator })}
        options={(["performance", "result"] as const).map((value) => ({ value, title: indicatorTitle(value) }))} />
      <Slices build={build} kind={kind} problem={problems.slices} onChange={(slices) => set({ slices })} />
      {canHaveInterval(build) && (
        <label class="check">
          <input type="checkbox" checked={build.interval} onChange={(event) => set({ interval: event.currentTarget.checked })} />
          <span>{t("with a 95 % interval (Wilson): the first is a part of the second")}</span>
        </label>
      )}
      <TextField type="number" label={t("Smallest sample")} value={build.minimumSample} onChange={(minimumSample) => set({ minimumSample })} latin
        problem={problems.minimumSample ?? problems.sample} help={t("Below it a value is marked as resting on few facts.")} />
      {(build.source === "pulse_answer" || build.suppressBelow) && (
        <TextField type="number" label={t("Smallest group that is shown")} value={build.suppressBelow} onChange={(suppressBelow) => set({ suppressBelow })} latin
          problem={problems.suppressBelow} help={t("Below it no value is given: people could be told apart.")} />
      )}
    </>
  );
}

const cleared = { how: "count", sum: "", field: "", value: "" } as const;
