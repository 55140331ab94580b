// From a file to its import: what it holds, its columns with a live look at the result, the import with its progress.
import { useEffect, useRef, useState } from "preact/hooks";
import { choose } from "../base/address";
import { ApiError } from "../base/api";
import { formatValue, listText, plainNumber } from "../base/format";
import { t } from "../base/messages";
import type { Kind } from "../base/types";
import { Select } from "../view/choice";
import { FileField } from "../view/file-field";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { Columns } from "./columns";
import { layouts } from "./layouts";
import { missingFields, sent } from "./mapping";
import { OutcomePanel } from "./outcome";
import { cancelQuery, importUpload, look, type Progress } from "./send";
import { PreviewRejects, StoredRows, TroubleNotice } from "./stored";
import type { Mapping, Outcome, Preview } from "./types";
import { Constants, WholeFile } from "./wide";

const PAUSE = 350; // milliseconds without a change before the file is looked at again

interface Props {
  kind: Kind;
  kinds: Kind[];
  /** The file outlives a change of the kind. */
  kept: { current: File | null };
  /** Grows when an import was taken back: what is shown of it is no longer so. */
  undone: number;
  onImported: () => void;
  onUndo: (batch: number) => void;
}

function asError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError({ title: "", detail: String(error), code: "internal", status: 0 });
}

