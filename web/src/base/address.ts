// The address is the view: path and query hold every choice; back, reload and sharing follow from that.
import { useEffect, useState } from "preact/hooks";

export interface Address {
  path: string;
  query: URLSearchParams;
}

export type Change = Record<string, string | string[] | null | undefined>;

const listeners = new Set<() => void>();

function read(): Address {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

let current = read();

/** Whoever walks by keyboard or hears the page goes on in the new page's content. */
function enterPage(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}

window.addEventListener("popstate", () => {
  const before = current.path;
  current = read();
  for (const listener of listeners) listener();
  if (current.path !== before) enterPage();
});

export function address(): Address {
  return current;
}

export function useAddress(): Address {
  const [value, setValue] = useState(current);
  useEffect(() => {
    const listener = () => setValue(current);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return value;
}

/** `query` with changes: a text or list sets, null and "" remove. */
export function changed(query: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const item of Array.isArray(value) ? value : [value]) if (item) next.append(name, item);
  }
  return next;
}

export function href(path: string, query: URLSearchParams): string {
  // The characters of slice=value and of lists are allowed in a query; leaving them makes links readable.
  const text = query.toString().replace(/%3D/g, "=").replace(/%2C/g, ",");
  return text ? `${path}?${text}` : path;
}

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (to === location.pathname + location.search) return;
  history[how === "push" ? "pushState" : "replaceState"](null, "", to);
  const before = current.path;
  current = read();
  for (const listener of listeners) listener();
  if (how === "push" && current.path !== before) {
    window.scrollTo(0, 0);
    enterPage();
  }
}

/** Changes the view's choices and stays on its page. */
export function choose(change: Change, how: "push" | "replace" = "push"): void {
  go(href(current.path, changed(current.query, change)), how);
}

const shared = ["period", "calendar", "from", "to", "compare", "where"];

/** A link to another page that takes the period, the comparison and the filters along. */
export function linkTo(path: string, extra: Change = {}): string {
  const kept = new URLSearchParams();
  for (const name of shared) for (const value of current.query.getAll(name)) kept.append(name, value);
  return href(path, changed(kept, extra));
}

/** Follows plain clicks on links of our own without loading the page anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
