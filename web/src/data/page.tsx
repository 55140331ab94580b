// Data: a file from choosing it to its numbers; the imports there were; how fresh each source is.
import "../style/metric.css";
import "../style/data.css";
import { useRef, useState } from "preact/hooks";
import { useAddress } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { t } from "../base/messages";
import type { Kind } from "../base/types";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { ImportFlow } from "./flow";
import { PastImports } from "./past";
import { Sources } from "./sources";
import { useUndo } from "./undo";

export function DataPage() {
  useTitle(t("Data"));
  const { query } = useAddress();
  const kinds = useAnswer<{ kinds: Kind[] }>("/kinds");
  const [fresh, setFresh] = useState(0);
  const [undone, setUndone] = useState(0);
  const file = useRef<File | null>(null);
  const changed = () => { forgetAnswers(); setFresh((n) => n + 1); };
  const { undoing, notice } = useUndo(() => { changed(); setUndone((n) => n + 1); });
  const list = kinds.data?.kinds ?? [];
  const kind = list.find((other) => other.name === (query.get("kind") ?? "ticket")) ?? list[0];
  return (
    <div class="page data">
      <h1>{t("Data")}</h1>
      <p class="sentence">{t("Choose what the file holds and the file; then check its columns and import it. Nothing is stored before you say so, and the same file twice changes nothing.")}</p>
      {kinds.error && <ProblemNotice error={kinds.error} />}
      {!kinds.data && !kinds.error && <Skeleton lines={6} />}
      {kind && <ImportFlow kind={kind} kinds={list} kept={file} undone={undone} onImported={changed} onUndo={undoing.ask} />}
      {notice}
      {kinds.data && <Sources fresh={fresh} />}
      {kinds.data && <PastImports kinds={list} fresh={fresh} undoing={undoing} />}
    </div>
  );
}
