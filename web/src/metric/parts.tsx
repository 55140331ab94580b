// What the value is made of, and what was left out of it and why.
import { formatValue, plainNumber } from "../base/format";
import { t } from "../base/messages";
import type { Metric, Row, Values } from "../base/types";
import { Own } from "../view/own";

interface Props {
  metric: Metric;
  values: Values;
  row: Row;
  period: string;
  against: string;
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : plainNumber(value, Number.isInteger(value) ? 0 : 2);
}

export function Parts({ metric, values, row, period, against }: Props) {
  const variant = metric.variants.find((other) => other.name === values.variant);
  const parts = metric.components.filter((component) => component.name in row.components
    && (!component.variants || component.variants.includes(values.variant)));
  const left = row.excluded.filter((excluded) => excluded.count);
  return (
    <section class="panel" aria-labelledby="parts-title">
      <div class="panel-head"><h2 id="parts-title">{t("What it is made of")}</h2></div>
      <div class="table-box" tabIndex={0} role="group" aria-labelledby="parts-title">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{t("Part")}</th><th scope="col" class="end"><Own>{period}</Own></th>
              {row.previous && <th scope="col" class="end"><Own>{against}</Own></th>}
            </tr>
          </thead>
          <tbody>
            {parts.map((component) => (
              <tr key={component.name}>
                <th scope="row"><bdi>{component.title}</bdi> <code class="quiet" dir="ltr">{component.name}</code></th>
                <td class="end"><Own>{text(row.components[component.name])}</Own></td>
                {row.previous && <td class="end"><Own>{text(row.previous.components[component.name])}</Own></td>}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row"><code dir="ltr">{variant?.formula ?? metric.formula}</code></th>
              <td class="end"><strong><Own>{row.value === null ? "–" : formatValue(row.value, { unit: values.unit, currency: values.currency })}</Own></strong></td>
              {row.previous && <td class="end"><Own>{row.previous.value === null ? "–" : formatValue(row.previous.value, { unit: values.unit, currency: values.currency })}</Own></td>}
            </tr>
          </tfoot>
        </table>
      </div>
      <h3>{t("Left out")}</h3>
      {left.length === 0
        ? <p class="quiet">{t("Nothing was left out.")}</p>
        : (
          <table class="numbers">
            <thead class="hidden-text"><tr><th scope="col">{t("Reason")}</th><th scope="col">{t("Count")}</th></tr></thead>
            <tbody>
              {left.map((excluded) => (
                <tr key={excluded.reason}>
                  <th scope="row"><bdi>{excluded.title}</bdi></th>
                  <td class="end"><Own>{text(excluded.count)}</Own></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
