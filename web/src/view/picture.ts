// Charts as files: an SVG that carries its fonts, and a PNG made of it. A chunk of its own, loaded when a chart is saved.
import { isRightToLeft } from "../base/messages";

export interface Colours {
  ink: string;
  quiet: string;
  surface: string;
}

export interface Picture {
  title: string;
  /** Period, filters, unit: what the title alone leaves open. */
  subtitle: string;
  /** What one would say of it to somebody who cannot see it. */
  description: string;
  width: number;
  height: number;
  /** The chart itself: elements, or a whole <svg>, `width` wide and `height` high. */
  body: string;
}

const MARGIN = 16, HEAD = 64;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** A line of text at the start of the reading direction; `at` counts from that side. */
export function textElement(text: string, at: number, y: number, width: number, style: string): string {
  const left = isRightToLeft();
  return `<text x="${left ? width - at : at}" y="${y}" direction="${left ? "rtl" : "ltr"}" style="${style}">${escapeXml(text)}</text>`;
}

/** Whether a font file of the page has letters of the text: the first block of its range is enough to tell scripts apart. */
function covers(range: string, text: string): boolean {
  const spans = range.split(",").map((part) => /U\+([0-9A-F]+)(?:-([0-9A-F]+))?/i.exec(part.trim()));
  return [...text].some((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code > 32 && spans.some((span) => span?.[1] && code >= parseInt(span[1], 16) && code <= parseInt(span[2] ?? span[1], 16));
  });
}

function fontFaces(): CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule && /url\(/.test(rule.style.getPropertyValue("src")));
}

function base64(bytes: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @font-face rules, with their files inside, of the fonts that the text is written in. */
async function fontsOf(text: string): Promise<string> {
  const rules = fontFaces().filter((rule) => covers(rule.style.getPropertyValue("unicode-range"), text));
  const written = await Promise.all(rules.map(async ({ style, parentStyleSheet }) => {
    const path = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src"))?.[1] ?? "";
    const answer = await fetch(new URL(path, parentStyleSheet?.href ?? location.href));
    return `@font-face{font-family:${style.getPropertyValue("font-family")};font-weight:100 900;` +
      `src:url(data:font/woff2;base64,${base64(await answer.arrayBuffer())}) format("woff2");unicode-range:${style.getPropertyValue("unicode-range")}}`;
  }));
  return written.join("");
}

export async function svgOf(picture: Picture, colours: Colours): Promise<string> {
  const width = picture.width + 2 * MARGIN, height = picture.height + HEAD + MARGIN;
  const words = `${picture.title} ${picture.subtitle} ${picture.body.replace(/<[^>]*>/g, " ")}`;
  const fonts = await fontsOf(words);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<title>${escapeXml(picture.title)}</title><desc>${escapeXml(picture.description)}</desc>` +
    `<style>${fonts}text{font-family:"Noto Sans","Vazirmatn",sans-serif}</style>` +
    `<rect width="100%" height="100%" fill="${colours.surface}"/>` +
    textElement(picture.title, MARGIN, 28, width, `font-size:18px;font-weight:600;fill:${colours.ink}`) +
    textElement(picture.subtitle, MARGIN, 50, width, `font-size:13px;fill:${colours.quiet}`) +
    `<g transform="translate(${MARGIN} ${HEAD})">${picture.body}</g></svg>`;
}

const SCALE = 2; // sharp on paper and on dense screens

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error("the picture could not be drawn"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SCALE;
    canvas.height = image.height * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be drawn"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

export async function savePicture(picture: Picture, colours: Colours, name: string, kind: "svg" | "png"): Promise<void> {
  const svg = await svgOf(picture, colours);
  const file = kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
