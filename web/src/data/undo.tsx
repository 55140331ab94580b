// Taking an import back. Nothing is asked before: a notice stands for a while, in which the import can be kept.
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../base/api";
import { t, tn } from "../base/messages";
import { ProblemNotice } from "../view/states";
import { undoImport } from "./send";
import type { Undone } from "./types";

const WAIT_SECONDS = 8;

export interface Undoing {
  batch: number | null;
  ask: (batch: number) => void;
}

type State = { step: "waits" | "works"; batch: number } | { step: "done"; undone: Undone } | { step: "failed"; error: ApiError } | null;

export function useUndo(onUndone: () => void): { undoing: Undoing; notice: preact.JSX.Element | null } {
  const [state, setState] = useState<State>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);

  const carryOut = async (batch: number) => {
    clearTimeout(timer.current);
    setState({ step: "works", batch });
    try {
      setState({ step: "done", undone: await undoImport(batch) });
      onUndone();
    } catch (error) {
      setState(error instanceof ApiError ? { step: "failed", error } : null);
    }
  };
  const ask = (batch: number) => {
    clearTimeout(timer.current);
    setState({ step: "waits", batch });
    timer.current = setTimeout(() => void carryOut(batch), WAIT_SECONDS * 1000);
  };
  const keep = () => {
    clearTimeout(timer.current);
    setState(null);
  };
  const batch = state && "batch" in state ? state.batch : null;
  return { undoing: { batch, ask }, notice: state && <Notice state={state} onKeep={keep} onNow={carryOut} onClose={() => setState(null)} /> };
}

function Notice({ state, onKeep, onNow, onClose }: { state: NonNullable<State>; onKeep: () => void; onNow: (batch: number) => void; onClose: () => void }) {
  if (state.step === "failed")
    return <div class="undo-notice"><ProblemNotice error={state.error} /><button type="button" class="button" onClick={onClose}>{t("Close")}</button></div>;
  return (
    <div class="undo-notice" role="status">
      {state.step === "waits" && (
        <>
          <p>{t("Import {batch} is taken back in a moment.", { batch: String(state.batch) })}</p>
          <button type="button" class="button primary" onClick={onKeep}>{t("Keep it")}</button>
          <button type="button" class="button" onClick={() => onNow(state.batch)}>{t("Take it back now")}</button>
        </>
      )}
      {state.step === "works" && <p>{t("Taking import {batch} back…", { batch: String(state.batch) })}</p>}
      {state.step === "done" && (
        <>
          <p>
            {t("Import {batch} is undone.", { batch: String(state.undone.batch) })}{" "}
            {tn("{count} row was removed.", "{count} rows were removed.", state.undone.removed)}{" "}
            {state.undone.restored > 0 && tn("{count} row is as it was before.", "{count} rows are as they were before.", state.undone.restored)}{" "}
            {state.undone.confirming.length > 0 && t("Later imports had some rows unchanged ({imports}); if those were of this one, import their files again.", { imports: state.undone.confirming.join(", ") })}
          </p>
          <button type="button" class="button" onClick={onClose}>{t("Close")}</button>
        </>
      )}
    </div>
  );
}
