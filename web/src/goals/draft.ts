// What was begun in a form and not sent yet, kept on this device until it is sent or thrown away.
import { useEffect, useState } from "preact/hooks";

function read<T extends object>(key: string): Partial<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Partial<T> | null;
  } catch {
    return null; // storage forbidden or its content foreign
  }
}

function write(key: string, value: object | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Not kept then; the form goes on with it.
  }
}

export interface Draft<T> {
  value: T;
  change: (change: Partial<T>) => void;
  /** It holds what was written at an earlier visit. */
  resumed: boolean;
  /** Forgets what was kept, and begins anew. */
  forget: () => void;
}

/** A form's values under a name of their own; `account` keeps those of several people on one device apart. */
export function useDraft<T extends object>(name: string, account: number | undefined, initial: T): Draft<T> {
  const key = `mizan.draft.${account ?? 0}.${name}`;
  const [kept] = useState(() => read<T>(key));
  const [value, setValue] = useState<T>({ ...initial, ...kept });
  const [touched, touch] = useState(false);
  const [resumed, setResumed] = useState(kept !== null);
  useEffect(() => { if (touched) write(key, value); }, [value, touched]);
  return {
    value, resumed,
    change: (change) => { touch(true); setValue((before) => ({ ...before, ...change })); },
    forget: () => { touch(false); write(key, null); setResumed(false); setValue(initial); },
  };
}
