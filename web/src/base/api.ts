// Requests to /api/v1. Answers are kept: a view shows what it had, marked, while fresh numbers come.
import { useEffect, useRef, useState } from "preact/hooks";
import { onChange } from "./live";
import { language } from "./messages";
import type { Problem } from "./types";

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

async function problemOf(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    return new ApiError({ title: response.statusText, detail: "", code: "", ...body, status: response.status });
  } catch {
    return new ApiError({ title: response.statusText, detail: "", code: "", status: response.status });
  }
}

let whenSignedOut: () => void = () => {};
/** Called when the server says that nobody is signed in, or no longer. */
export function onSignedOut(then: () => void): void {
  whenSignedOut = then;
}

let whenOld: (() => Promise<boolean>) | null = null;
/** Called when the server wants the password again before it does something; true: it has it, and is asked once more. */
export function onReauthenticate(then: () => Promise<boolean>): () => void {
  whenOld = then;
  return () => { if (whenOld === then) whenOld = null; };
}

let whenHalf: () => void = () => {};
/** Called when the server says that a second factor comes first. */
export function onSecondFactor(then: () => void): void {
  whenHalf = then;
}

const early = new Map<string, Promise<Response>>();

/** Asks for what the page will need before it is drawn; the first request for it takes the answer. */
export function askEarly(path: string, language: string): void {
  const answer = fetch(`/api/v1${path}`, { headers: { "Accept-Language": language } });
  answer.catch(() => undefined); // told to who takes it
  early.set(path, answer);
}

function takeEarly(path: string, options: RequestInit): Promise<Response> | undefined {
  const answer = options.method === undefined ? early.get(path) : undefined;
  early.delete(path);
  return answer;
}

export async function request<T>(path: string, options: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await (takeEarly(path, options) ?? fetch(`/api/v1${path}`, {
      ...options,
      headers: { "Accept-Language": language(), ...(options.headers as Record<string, string>) },
    }));
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    throw new ApiError({ title: "", detail: "", code: "unreachable", status: 0 });
  }
  if (response.status === 401 && options.method === undefined) whenSignedOut();
  if (!response.ok) {
    const error = await problemOf(response);
    if (error.problem.code === "second-factor") whenHalf();
    if (error.problem.code === "reauthenticate" && await whenOld?.()) return request<T>(path, options);
    throw error;
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** A request with a JSON body. */
export function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  return request<T>(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
}

const kept = new Map<string, unknown>();
const KEPT_LIMIT = 60;

function keep(key: string, answer: unknown): void {
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > KEPT_LIMIT) kept.delete(kept.keys().next().value as string);
}

export function forgetAnswers(): void {
  kept.clear();
}

export interface Answer<T> {
  data: T | undefined;
  error: ApiError | undefined;
  /** `data` is of an earlier question, or older than the request under way. */
  stale: boolean;
}

/**
 * The answer to a GET. While a new one is on its way the last one stays, `stale`; a path of null asks nothing.
 * `fresh` is a number that asks again when it changes. When the store changes it is asked again too, quietly: what is
 * shown stays until other numbers are there, and where that fails.
 */
export function useAnswer<T>(path: string | null, fresh = 0): Answer<T> {
  const key = path === null ? null : `${language()} ${path}`;
  const [, redraw] = useState(0);
  const [change, setChange] = useState(0);
  const heard = useRef(0);
  useEffect(() => onChange(() => setChange((n) => n + 1)), []);
  const shown = useRef<{ key: string | null; data?: T; error?: ApiError; done: boolean }>({ key: null, done: false });

  if (key !== shown.current.key) {
    const remembered = key === null ? undefined : (kept.get(key) as T | undefined);
    shown.current = { key, data: remembered ?? shown.current.data, done: false };
  }
  useEffect(() => {
    if (path === null || key === null) return undefined;
    const abort = new AbortController();
    const quiet = heard.current !== change && shown.current.done && !shown.current.error;
    const before = quiet ? shown.current : null;
    heard.current = change;
    request<T>(path, { signal: abort.signal }).then(
      (data) => {
        keep(key, data);
        if (before && JSON.stringify(before.data) === JSON.stringify(data)) return;
        shown.current = { key, data, done: true };
        redraw((n) => n + 1);
      },
      (error: unknown) => {
        if (abort.signal.aborted || before) return;
        const known = error instanceof ApiError ? error
          : new ApiError({ title: String(error), detail: "", code: "internal", status: 0 });
        shown.current = { key, error: known, done: true };
        redraw((n) => n + 1);
      },
    );
    return () => abort.abort();
  }, [key, fresh, change]);

  const { data, error, done } = shown.current;
  return { data, error, stale: !done && data !== undefined };
}