/** What the server says of the file as it is mapped now; asked again a moment after each change. */
function usePreview(kind: string, layout: string, file: File | null, mapping: Mapping | null) {
  const [seen, setSeen] = useState<{ file: File; kind: string; layout: string; preview: Preview } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [looking, setLooking] = useState(false);
  const upload = useRef<{ file: File; id: string; columns: string[] } | null>(null);
  const text = mapping && sent(mapping, upload.current?.file === file ? upload.current?.columns ?? [] : []);
  useEffect(() => {
    if (!file) return undefined;
    const abort = new AbortController();
    const known = upload.current?.file === file ? upload.current.id : null;
    const timer = setTimeout(() => {
      look(file, known, { kind, layout, mapping: text }, abort.signal).then((answer) => {
        upload.current = { file, id: answer.upload, columns: answer.columns.map((column) => column.name) };
        setSeen({ file, kind, layout, preview: answer });
        setError(null);
        setLooking(false);
      }, (problem: unknown) => {
        if (abort.signal.aborted) return;
        setError(asError(problem));
        setLooking(false);
      });
    }, known ? PAUSE : 0);
    setLooking(true);
    setError(null);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [kind, layout, file, text]);
  // What was seen of another file, or as another kind, is not shown for this one.
  const preview = seen && seen.file === file && seen.kind === kind && seen.layout === layout ? seen.preview : null;
  return { preview, error, looking, mapping: text };
}

export function ImportFlow({ kind, kinds, kept, undone, onImported, onUndo }: Props) {
  const [file, setFile] = useState<File | null>(kept.current);
  const [layout, setLayout] = useState("");
  const [edited, setEdited] = useState<{ kind: string; mapping: Mapping } | null>(null);
  const [outcome, setOutcome] = useState<{ result: Outcome; dry: boolean } | null>(null);
  const own = edited?.kind === kind.name ? edited.mapping : null;
  const known = layouts[kind.name] ?? [];
  const chosen = known.some(([name]) => name === layout) ? layout : "";
  const { preview, error, looking, mapping } = usePreview(kind.name, chosen, file, own);
  useEffect(() => setOutcome(null), [undone]);
  // A file says by its columns what it holds, until the reader says it.
  const likely = preview && !chosen && !own ? kinds.find(({ name }) => name === preview.likely_kind && name !== kind.name) : undefined;
  const [taken, setTaken] = useState<{ file: File; kind: string } | null>(null);
  useEffect(() => {
    if (!likely || !file || new URLSearchParams(location.search).has("kind")) return;
    setTaken({ file, kind: likely.name });
    choose({ kind: likely.name }, "replace");
  }, [likely, file]);

  const take = (picked: File) => {
    kept.current = picked;
    setFile(picked);
    setEdited(null);
    setOutcome(null);
  };
  const imported = (result: Outcome, dry: boolean) => {
    setOutcome({ result, dry });
    if (!dry) onImported();
  };
  return (
    <>
      <section class="panel form" aria-labelledby="import-title">
        <h2 id="import-title">{t("Import a file")}</h2>
        <div class="choices">
          <Select label={t("What the file holds")} value={kind.name} options={kinds.map((other) => ({ value: other.name, title: other.title }))}
            onChoose={(name) => { setOutcome(null); choose({ kind: name }, "replace"); }} />
          {known.length > 0 && (
            <Select label={t("Layout")} value={chosen}
              options={[{ value: "", title: t("by the names of its columns") }, ...known.map(([value, title]) => ({ value, title: t("export of {product}", { product: title }) }))]}
              onChoose={(value) => { setLayout(value); setEdited(null); setOutcome(null); }} />
          )}
          <FileField label={t("File")} accept=".csv,.tsv,.txt,.gz,.xlsx,.ndjson,.jsonl,.json,.parquet" name={file?.name} onPick={take}
            help={t("CSV, Excel (XLSX), JSON, NDJSON or Parquet; may be packed with gzip. It can also be dropped here.")} />
        </div>
        <p class="help"><bdi>{kind.help}</bdi></p>
        {taken && taken.file === file && taken.kind === kind.name && <p class="help" role="status">{t("Taken for this by the names of its columns: {kind}.", { kind: kind.title })}</p>}
        {likely && new URLSearchParams(location.search).has("kind") && (
          <p>{t("By the names of its columns this file holds something else: {kind}.", { kind: likely.title })}{" "}
            <button type="button" class="link-button" onClick={() => { setOutcome(null); choose({ kind: likely.name }, "replace"); }}>{t("Take it for that")}</button></p>
        )}
        {file && !preview && !error && <Skeleton lines={5} />}
        {error && <ProblemNotice error={error} />}
        {preview && file && (
          <Mapped kind={kind} preview={preview} mapping={own ?? preview.mapping} looking={looking} onChange={(next) => { setEdited({ kind: kind.name, mapping: next }); setOutcome(null); }} />
        )}
        {preview && file && (
          <ImportButtons key={preview.upload} file={file} upload={preview.upload} rows={preview.rows} wanted={{ kind: kind.name, layout: chosen, mapping }}
            ready={!preview.problem && !looking && !error} onDone={imported} />
        )}
      </section>
      {outcome && <OutcomePanel kind={kind} outcome={outcome.result} dry={outcome.dry} onUndo={onUndo} onMended={(result) => imported(result, false)} />}
    </>
  );
}

interface MappedProps {
  kind: Kind;
  preview: Preview;
  mapping: Mapping;
  looking: boolean;
  onChange: (mapping: Mapping) => void;
}

function Mapped({ kind, preview, mapping, looking, onChange }: MappedProps) {
  const missing = missingFields(kind, mapping);
  return (
    <>
      <h3>{t("Columns")}</h3>
      <Columns kind={kind} preview={preview} mapping={mapping} onChange={onChange} />
      {missing.length > 0 && (
        <p class="missing">{t("No column fills: {fields}. Where the field has no usual value, the rows will be refused.", { fields: listText(missing) })}</p>
      )}
      <Constants kind={kind} mapping={mapping} onChange={onChange} />
      <WholeFile kind={kind} mapping={mapping} onChange={onChange} />
      <p class="hidden-text" role="status">{looking ? "" : preview.problem?.detail ?? t("{rejected} of the first {count} rows would be refused", { rejected: preview.rejected_count, count: preview.looked_at })}</p>
      <div class="live" aria-busy={looking}>
        {preview.problem && <TroubleNotice trouble={preview.problem} />}
        {!preview.problem && <StoredRows preview={preview} />}
        <PreviewRejects kind={kind} preview={preview} />
      </div>
    </>
  );
}

interface ButtonsProps {
  file: File;
  upload: string;
  rows: number | null;
  wanted: { kind: string; layout: string; mapping: string | null };
  ready: boolean;
  onDone: (outcome: Outcome, dry: boolean) => void;
}

function ImportButtons({ file, upload, rows, wanted, ready, onDone }: ButtonsProps) {
  const [work, setWork] = useState<{ id: string; dry: boolean; progress: Progress | null } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const start = async (dry: boolean) => {
    const id = `import-${Math.random().toString(36).slice(2, 12)}`;
    setWork({ id, dry, progress: null });
    setError(null);
    try {
      onDone(await importUpload(id, file, upload, wanted, dry, (progress) => setWork((now) => now && { ...now, progress })), dry);
    } catch (problem) {
      setError(asError(problem));
    }
    setWork(null);
  };
  if (work) return <Working work={work} />;
  return (
    <>
      <div class="actions">
        <button type="button" class="button primary" disabled={!ready} onClick={() => void start(false)}>
          {t("Import")}
        </button>
        <button type="button" class="button" disabled={!ready} onClick={() => void start(true)}>{t("Check only")}</button>
        {rows !== null && <span class="quiet">{t("Rows in the file: {count}", { count: rows })}</span>}
      </div>
      {error && <ProblemNotice error={error} />}
    </>
  );
}

/** How many rows, how fast, and about how long it still takes: once enough was done to tell. */
function Pace({ progress, since }: { progress: Progress; since: number }) {
  const seconds = (performance.now() - since) / 1000, { share, rows } = progress;
  const told = seconds >= 1 && share !== null && share > 0.02 && share < 1;
  return (
    <>
      <Own>{t("{rows} rows", { rows: plainNumber(rows) })}</Own>
      {seconds >= 1 && <> · <Own>{t("{rows} a second", { rows: plainNumber(rows / seconds, 0) })}</Own></>}
      {told && <> · <Own>{t("about {time} left", { time: formatValue(Math.max(1, (seconds * (1 - share)) / share), { unit: "seconds" }) })}</Own></>}
    </>
  );
}

function Working({ work }: { work: { id: string; dry: boolean; progress: Progress | null } }) {
  const [since] = useState(() => performance.now());
  const { progress } = work;
  const label = work.dry ? t("Checking; a large file takes a while.") : t("Importing; a large file takes a while.");
  return (
    <div class="working" role="status">
      <p>{progress?.waiting ? t("Another import is running; this one waits for it.") : label}</p>
      <progress aria-label={label} max={1} value={progress?.share ?? undefined} />
      <div class="actions">
        <button type="button" class="button" onClick={() => void cancelQuery(work.id)}>{t("Cancel")}</button>
        {progress && progress.rows > 0 && <span class="quiet" aria-live="off"><Pace progress={progress} since={since} /></span>}
      </div>
    </div>
  );
}
