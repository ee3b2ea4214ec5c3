// The budget of the first load: every script and style that index.html names, as gzip sends it.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgets = { js: 120, css: 20 };
const html = readFileSync("dist/index.html", "utf8");
const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(js|css))"/g)];
if (files.length === 0) throw new Error("dist/index.html names no script: has the build changed its shape?");

for (const [kind, budget] of Object.entries(budgets)) {
  const bytes = files
    .filter((f) => f[2] === kind)
    .reduce((sum, f) => sum + gzipSync(readFileSync(`dist/${f[1]}`)).length, 0);
  const size = (bytes / 1024).toFixed(1);
  console.log(`first load ${kind}: ${size} kB gzip of ${budget} kB`);
  if (bytes > budget * 1024) process.exitCode = 1;
}
