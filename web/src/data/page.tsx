// Data: choose a kind and a file, see its columns, check, import, see what happened.
import "../style/metric.css";
import "../style/data.css";
import { useId, useState } from "preact/hooks";
import { choose, useAddress } from "../base/address";
import { ApiError, forgetAnswers, request, useAnswer } from "../base/api";
import { listText } from "../base/format";
import { t } from "../base/messages";
import type { Kind } from "../base/types";
import { Select } from "../view/choice";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Columns, missingFields } from "./columns";
import { OutcomePanel } from "./outcome";
import { PastImports } from "./past";
import { canRename, lookAt, renameColumns } from "./rename";
import type { Outcome, Preview } from "./types";

// The mappings that come with the program (maps/), by the kind they fill; "" reads by the names of the columns.
const layouts: Record<string, [name: string, title: string][]> = {
  ticket: [["zendesk", "Zendesk"], ["freshdesk", "Freshdesk"], ["intercom", "Intercom"]],
  subscription: [["stripe", "Stripe"], ["chargebee", "Chargebee"]],
  order: [["shopify", "Shopify"]],
  spend: [["google_ads", "Google Ads"]],
  answer: [["surveymonkey", "SurveyMonkey"], ["typeform", "Typeform"]],
};

type Work = "preview" | "check" | "import" | null;

export function DataPage() {
  useTitle(t("Data"));
  const { query } = useAddress();
  const kinds = useAnswer<{ kinds: Kind[] }>("/kinds");
  const [fresh, setFresh] = useState(0);
  const list = kinds.data?.kinds ?? [];
  const kind = list.find((other) => other.name === (query.get("kind") ?? "ticket")) ?? list[0];
  return (
    <div class="page data">
      <h1>{t("Data")}</h1>
      <p class="sentence">{t("Choose what the file holds and the file; then check its columns and import it. Nothing is stored before you say so, and the same file twice changes nothing.")}</p>
      {kinds.error && <ProblemNotice error={kinds.error} />}
      {!kinds.data && !kinds.error && <Skeleton lines={6} />}
      {kind && <ImportForm key={kind.name} kind={kind} kinds={list} onImported={() => { forgetAnswers(); setFresh((n) => n + 1); }} />}
      {kinds.data && <PastImports kinds={list} fresh={fresh} />}
    </div>
  );
}

function asError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError({ title: "", detail: String(error), code: "internal", status: 0 });
}

function ImportForm({ kind, kinds, onImported }: { kind: Kind; kinds: Kind[]; onImported: () => void }) {
  const fileId = useId();
  const [layout, setLayout] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [fields, setFields] = useState<(string | null)[]>([]);
  const [outcome, setOutcome] = useState<{ result: Outcome; dry: boolean } | null>(null);
  const [work, setWork] = useState<Work>(null);
  const [error, setError] = useState<ApiError | null>(null);

  const run = async (what: Exclude<Work, null>, action: () => Promise<void>) => {
    setWork(what);
    setError(null);
    setOutcome(null);
    try {
      await action();
    } catch (problem) {
      setError(asError(problem));
    }
    setWork(null);
  };
  const look = (chosen: File) => run("preview", async () => {
    setFile(chosen);
    setPreview(null);
    const question = new URLSearchParams({ kind: kind.name, name: chosen.name });
    let seen: Preview;
    try {
      seen = await request<Preview>(`/imports/preview?${question}`, { method: "POST", body: chosen, headers: { "Content-Type": "application/octet-stream" } });
    } catch (problem) {
      if (!(problem instanceof ApiError) || ![404, 405].includes(problem.problem.status)) throw problem;
      // A server without previews: the page looks for itself.
      seen = (await lookAt(chosen)) ?? { format: "", encoding: null, delimiter: null, columns: [], rows: [], unguessed: true };
    }
    setPreview(seen);
    setFields(seen.columns.map((column) => column.field));
  });
  const renamed = preview !== null && layout === "" && preview.columns.some((column, i) => column.field !== fields[i]);
  const send = (dry: boolean) => run(dry ? "check" : "import", async () => {
    if (!file || !preview) return;
    const body = renamed
      ? await renameColumns(file, preview, preview.columns.map((column, i) => fields[i] ?? (column.field ? `not imported ${i + 1}` : column.name)))
      : file;
    const question = new URLSearchParams({ kind: kind.name, name: file.name, dry_run: String(dry) });
    if (layout) question.set("map", layout);
    const result = await request<Outcome>(`/imports?${question}`, { method: "POST", body, headers: { "Content-Type": "application/octet-stream" } });
    setOutcome({ result, dry });
    if (!dry) onImported();
  });

  const missing = preview && !preview.unguessed && layout === "" ? missingFields(kind, fields) : [];
  const editable = preview !== null && layout === "" && canRename(preview);
  const options = layouts[kind.name] ?? [];
  return (
    <>
      <section class="panel form">
        <Select label={t("What the file holds")} value={kind.name} options={kinds.map((other) => ({ value: other.name, title: other.title }))}
          onChoose={(name) => choose({ kind: name }, "replace")} />
        <p class="help"><bdi>{kind.help}</bdi></p>
        {options.length > 0 && (
          <Select label={t("Layout")} value={layout}
            options={[{ value: "", title: t("by the names of its columns") }, ...options.map(([value, title]) => ({ value, title: t("export of {product}", { product: title }) }))]}
            onChoose={(value) => { setLayout(value); setOutcome(null); }} />
        )}
        <div class="field">
          <label for={fileId}>{t("File")}</label>
          <input id={fileId} type="file" class="file" accept=".csv,.tsv,.txt,.gz,.xlsx,.ndjson,.jsonl,.json,.parquet"
            onChange={(event) => { const chosen = event.currentTarget.files?.[0]; if (chosen) void look(chosen); }} />
          <p class="help">{t("CSV, Excel (XLSX), NDJSON or Parquet; may be packed with gzip.")}</p>
        </div>
        {work === "preview" && <Skeleton lines={5} />}
        {preview && (
          <>
            {preview.columns.length > 0 && (
              <>
                <h2>{t("Columns")}</h2>
                <Columns kind={kind} preview={preview} fields={fields} editable={editable} onChange={setFields} />
              </>
            )}
            {layout !== "" && <p class="help">{t("The layout says how the columns are read.")}</p>}
            {layout === "" && !editable && <p class="help">{t("The columns of such a file are read by their names; a mapping file for the command line can say otherwise.")}</p>}
            {missing.length > 0 && (
              <p class="missing">{t("No column fills: {fields}. Where the field has no usual value, the rows will be refused.", { fields: listText(missing) })}</p>
            )}
            <div class="actions">
              <button type="button" class="button primary" disabled={work !== null} onClick={() => void send(false)}>{t("Import")}</button>
              <button type="button" class="button" disabled={work !== null} onClick={() => void send(true)}>{t("Check only")}</button>
              <span role="status" class="quiet">
                {work === "import" && t("Importing; a large file takes a while.")}
                {work === "check" && t("Checking; a large file takes a while.")}
              </span>
            </div>
          </>
        )}
        {error && <ProblemNotice error={error} />}
      </section>
      {outcome && <OutcomePanel outcome={outcome.result} dry={outcome.dry} />}
    </>
  );
}
