// Builds the widget into dist/: the launcher, what it loads when the chat is opened, and the
// help page's style. What is loaded later has the hash of its content in its name.
import { build } from "esbuild";
import { cp, rm } from "node:fs/promises";
import { basename } from "node:path";

const shared = {
  bundle: true,
  minify: true,
  target: ["es2022"],
  loader: { ".css": "text" },
  legalComments: "none",
  logLevel: "warning",
};

await rm("dist", { recursive: true, force: true });

const chat = await build({
  ...shared,
  entryPoints: ["src/chat.tsx"],
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  entryNames: "[name]-[hash]",
  outdir: "dist",
  metafile: true,
});

await build({
  ...shared,
  entryPoints: { widget: "src/launcher.ts" },
  format: "iife",
  outdir: "dist",
  define: { CHAT_FILE: JSON.stringify(basename(Object.keys(chat.metafile.outputs)[0])) },
});

await build({
  entryPoints: ["src/page.css"],
  minify: true,
  entryNames: "[name]-[hash]",
  outdir: "dist",
  logLevel: "warning",
});

await cp("src/icon.svg", "dist/icon.svg");
