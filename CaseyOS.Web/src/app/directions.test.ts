import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// shared knows nothing of features, a feature nothing of another, and only app puts them together.
const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap((file) =>
  [...readFileSync(`src/${file}`, "utf8").matchAll(/from "([^"]+)"|import "([^"]+)"/g)].map((match) => ({
    file,
    target: match[1] ?? match[2] ?? "",
  })),
);
const feature = (path: string) => /^(?:@\/)?features\/(\w+)/.exec(path)?.[1];

it("there is something to look at", () => expect(imports.length).toBeGreaterThan(100));

it("shared imports neither features nor app", () =>
  expect(imports.filter(({ file, target }) => file.startsWith("shared/") && /^@\/(features|app)/.test(target))).toEqual(
    [],
  ));

it("a feature imports no other feature and not app", () =>
  expect(
    imports.filter(
      ({ file, target }) =>
        feature(file) && (/^@\/app/.test(target) || (feature(target) && feature(target) !== feature(file))),
    ),
  ).toEqual([]));

it("folders are left by their full name only, so that the rules above see it", () =>
  expect(imports.filter(({ target }) => target.startsWith("../"))).toEqual([]));
