import { defineConfig } from "vite";
import { catalogues } from "./tools/catalogues.mjs";

// The page is served by `mizan serve`; while working on it, requests go to one that runs on 8080
// (or to the mock: MIZAN_API=http://127.0.0.1:8090 npm run dev).
const api = process.env.MIZAN_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [catalogues()],
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    target: "es2021",
    assetsInlineLimit: 0, // nothing inline: the policy allows only files of our own
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": api } },
});
