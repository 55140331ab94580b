// Vite plugin: beside every file that gains by it lie a .gz and a .br, so that the server compresses nothing.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

export function compress() {
  let out;
  return {
    name: "mizan-compress",
    apply: "build",
    configResolved(config) { out = join(config.root, config.build.outDir); },
    closeBundle() {
      for (const path of files(out).filter((name) => /\.(html|js|css|svg|json)$/.test(name))) {
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}
