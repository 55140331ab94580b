// The lower part of a long list, drawn a piece at a time after the first is there: each piece is a task of its own, so
// that a slow device answers between them.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

const waiting: (() => void)[] = [];

function next(): void {
  waiting.shift()?.();
  if (waiting.length) setTimeout(next);
}

function inTurn(draw: () => void): () => void {
  waiting.push(draw);
  if (waiting.length === 1) setTimeout(next);
  return () => {
    const at = waiting.indexOf(draw);
    if (at >= 0) waiting.splice(at, 1);
  };
}

/** What `draw` gives: at once where `now`, else when its turn comes. What was drawn once stays. */
function Later({ now, draw }: { now: boolean; draw: () => ComponentChildren }) {
  const [drawn, setDrawn] = useState(now);
  useEffect(() => (drawn ? undefined : inTurn(() => setDrawn(true))), []);
  return <>{drawn || now ? draw() : null}</>;
}

const PIECE = 10;

/** The items drawn in pieces; the first `atOnce` less `before` (items of the lists above) are there at once. */
export function InPieces<T>({ items, before, atOnce, draw }: { items: T[]; before: number; atOnce: number; draw: (item: T) => ComponentChildren }) {
  const pieces = Array.from({ length: Math.ceil(items.length / PIECE) }, (_, i) => items.slice(i * PIECE, (i + 1) * PIECE));
  return (
    <>
      {pieces.map((piece, i) => <Later key={i} now={before + i * PIECE < atOnce} draw={() => piece.map(draw)} />)}
    </>
  );
}
