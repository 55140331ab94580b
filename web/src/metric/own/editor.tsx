// A metric of the organization's own: put together by choosing or written as text, with what it comes to beside it.
import "../../style/metric.css";
import "../../style/own-metric.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, linkTo, useAddress } from "../../base/address";
import { ApiError, request, send, useAnswer } from "../../base/api";
import { t } from "../../base/messages";
import type { Kind, Metric } from "../../base/types";
import { idFrom } from "../../goals/words";
import { asError, FormField, TextField } from "../../settings/form";
import { notify } from "../../shell/notices";
import { Segments } from "../../view/choice";
import { ProblemNotice, problemText, Skeleton } from "../../view/states";
import { useTitle } from "../../view/title";
import { path } from "../question";
import { emptyBuild, lineOf, read, write, type Build } from "./build";
import { Builder, type Problems } from "./builder";
import { PreviewPanel, useTrial } from "./preview";

type Mode = "builder" | "text";

/** Of a title without Latin letters: the same as long as the page is open. */
const nameless = idFrom("", "metric");
const idOf = (title: string) => idFrom(title, "").replace(/^-.*/, nameless).replace(/-/g, "_").replace(/^(?![a-z])/, "m_");
const nameOf = (build: Build): Build => ({ ...build, id: build.id || idOf(build.title) });
/** What is tried while there are no names yet. */
const unnamed = (build: Build): Build => ({ ...nameOf(build), title: build.title || t("Without a title"), help: build.help || t("Without a title") });

const sentence = (error: ApiError) => [problemText(error), error.problem.hint].filter(Boolean).join(": ");

function TextEditor({ text, error, onChange }: { text: string; error: ApiError | null; onChange: (text: string) => void }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const line = error ? lineOf(error.problem.where) : 0;
  const lines = text.split("\n");
  const show = () => {
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    box.current?.focus();
    box.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div class="definition-text">
      <FormField label={t("Definition")} problem={error ? sentence(error) : undefined}
        help={t("A header of lines “-- key: value”, then one SELECT of the components by day and slices. Facts are read through their kind in braces.")}>
        {(attributes) => <textarea {...attributes} ref={box} class="code" dir="ltr" lang="en" spellcheck={false} autocapitalize="off" rows={Math.max(18, lines.length + 1)}
          value={text} onInput={(event) => onChange(event.currentTarget.value)} />}
      </FormField>
      {line > 0 && line <= lines.length && (
        <p class="wrong-line"><button type="button" class="link-button" onClick={show}>{t("Line {line}", { line })}</button> <code dir="ltr">{lines[line - 1]}</code></p>
      )}
    </div>
  );
}

/** Somebody else's change meanwhile: theirs is shown, and one's own can be made to it. */
function Conflict({ id, onTake }: { id: string; onTake: (theirs: Metric) => void }) {
  const theirs = useAnswer<Metric>(path(id, "")).data;
  if (!theirs) return <Skeleton lines={4} />;
  return (
    <section class="panel" aria-labelledby="conflict-title">
      <div class="panel-head"><h2 id="conflict-title">{t("What is stored now")}</h2></div>
      <pre dir="ltr" tabIndex={0}><code>{theirs.definition}</code></pre>
      <button type="button" class="button" onClick={() => onTake(theirs)}>{t("Replace it with mine")}</button>
    </section>
  );
}

interface EditorProps {
  kinds: Kind[];
  /** Of a metric that is changed; "" of a new one. */
  id: string;
  start: string | null;
  revision: number;
}

