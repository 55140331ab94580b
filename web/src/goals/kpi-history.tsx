// Every form that the definition had: who changed what, when and why; and two forms side by side.
import { useState } from "preact/hooks";
import { useAnswer } from "../base/api";
import { formatMoment, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { useChoices } from "../base/organization";
import { Select } from "../view/choice";
import { Own } from "../view/own";
import type { Kpi, Version } from "./types";
import { memberText, memberTitle } from "./words";

function Changes({ version }: { version: Version }) {
  if (version.revision === 1) return <span class="quiet">{t("added")}</span>;
  return (
    <ul class="changes">
      {version.changes.map(({ member, before, after }) => (
        <li key={member}>{memberTitle(member)}: <del><bdi>{memberText(member, before)}</bdi></del> <span aria-hidden="true">›</span>{" "}
          <ins><bdi>{memberText(member, after)}</bdi></ins></li>
      ))}
    </ul>
  );
}

/** What revision `of` has otherwise than revision `against`. */
function Comparison({ kpi, versions }: { kpi: Kpi; versions: Version[] }) {
  const last = versions.length;
  const [of, setOf] = useState(String(last)), [against, setAgainst] = useState("1");
  const answer = useAnswer<{ versions: Version[] }>(`/kpis/${encodeURIComponent(kpi.id)}/versions?against=${against}`, kpi.revision);
  const chosen = answer.data?.versions.find(({ revision }) => String(revision) === of);
  const options = versions.map(({ revision }) => ({ value: String(revision), title: t("Revision {number}", { number: plainNumber(revision, 0) }) }));
  return (
    <div class="comparison">
      <div class="filters">
        <Select label={t("Compare")} value={of} options={options} onChoose={setOf} />
        <Select label={t("with")} value={against} options={options} onChoose={setAgainst} />
      </div>
      {chosen && chosen.changes.length === 0 && <p class="quiet" role="status">{t("They are the same.")}</p>}
      {chosen && chosen.changes.length > 0 && (
        <div class="table-box" tabIndex={0} role="region" aria-label={t("What differs")}>
          <table class="numbers">
            <thead><tr><th scope="col">{t("What")}</th>{[against, of].map((number, i) => <th key={i} scope="col">{t("Revision {number}", { number: plainNumber(Number(number), 0) })}</th>)}</tr></thead>
            <tbody>
              {chosen.changes.map(({ member, before, after }) => (
                <tr key={member}><th scope="row">{memberTitle(member)}</th><td class="words"><bdi>{memberText(member, before)}</bdi></td><td class="words"><bdi>{memberText(member, after)}</bdi></td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

export function KpiHistory({ kpi, versions }: { kpi: Kpi; versions: Version[] }) {
  const { calendar } = useChoices();
  return (
    <section id="history">
      <h2>{t("How its definition came to be")}</h2>
      <ol class="versions">
        {[...versions].reverse().map((version) => (
          <li key={version.revision} value={version.revision}>
            <p><Own>{formatMoment(version.at, calendar)}</Own> · <bdi>{version.by}</bdi>{version.reason && <> · <bdi>{version.reason}</bdi></>}</p>
            <Changes version={version} />
          </li>
        ))}
      </ol>
      {versions.length > 1 && <Comparison key={versions.length} kpi={kpi} versions={versions} />}
    </section>
  );
}
