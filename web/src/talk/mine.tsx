// What is tied to the reader's work: their own KPIs and objectives, those of their team, what was shared with them and
// where they were mentioned.
import { useState } from "preact/hooks";
import { useAnswer } from "../base/api";
import { listText } from "../base/format";
import { N_, t } from "../base/messages";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { targetText, valueText } from "../goals/kpi-table";
import { GoalMark, ProgressBar } from "../goals/marks";
import { subjectPage } from "./subject";
import type { OwnSubject, Tie } from "./types";

const ties: Record<Tie, string> = {
  owner: N_("yours"), team: N_("your team's"), shared: N_("shared with your team"), everyone: N_("shared with everyone"), mentioned: N_("you were mentioned"),
};

function Row({ subject }: { subject: OwnSubject }) {
  const { kpi, objective } = subject;
  return (
    <li class="own-subject">
      <div class="key-result-head">
        <a href={subjectPage(subject)}><bdi>{subject.title}</bdi></a>
        {kpi && <GoalMark status={kpi.status} certain={kpi.now?.certain ?? true} />}
        {objective && <GoalMark status={objective.status} />}
      </div>
      {kpi && <p><Own>{t("{value}, target {target}", { value: valueText(kpi, kpi.now), target: targetText(kpi, kpi.now) })}</Own>
        {kpi.now && <span class="quiet"> <Own>{kpi.now.value.label}</Own></span>}</p>}
      {objective && <ProgressBar share={objective.score} expected={objective.expected} label={objective.title} />}
      <p class="quiet">{listText(subject.ties.map((tie) => t(ties[tie])))}</p>
    </li>
  );
}

function Group({ title, subjects }: { title: string; subjects: OwnSubject[] }) {
  if (subjects.length === 0) return null;
  return <section><h2>{title}</h2><ul class="key-results">{subjects.map((subject) => <Row key={subject.id} subject={subject} />)}</ul></section>;
}

export function MinePage() {
  useTitle(t("Mine"));
  const [fresh, setFresh] = useState(0);
  const { data, error } = useAnswer<{ subjects: OwnSubject[] }>("/mine", fresh);
  const of = (kind: string) => (data?.subjects ?? []).filter((subject) => subject.kind === kind);
  return (
    <>
      <h1>{t("Mine")}</h1>
      {error && <ProblemNotice error={error} retry={() => setFresh((n) => n + 1)} />}
      {!error && !data && <Skeleton lines={8} />}
      {data?.subjects.length === 0 && (
        <Empty title={t("Nothing is tied to your work yet")}>
          <p>{t("Here stand the KPIs and objectives that you or your team own, that were shared with you, and where you were mentioned.")}</p>
        </Empty>
      )}
      <Group title={t("KPIs")} subjects={of("kpi")} />
      <Group title={t("Objectives")} subjects={of("objective")} />
      <Group title={t("Reviews")} subjects={of("review")} />
    </>
  );
}
