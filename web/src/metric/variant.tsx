// Which form of the metric, with which parameters: named choices, never silent ones.
import { useId } from "preact/hooks";
import { choose } from "../base/address";
import { t } from "../base/messages";
import type { Metric, Parameter } from "../base/types";
import { Select } from "../view/choice";
import type { MetricChoices } from "./question";

function valueOf(choices: MetricChoices, parameter: Parameter): string {
  const found = choices.set.find((text) => text.startsWith(`${parameter.name}=`));
  return found === undefined ? String(parameter.default) : found.slice(parameter.name.length + 1);
}

function setParameter(choices: MetricChoices, parameter: Parameter, value: string): void {
  const others = choices.set.filter((text) => !text.startsWith(`${parameter.name}=`));
  const usual = value === "" || value === String(parameter.default);
  choose({ set: usual ? others : [...others, `${parameter.name}=${value}`], offset: null });
}

function ParameterField({ choices, parameter }: { choices: MetricChoices; parameter: Parameter }) {
  const id = useId();
  const value = valueOf(choices, parameter);
  if (parameter.choices)
    return <Select label={parameter.title} value={value} options={parameter.choices.map((choice) => ({ value: choice, title: choice, data: true }))}
      onChoose={(chosen) => setParameter(choices, parameter, chosen)} />;
  return (
    <div class="field">
      <label for={id}>{parameter.title}</label>
      <input id={id} type={parameter.type === "text" ? "text" : "number"} value={value} dir="auto" class="parameter"
        min={parameter.minimum ?? undefined} max={parameter.maximum ?? undefined} step={parameter.type === "integer" ? 1 : "any"}
        onChange={(event) => {
          if (event.currentTarget.reportValidity()) setParameter(choices, parameter, event.currentTarget.value);
        }} />
    </div>
  );
}

export function VariantChoice({ metric, choices }: { metric: Metric; choices: MetricChoices }) {
  if (metric.variants.length < 2 && metric.parameters.length === 0) return null;
  const first = metric.variants[0]?.name ?? "";
  return (
    <div class="filters variants" role="group" aria-label={t("How it is computed")}>
      {metric.variants.length > 1 && (
        <Select label={t("Variant")} value={choices.variant ?? first}
          options={metric.variants.map((variant) => ({ value: variant.name, title: variant.title }))}
          onChoose={(variant) => choose({ variant: variant === first ? null : variant, offset: null })} />
      )}
      {metric.parameters.map((parameter) => <ParameterField key={parameter.name} choices={choices} parameter={parameter} />)}
    </div>
  );
}
