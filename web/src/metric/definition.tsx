// How the metric is defined: formula, variants, source, query.
import { formatLevel, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { betterTitle, indicatorTitle, methodTitle, sliceTitle, unitTitle } from "../base/words";
import type { Metric } from "../base/types";
import { OwnHistory } from "./own/history";

export function Definition({ metric, variant }: { metric: Metric; variant: string | null }) {
  const chosen = metric.variants.find((other) => other.name === variant) ?? metric.variants[0];
  return (
    <section class="panel" id="definition" aria-labelledby="definition-title">
      <div class="panel-head"><h2 id="definition-title">{t("Definition")}</h2></div>
      <dl class="definition">
        <dt>{t("Formula")}</dt>
        <dd><code dir="ltr">{chosen?.formula ?? metric.formula}</code></dd>
        {chosen?.help && <><dt>{t("This variant")}</dt><dd><bdi>{chosen.help}</bdi></dd></>}
        <dt>{t("Unit")}</dt><dd>{t("{unit}, {direction}", { unit: unitTitle(chosen?.unit ?? metric.unit), direction: betterTitle(chosen?.better ?? metric.better) })}</dd>
        <dt>{t("Kind")}</dt><dd>{indicatorTitle(metric.indicator)}</dd>
        <dt>{t("Interval")}</dt><dd>{intervalText(chosen?.interval ?? metric.interval)}</dd>
        {metric.minimum_sample > 0 && <><dt>{t("Smallest sample")}</dt><dd><span>{plainNumber(metric.minimum_sample)}</span></dd></>}
        <dt>{t("Made from")}</dt><dd>{metric.sources.map((source) => <code key={source} dir="ltr">{source} </code>)}</dd>
        {metric.slices.length > 0 && <><dt>{t("Can be split by")}</dt><dd>{new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(metric.slices.map(sliceTitle))}</dd></>}
        {metric.reference && <><dt>{t("Reference")}</dt><dd><bdi>{metric.reference}</bdi></dd></>}
        {metric.aliases.length > 0 && <><dt>{t("Also called")}</dt><dd><bdi>{metric.aliases.join(", ")}</bdi></dd></>}
      </dl>
      {metric.variants.length > 1 && (
        <>
          <h3>{t("Variants")}</h3>
          <ul class="variant-list">
            {metric.variants.map((other) => (
              <li key={other.name}><bdi>{other.title}</bdi>{other.formula && <code dir="ltr">{other.formula}</code>}</li>
            ))}
          </ul>
        </>
      )}
      {metric.own && <OwnHistory id={metric.id} />}
      <details class="query">
        <summary>{t("The query")}</summary>
        {metric.sql.map((select) => <pre key={select.name} dir="ltr" tabIndex={0}><code>{select.text}</code></pre>)}
      </details>
    </section>
  );
}

function intervalText(method: string | undefined): string {
  return !method || method === "none" ? t("none") : t("{level}, {method}", { level: formatLevel(0.95), method: methodTitle(method) });
}
