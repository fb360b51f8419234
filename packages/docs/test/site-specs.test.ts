import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { dist, root } from "../src/site/places.ts";
import { files } from "./pages.ts";

const downloads = files.filter((file) => /^specs\/.*\.(json|yaml)$/.test(file));

test("every spec can be downloaded as YAML and as JSON", () => {
  expect(downloads.length).toBeGreaterThanOrEqual(2 * 2 * 6); // by version, and the latest
  expect(downloads.length % 4).toBe(0);
});

test.each(downloads)("%s is the package's spec, of the package's version", async (file) => {
  const [, name = "", version] = file.split("/");
  const text = await readFile(join(dist, file), "utf8");
  const packageFile = (path: string) => readFile(join(root, "packages", name, path), "utf8").then(JSON.parse);
  expect(file.endsWith("json") ? JSON.parse(text) : parse(text)).toEqual(await packageFile("openapi.json"));
  expect([(await packageFile("package.json")).version, "latest"]).toContain(version);
});
