// The balanced scorecard: the score of the whole, opened perspective by perspective to the number that each KPI stands at.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { formatDistance, formatValue, ownNumbers, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { isolate, language, N_, t, tn } from "../base/messages";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { targetText, valueText } from "./kpi-table";
import { GoalMark, percentText } from "./marks";
import { NewPerspective, PerspectiveEditor } from "./scorecard-edit";
import type { LeftOut, ScorecardAudit, ScorecardShown, ScoredKpi, ScoredPerspective } from "./scorecard-types";

const reasons: Record<LeftOut, string> = {
  "no-target": N_("Left out: no target is in force."), "no-data": N_("Left out: there are no data."),
  "not-enough": N_("Left out: not enough data to judge it."), "no-weight": N_("Left out: its weight is 0."),
  "no-kpi": N_("Left out: it has no KPI."), "nothing-known": N_("Left out: none of its KPIs can be judged."),
};
const scoreText = (score: number) => formatValue(score, { unit: "score" });

/** How far of 1, as a bar and a number; none where it is left out. */
function Score({ score, label }: { score: number | null; label: string }) {
  if (score === null) return <span class="quiet">–</span>;
  return (
    <span class="score">
      <span class="score-bar" role="img" aria-label={t("{label}: {score} of {whole}", { label, score: scoreText(score), whole: plainNumber(1) })}>
        <span class="score-fill" style={{ inlineSize: `${score * 100}%` }} />
      </span>
      <Own class="score-number" aria-hidden="true">{scoreText(score)}</Own>
    </span>
  );
}

/** "(2 × 0.70 + 1 × 1.00) ÷ 3 = 0.80", of what counts. Arabic reads sums from the right, Persian from the left. */
function Sum({ parts, score }: { parts: { weight: number; score: number | null; share: number }[]; score: number | null }) {
  const counted = parts.filter((part) => part.share > 0 && part.score !== null);
  if (score === null || counted.length === 0) return null;
  const terms = counted.map((part) => `${isolate(plainNumber(part.weight))} × ${isolate(scoreText(part.score ?? 0))}`).join(" + ");
  const weights = counted.reduce((sum, part) => sum + part.weight, 0);
  return <p class="score-sum"><bdi dir={language() === "ar" ? "rtl" : "ltr"}>{`(${terms}) ÷ ${isolate(plainNumber(weights))} = ${isolate(scoreText(score))}`}</bdi></p>;
}

/** Where a KPI's score comes from, in words. */
function why({ kpi, score, margin, reason }: ScoredKpi): string {
  if (score === null || kpi.now === null) return t(reasons[reason ?? "no-data"]);
  const one = (value: number) => formatDistance(value, { unit: kpi.unit, currency: kpi.currency });
  const gap = one(-(kpi.now.gap ?? 0)), room = one(margin ?? 0);
  if (kpi.status === "on-track") return t("On target or better: {score}.", { score: plainNumber(1) });
  if (kpi.status === "at-risk") return t("Short by {gap} of a margin of {margin}, which leaves {score}.", { gap, margin: room, score: scoreText(score) });
  return margin ? t("Short by {gap}, more than the margin of {margin}: {score}.", { gap, margin: room, score: plainNumber(0) }) : t("Short by {gap}, without a margin: {score}.", { gap, score: plainNumber(0) });
}

function KpiRow({ scored }: { scored: ScoredKpi }) {
  const { kpi } = scored;
  return (
    <tr>
      <th scope="row">
        <a href={linkTo(`/goals/kpi/${kpi.id}`)}><bdi>{kpi.title}</bdi></a>
        <span class="quiet score-why"><Own>{why(scored)}</Own></span>
      </th>
      <td><Score score={scored.score} label={kpi.title} /></td>
      <td class="end"><Own>{plainNumber(scored.weight)}</Own></td>
      <td class="end"><Own>{scored.share > 0 ? percentText(scored.share) : "–"}</Own></td>
      <td class="end"><Own>{valueText(kpi, kpi.now)}</Own></td>
      <td class="end"><Own>{targetText(kpi, kpi.now)}</Own></td>
      <td><GoalMark status={kpi.status} certain={kpi.now?.certain ?? true} /></td>
    </tr>
  );
}

