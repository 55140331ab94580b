// An objective proposed for a KPI that falls short: a draft that is looked through, changed and then set.
import { useState } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { useAnswer } from "../base/api";
import { ownNumbers } from "../base/format";
import { t } from "../base/messages";
import { TextField } from "../settings/form";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { ObjectiveForm } from "./objective-form";

interface ProposedResult {
  title: string;
  kind: string;
  kpi: string | null;
  metric: string | null;
  variant: string | null;
  parameters: string[];
  filters: string[];
  start: number;
  target: number;
  evidence: string;
}

interface Proposal {
  objective: { id: string; title: string; why: string; owner: string | null; from: string; to: string };
  unit: string;
  key_results: ProposedResult[];
}

interface Line {
  taken: boolean;
  title: string;
  start: string;
  target: string;
}

function bodyOf(result: ProposedResult, line: Line): object {
  const { kind, kpi, metric, variant, parameters, filters } = result;
  return {
    title: line.title, kind, start: Number(line.start), target: Number(line.target),
    ...(kpi ? { kpi } : { metric, variant, parameters, filters }),
  };
}

function DraftLine({ result, line, onChange }: { result: ProposedResult; line: Line; onChange: (line: Line) => void }) {
  return (
    <li class="draft-line">
      <label class="check"><input type="checkbox" checked={line.taken} onChange={(event) => onChange({ ...line, taken: event.currentTarget.checked })} />
        <span><bdi>{ownNumbers(result.title)}</bdi></span></label>
      <p class="quiet"><bdi>{ownNumbers(result.evidence)}</bdi></p>
      {line.taken && (
        <div class="draft-fields">
          <TextField label={t("What shows that it is reached")} value={line.title} onChange={(title) => onChange({ ...line, title })} />
          <TextField type="number" label={t("Start")} value={line.start} onChange={(start) => onChange({ ...line, start })} latin />
          <TextField type="number" label={t("Target")} value={line.target} onChange={(target) => onChange({ ...line, target })} latin />
        </div>
      )}
    </li>
  );
}

function DraftForm({ proposal }: { proposal: Proposal }) {
  const { objective, key_results: results } = proposal;
  const [lines, setLines] = useState<Line[]>(() => results.map(({ title, start, target }) => ({ taken: true, title: ownNumbers(title), start: String(start), target: String(target) })));
  const chosen = results.flatMap((result, i) => { const line = lines[i]; return line?.taken ? [bodyOf(result, line)] : []; });
  return (
    <section>
      <h2>{t("Key results, drawn from what is behind it")}</h2>
      <ul class="draft">
        {results.map((result, i) => {
          const line = lines[i];
          return line && <DraftLine key={result.title} result={result} line={line} onChange={(changed) => setLines(lines.map((other, at) => (at === i ? changed : other)))} />;
        })}
      </ul>
      <ObjectiveForm draft={{ title: ownNumbers(objective.title), id: objective.id, why: ownNumbers(objective.why), owner: objective.owner, span: { period: "own", from: objective.from, to: objective.to }, key_results: chosen }}
        onDone={(id) => go(linkTo(`/goals/objective/${id}`))} />
    </section>
  );
}

export function ProposePage({ kpi }: { kpi: string }) {
  const { data, error } = useAnswer<Proposal>(`/kpis/${encodeURIComponent(kpi)}/proposal`);
  useTitle(t("A proposed objective"));
  return (
    <>
      <h1>{t("A proposed objective")}</h1>
      <p><a href={linkTo(`/goals/kpi/${kpi}`)}>{t("Back to the KPI")}</a></p>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <p>{t("Nothing is saved yet: look it through, change what does not fit, then set it.")}</p>}
      {data && <DraftForm proposal={data} />}
    </>
  );
}