function Editor({ kinds, id, start, revision }: EditorProps) {
  const [build, setBuild] = useState<Build | null>(() => (start === null ? emptyBuild() : read(start, kinds)));
  const [mode, setMode] = useState<Mode>(build ? "builder" : "text");
  const [written, setWritten] = useState(start ?? "");
  const [reason, setReason] = useState("");
  const [based, setBased] = useState(revision);
  const [refused, setRefused] = useState<{ error: ApiError; of: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const built = mode === "builder" && build ? write(nameOf(build), kinds) : null;
  const text = built?.text ?? written;
  const trial = useTrial(mode === "builder" && build ? write(unnamed(build), kinds).text : written.trim() ? written : null);
  const error = refused?.of === text ? refused.error : trial.busy ? null : trial.error;
  const field = built && error ? built.fields[lineOf(error.problem.where)] ?? "" : "";
  const problems: Problems = field && error ? { [field]: sentence(error) } : {};
  const conflict = refused?.error.problem.status === 409 && id !== "";
  const placed = mode === "text" ? lineOf(error?.problem.where) > 0 : Boolean(field);

  const choose = (next: Mode) => {
    if (next === "text") setWritten(built?.text ?? written);
    else setBuild(read(written, kinds));
    setMode(next);
  };
  const save = async () => {
    setBusy(true);
    setRefused(null);
    try {
      const body = { definition: text, ...(reason && { reason }) };
      const metric = id ? await send<Metric>("PATCH", path(id, ""), { ...body, revision: based }) : await send<Metric>("POST", "/metrics", body);
      notify(id ? t("Changed.") : t("Added."));
      go(linkTo(`/metric/${metric.id}`));
    } catch (problem) {
      setRefused({ error: asError(problem), of: text });
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".own-metric [aria-invalid=true]")?.focus());
    }
    setBusy(false);
  };
  const choosable = mode === "builder" || read(written, kinds) !== null;
  return (
    <div class="own-metric">
      <form class="form" onSubmit={(event) => { event.preventDefault(); if (!busy) void save(); }}>
        {choosable
          ? <Segments<Mode> label={t("How it is defined")} hideLabel={false} value={mode} onChoose={choose} options={[{ value: "builder", title: t("By choosing") }, { value: "text", title: t("As text") }]} />
          : <p class="help">{t("This definition says more than can be chosen: it is changed as text.")}</p>}
        {mode === "builder" && build
          ? <Builder build={build} kinds={kinds} problems={problems} fixed={id !== ""} onChange={setBuild} />
          : <TextEditor text={written} error={error} onChange={setWritten} />}
        {(id !== "" || mode === "text") && <TextField label={t("Why (kept in its history)")} value={reason} onChange={setReason} />}
        {refused && refused.of === text && !placed && <ProblemNotice error={refused.error} />}
        {conflict && <Conflict id={id} onTake={(theirs) => { setBased(theirs.revision ?? based); setRefused(null); }} />}
        <div class="actions">
          <button type="submit" class="button primary" disabled={busy || (mode === "builder" && !build?.title)}>{id ? t("Save") : t("Add the metric")}</button>
          <a class="button" href={linkTo(id ? `/metric/${id}` : "/metric")}>{t("Cancel")}</a>
          <span role="status" class="quiet">{busy ? t("One moment …") : ""}</span>
        </div>
      </form>
      <PreviewPanel trial={trial} placed={placed} />
    </div>
  );
}

/** A copy of a shipped metric to go on from: under another name. */
function copyOf(metric: Metric): string {
  return metric.definition.split("\n").filter((line) => !line.startsWith("-- aliases:")).join("\n").replace(/^-- id: .*/m, `-- id: ${metric.id}_own`);
}

export function MetricEditor({ id }: { id?: string }) {
  const from = useAddress().query.get("from");
  const kinds = useAnswer<{ kinds: Kind[] }>("/kinds");
  const [metric, setMetric] = useState<Metric | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const title = id ? t("Change a metric") : t("New metric");
  useTitle(title);
  const wanted = id ?? from;
  useEffect(() => {
    // Once: what others change meanwhile must not come into what is being written.
    if (wanted) request<Metric>(path(wanted, "")).then(setMetric, (problem: unknown) => setError(asError(problem)));
  }, [wanted]);
  const ready = kinds.data && (!wanted || metric);
  return (
    <div class="page metric">
      <h1>{title}{id && metric && <>: <bdi>{metric.title}</bdi></>}</h1>
      {(error ?? kinds.error) && <ProblemNotice error={(error ?? kinds.error) as ApiError} />}
      {!ready && !error && <Skeleton lines={10} tall />}
      {ready && <Editor kinds={kinds.data?.kinds ?? []} id={id ?? ""} start={metric ? (id ? metric.definition : copyOf(metric)) : null} revision={metric?.revision ?? 0} />}
    </div>
  );
}
