// What changes in the store, heard as it happens (GET /api/v1/events), so that an open page need not be loaded anew.
//
// A hidden page listens no more: it asks once when it is looked at again, and hears what it has missed by the
// generation it is told first.

type Listener = () => void;

/** An import that runs. `progress`: its share done, null where that is not known. */
export interface RunningImport {
  id: string;
  state: "running" | "waiting";
  progress: number | null;
  rows: number;
}

const FIRST_DELAY = 1000, LAST_DELAY = 60_000, HIDDEN_FOR = 20_000, GAP = 1500;

const changeListeners = new Set<Listener>();
const talkListeners = new Set<Listener>();
const importListeners = new Set<(imports: RunningImport[]) => void>();
let source: EventSource | null = null;
let wanted = false;
let generation: string | null = null;
let delay = FIRST_DELAY;
let again = 0, hiding = 0, telling = 0, told = 0;

/** Calls `listener` soon after facts or settings have changed. Gives back what ends that. */
export function onChange(listener: Listener): Listener {
  changeListeners.add(listener);
  return () => { changeListeners.delete(listener); };
}

/** Calls `listener` soon after something was said, shared or read. Gives back what ends that. */
export function onTalk(listener: Listener): Listener {
  talkListeners.add(listener);
  return () => { talkListeners.delete(listener); };
}

/** Calls `listener` twice a second while imports run, and once with none when the last has ended. */
export function onImports(listener: (imports: RunningImport[]) => void): Listener {
  importListeners.add(listener);
  return () => { importListeners.delete(listener); };
}

/** Many changes in a row are told as one, and pages that hear them at the same moment do not all ask at once. */
function tell(): void {
  if (telling) return;
  telling = window.setTimeout(() => {
    telling = 0;
    told = Date.now();
    for (const listener of [...changeListeners]) listener();
  }, Math.max(100 + Math.random() * 200, told + GAP - Date.now()));
}

let talking = 0;
/** Pages that hear it at the same moment do not all ask at once. */
function tellTalk(): void {
  if (talking) return;
  talking = window.setTimeout(() => {
    talking = 0;
    for (const listener of [...talkListeners]) listener();
  }, 100 + Math.random() * 400);
}

function onFacts(event: MessageEvent<string>): void {
  const now = (JSON.parse(event.data) as { generation: string }).generation;
  if (generation !== null && generation !== now) tell();
  generation = now;
  delay = FIRST_DELAY;
}

function close(): void {
  window.clearTimeout(again);
  source?.close();
  source = null;
}

/** The browser's own way of coming again would ask every few seconds for ever. */
function onError(): void {
  close();
  again = window.setTimeout(open, delay * (0.75 + Math.random() / 2));
  delay = Math.min(delay * 2, LAST_DELAY);
}

function open(): void {
  if (source || !wanted || document.hidden) return;
  window.clearTimeout(again);
  source = new EventSource("/api/v1/events");
  source.addEventListener("facts", onFacts);
  source.addEventListener("talk", tellTalk);
  source.addEventListener("import", (event: MessageEvent<string>) => {
    const { imports } = JSON.parse(event.data) as { imports: RunningImport[] };
    for (const listener of [...importListeners]) listener(imports);
  });
  source.onerror = onError;
}

function onVisibility(): void {
  window.clearTimeout(hiding);
  if (document.hidden) {
    hiding = window.setTimeout(close, HIDDEN_FOR);
  } else {
    delay = FIRST_DELAY;
    open();
  }
}

/** Once somebody has signed in: the stream is theirs. */
export function startLive(): void {
  if (wanted) return;
  wanted = true;
  document.addEventListener("visibilitychange", onVisibility);
  open();
}

/** At sign-out. */
export function stopLive(): void {
  wanted = false;
  generation = null;
  document.removeEventListener("visibilitychange", onVisibility);
  window.clearTimeout(hiding);
  close();
}
