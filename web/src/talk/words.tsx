// The words of a comment: plain text. Addresses of pages become links, mentions are marked, and nothing else is taken
// for more than letters.
import type { ComponentChild } from "preact";
import type { Mention } from "./types";

export type Piece = { kind: "text" | "link" | "mention"; text: string };

const addresses = /https?:\/\/[^\s<>"'`\u2066-\u2069\u202a-\u202e]+/giu;

/** An address without the punctuation that ends its sentence; a bracket stays where it was opened within. */
function trimmed(address: string): string {
  let end = address.replace(/[.,;:!?،؛؟»”’…]+$/u, "");
  while (end.endsWith(")") && !end.includes("(")) end = end.slice(0, -1).replace(/[.,;:!?]+$/u, "");
  return end;
}

function isAddress(text: string): boolean {
  try {
    const url = new URL(text);
    return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "" && url.username === "" && url.password === "";
  } catch {
    return false;
  }
}

function withMentions(text: string, mentions: readonly Mention[]): Piece[] {
  const names = mentions.map(({ written }) => `@${written}`).sort((a, b) => b.length - a.length);
  const pieces: Piece[] = [];
  let plain = "";
  for (let i = 0; i < text.length;) {
    const name = names.find((other) => text.startsWith(other, i));
    if (!name) {
      plain += text[i++];
      continue;
    }
    if (plain) pieces.push({ kind: "text", text: plain });
    pieces.push({ kind: "mention", text: name });
    plain = "";
    i += name.length;
  }
  if (plain) pieces.push({ kind: "text", text: plain });
  return pieces;
}

export function pieces(text: string, mentions: readonly Mention[]): Piece[] {
  const all: Piece[] = [];
  let last = 0;
  for (const found of text.matchAll(addresses)) {
    const address = trimmed(found[0]);
    if (!isAddress(address)) continue;
    all.push(...withMentions(text.slice(last, found.index), mentions), { kind: "link", text: address });
    last = found.index + address.length;
  }
  return [...all, ...withMentions(text.slice(last), mentions)];
}

function show(piece: Piece, index: number): ComponentChild {
  if (piece.kind === "link")
    return <a key={index} href={piece.text} target="_blank" rel="nofollow ugc noopener noreferrer" dir="ltr">{piece.text}</a>;
  return piece.kind === "mention" ? <bdi key={index} class="mention">{piece.text}</bdi> : piece.text;
}

export function CommentWords({ text, mentions }: { text: string; mentions: readonly Mention[] }) {
  return <bdi class="comment-words">{pieces(text, mentions).map(show)}</bdi>; // in the direction of its own first letters
}
