#!/usr/bin/env node
// usage: embed-web.mjs DIST PACKED OUTPUT: puts the built web app into a C file, as cmake/Embed.cmake does for
// files known beforehand. What gains from it is compressed with gzip and Brotli at their best, into PACKED.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, packed, output] = process.argv.slice(2);
const compressible = new Set([".html", ".js", ".css", ".json", ".svg", ".txt", ".webmanifest"]);

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)])
    .sort();
}

rmSync(packed, { recursive: true, force: true });
const files = [];
function put(name, bytes) {
  const target = join(packed, name);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  files.push([name, target]);
}

for (const file of filesBelow(dist)) {
  const name = relative(dist, file).split(sep).join("/");
  const bytes = readFileSync(file);
  put(name, bytes);
  if (!compressible.has(extname(file))) continue;
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  if (gzip.length < bytes.length) put(`${name}.gz`, gzip);
  if (brotli.length < bytes.length) put(`${name}.br`, brotli);
}

const quoted = (text) => JSON.stringify(text);
const symbol = (i) => `http_web_${i}`;
const body = files.map(([, path], i) =>
  `__asm__(".section .rodata\\n.global ${symbol(i)}\\n${symbol(i)}:\\n.incbin " ${quoted(quoted(path))} "\\n"\n` +
  `        ".global ${symbol(i)}_end\\n${symbol(i)}_end:\\n.byte 0\\n.previous\\n");\n` +
  `extern const unsigned char ${symbol(i)}[], ${symbol(i)}_end[];\n`).join("");
const rows = files.map(([name], i) => `    {${quoted(name)}, ${symbol(i)}, ${symbol(i)}_end},\n`).join("");
writeFileSync(output, `#include "base/embedded.h"

extern const EmbeddedFile http_web[];
extern const size_t http_web_count;

${body}
const EmbeddedFile http_web[] = {
${rows}    {0, 0, 0},
};
const size_t http_web_count = ${files.length};
`);
