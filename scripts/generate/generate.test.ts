import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../generate.ts";

const fixture = join(import.meta.dirname, "fixture");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jobwire-generate-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A copy of the fixture, one of its files changed. */
async function specWith(file: string, find: string, replacement: string): Promise<string> {
  const copy = await mkdtemp(join(folder, "spec-"));
  await cp(fixture, copy, { recursive: true });
  const text = await readFile(join(copy, file), "utf8");
  const changed = text.replace(find, replacement);
  expect(changed, `${find} stands in ${file}`).not.toBe(text);
  await writeFile(join(copy, file), changed);
  return join(copy, "openapi.yaml");
}

describe("what is generated", () => {
  let client: string;
  let schema: string;
  let operations: string;

  beforeAll(async () => {
    await generate("printer", join(fixture, "openapi.yaml"), join(folder, "printer"));
    const read = (name: string) => readFile(join(folder, "printer/src/generated", name), "utf8");
    [client, schema, operations] = await Promise.all([
      read("client.ts"),
      read("schema.ts"),
      read("operations.ts"),
    ]);
  });

  test("arguments are one flat object, without what the client knows", () => {
    const given = client.match(/interface ChangeJobArguments \{([^}]*)\}/)?.[1];
    expect([...(given?.matchAll(/^ {2}(\S+): /gm) ?? [])].map((match) => match[1])).toEqual([
      "shop?",
      "id",
      "copies",
      "after?",
    ]);
  });

  test("the result is the data, its envelope taken off", () => {
    expect(client).toContain('export type ChangeJobResult = components["schemas"]["Job"];');
    expect(operations).toContain('envelope: "job"');
  });

  test("64-bit integers are strings in answers, and more as input; bounded ones stay numbers", () => {
    expect(schema).toMatch(/\n {12}id: string;/);
    expect(schema).toMatch(/\n {12}previous: string\[\];/);
    expect(schema).toMatch(/\n {12}after\?: Int64Input;/);
    expect(schema).toMatch(/\n {12}pages: number;/);
  });

  test("a boolean that may come as text is a boolean", () => {
    expect(schema).toMatch(/\n {12}color: boolean;/);
  });

  test("what the client supplies is optional in the types, and required in the bundle", async () => {
    expect(schema).toMatch(/\n\s+shop\?: string;/);
    expect(schema).toMatch(/\n\s+"X-Version"\?: "1";/);
    const bundle = JSON.parse(await readFile(join(folder, "printer/openapi.json"), "utf8"));
    const required = bundle.paths["/jobs/{shop}/{id}"].put.parameters.map(
      (p: { required: boolean }) => p.required,
    );
    expect(required).toEqual([true, true, true]);
  });

  test("the table says where 64-bit integers and booleans stand", () => {
    const shape = operations.match(/\n {6}shape: (\{[\s\S]*?\n {6}\})/)?.[1]?.replace(/\s+/g, "");
    expect(shape).toBe('{id:"int64",color:"boolean",previous:["int64"],}');
  });
});

describe("a spec that is wrong is refused, and nothing is written", () => {
  const wrong = [
    [
      "does not parse",
      "openapi.yaml",
      "title: Printer",
      "title: [Printer",
      /Failed to parse[\s\S]*openapi\.yaml" \(\d+:\d+\)/,
    ],
    [
      "breaks a rule",
      "jobs/job.yaml",
      "x-retry: idempotent",
      "x-retry: often",
      /job\.yaml:8:\d+[\s\S]*x-retry must be one of safe, idempotent, never; got "often"[\s\S]*jobwire\/retry/,
    ],
    [
      "refers to nothing",
      "jobs/job.yaml",
      "#/JobChange",
      "#/JobChanges",
      /job\.yaml:\d+:\d+[\s\S]*JobChanges/,
    ],
    [
      "has an argument name twice",
      "jobs/job.yaml",
      "name: X-Version",
      "name: copies",
      /changeJob: copies is the name of a parameter and of a member of the body/,
    ],
  ] as const;

  test.each(wrong)("%s", async (_, file, find, replacement, message) => {
    const spec = await specWith(file, find, replacement);
    const target = join(folder, "refused");
    await expect(generate("printer", spec, target)).rejects.toThrow(message);
    await expect(readdir(target)).rejects.toThrow("ENOENT");
  });
});
