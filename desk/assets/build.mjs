// Builds the desk’s scripts and style into desk/dist, each named after its content.
import { build } from "esbuild";
import { rm } from "node:fs/promises";

await rm("../dist", { recursive: true, force: true });
await build({
  entryPoints: ["desk.ts", "desk.css", "charts.ts"],
  bundle: true,
  minify: true,
  target: ["es2022"],
  format: "iife",
  legalComments: "none",
  logLevel: "warning",
  entryNames: "[name]-[hash]",
  outdir: "../dist",
});