function PerspectivePanel({ scored, all, mayEdit, onChange }: { scored: ScoredPerspective; all: ScoredPerspective[]; mayEdit: boolean; onChange: () => void }) {
  const [editing, setEditing] = useState(false);
  const judged = tn("{known} of {count} KPI is judged", "{known} of {count} KPIs are judged", scored.kpis.length,
    { known: plainNumber(scored.known), count: plainNumber(scored.kpis.length) });
  return (
    <section class="score-panel" id={`perspective-${scored.id}`}>
      <div class="score-head">
        <h2><bdi>{scored.title}</bdi></h2>
        <Score score={scored.score} label={scored.title} />
      </div>
      <p class="quiet">
        <Own>{t("Weight {weight}", { weight: plainNumber(scored.weight) })}</Own>{" · "}
        {scored.share > 0 ? <Own>{t("{share} of the whole", { share: percentText(scored.share) })}</Own> : t(reasons[scored.reason ?? "no-weight"])}
        {scored.kpis.length > 0 && <>{" · "}<Own>{judged}</Own></>}
        {scored.known > 0 && scored.coverage < 1 && <>{" · "}<Own>{t("{share} of its weights", { share: percentText(scored.coverage) })}</Own></>}
      </p>
      {scored.kpis.length > 0 && (
        <div class="table-box" tabIndex={0} role="region" aria-label={isolate(scored.title)}>
          <table class="numbers scores">
            <thead>
              <tr><th scope="col">{t("KPI")}</th><th scope="col">{t("Score")}</th><th scope="col" class="end">{t("Weight")}</th>
                <th scope="col" class="end">{t("Share of the weight")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col" class="end">{t("Target")}</th>
                <th scope="col">{t("Status")}</th></tr>
            </thead>
            <tbody>{scored.kpis.map((one) => <KpiRow key={one.kpi.id} scored={one} />)}</tbody>
          </table>
        </div>
      )}
      <Sum parts={scored.kpis} score={scored.score} />
      {mayEdit && !editing && (
        <button type="button" class="link-button" onClick={() => setEditing(true)} aria-label={t("Change the weights of {perspective}", { perspective: scored.title })}>
          {t("Change weights")}
        </button>
      )}
      {editing && <PerspectiveEditor scored={scored} places={all.length} onDone={() => { setEditing(false); onChange(); }} onCancel={() => setEditing(false)} onConflict={onChange} />}
    </section>
  );
}

function Findings({ audit }: { audit: ScorecardAudit }) {
  if (audit.findings.length === 0) return <p>{t("Nothing to mend: every perspective has KPIs that warn in time, and each serves something.")}</p>;
  return (
    <ul class="audit">
      {audit.findings.map((finding, i) => (
        <li key={i} class="finding finding-open">
          <bdi>{ownNumbers(finding.evidence)}</bdi>
          <p class="quiet"><bdi>{ownNumbers(finding.mend)}</bdi>{" "}
            {finding.kpis.length === 1 && finding.code !== "retired-linked" && <a href={linkTo(`/goals/kpi/${finding.kpis[0]}`)}>{t("Open the KPI")}</a>}
            {finding.code === "retired-linked" && <a href={linkTo("/goals/map")}>{t("Open the map")}</a>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Whole({ shown }: { shown: ScorecardShown }) {
  const lowest = shown.perspectives.filter(({ share, score }) => share > 0 && score !== null && score < 1)
    .sort((a, b) => b.share * (1 - (b.score ?? 1)) - a.share * (1 - (a.score ?? 1)))[0];
  return (
    <section class="score-whole">
      {shown.score === null ? <p>{t("No KPI can be judged yet, so there is no score.")}</p> : (
        <>
          <p class="score-sentence">
            <Own>{t("The scorecard stands at {score} of {whole}.", { score: scoreText(shown.score), whole: plainNumber(1) })}</Own>{" "}
            <Own>{tn("{known} of {count} KPI is judged, with {share} of the weights.", "{known} of {count} KPIs are judged, with {share} of the weights.", shown.kpis,
              { known: plainNumber(shown.known), count: plainNumber(shown.kpis), share: percentText(shown.coverage) })}</Own>{" "}
            {lowest && <Own>{t("Most is missing in: {perspective}.", { perspective: lowest.title })}</Own>}
          </p>
          <Sum parts={shown.perspectives} score={shown.score} />
        </>
      )}
      <details class="score-rule">
        <summary>{t("How scores come about")}</summary>
        <p><bdi>{shown.rule}</bdi></p>
      </details>
    </section>
  );
}

export function ScorecardPage() {
  useTitle(t("Scorecard"));
  const [fresh, setFresh] = useState(0);
  const [adding, setAdding] = useState(false);
  const mayEdit = isOpenTo(useMe(), "goals");
  const { data, error } = useAnswer<ScorecardShown>("/scorecard", fresh);
  const audit = useAnswer<ScorecardAudit>("/scorecard/audit", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  return (
    <>
      <h1>{t("Scorecard")}</h1>
      {error && <ProblemNotice error={error} retry={again} />}
      {!error && !data && <Skeleton lines={12} />}
      {data && (
        <>
          {data.kpis === 0
            ? <Empty title={t("No KPI yet")}><p>{t("The scorecard shows how all KPIs stand together, seen from each perspective.")}</p><p><a href={linkTo("/goals")}>{t("Add a KPI")}</a></p></Empty>
            : <Whole shown={data} />}
          {data.perspectives.map((scored) => <PerspectivePanel key={scored.id} scored={scored} all={data.perspectives} mayEdit={mayEdit} onChange={again} />)}
          {mayEdit && (
            <section>
              {!adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Add a perspective")}</button>}
              {adding && <NewPerspective onDone={() => { setAdding(false); again(); }} onCancel={() => setAdding(false)} />}
            </section>
          )}
          {audit.data && (
            <section>
              <h2>{t("Is it balanced?")}</h2>
              <Findings audit={audit.data} />
              <p class="quiet"><Own>{t("More than {one} KPIs in a perspective, or {all} in all, are too many to watch.",
                { one: plainNumber(audit.data.limits.perspective), all: plainNumber(audit.data.limits.scorecard) })}</Own></p>
            </section>
          )}
        </>
      )}
    </>
  );
}
