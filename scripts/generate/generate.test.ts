import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decode, encode } from "../../packages/core/src/shape.ts";
import { generate } from "../generate.ts";
import { printClient } from "./client.ts";
import {
  answering,
  answerOrLink,
  documentOf,
  form,
  int64,
  json,
  lists,
  plainText,
  shapeOfAnswer,
  tableOf,
  text,
  unset,
  variantBy,
  waits,
  withMembers,
} from "./document-of.ts";
import { specTables } from "./operations.ts";
import { printSchema } from "./schema.ts";

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
    expect(client).toContain('export type ChangeJobResult = Schemas["Job"];');
    expect(operations).toContain('envelope: "job"');
  });

  test("64-bit integers are strings in answers, and more as input; bounded ones stay numbers", () => {
    expect(schema).toMatch(/\n {8}id: string;/);
    expect(schema).toMatch(/\n {8}previous: string\[\];/);
    expect(client).toMatch(/\n {2}after\?: Int64Input \| undefined;/);
    expect(schema).toMatch(/\n {8}pages: number;/);
  });

  test("a boolean that may come as text is a boolean", () => {
    expect(schema).toMatch(/\n {8}color: boolean;/);
  });

  test("what the client supplies is optional in the types, and required in the bundle", async () => {
    expect(client).toMatch(/\n {2}shop\?: string \| undefined;/);
    expect(schema).toContain('path: Pick<ChangeJobArguments, "shop" | "id">; header?: { "X-Version"?: "1" }');
    const bundle = JSON.parse(await readFile(join(folder, "printer/openapi.json"), "utf8"));
    const required = bundle.paths["/jobs/{shop}/{id}"].put.parameters.map(
      (p: { required: boolean }) => p.required,
    );
    expect(required).toEqual([true, true, true]);
  });

  test("a list has a method that reads all its pages, and the table of how", () => {
    expect(client).toContain(
      'listJobs(given?: ListJobsArguments, options?: PageOptions): Pages<Schemas["Job"], ListJobsResult>;',
    );
    expect(operations.replace(/\s+/g, " ")).toContain(
      'page: { in: "query", types: ["integer"], minimum: 0, }, limit: { in: "query", types: ["integer"], maximum: 50, },',
    );
    expect(operations.replace(/\s+/g, " ")).toContain(
      'pagination: { make: paginator, items: "jobs", total: "count", id: "id", page: "page", size: "limit", },',
    );
  });

  test("what tells a repetition may be left out, and two texts are a boolean", () => {
    expect(client).toMatch(/\n {2}key\?: string \| undefined;[^}]*\n {2}kept: boolean;/);
    expect(operations).toMatch(/key: \{\s+types: \["string"\],\s+maxLength: 40,\s+idempotency: true,\s+\}/);
    expect(operations).toMatch(/kept: \{\s+required: true,\s+types: \["boolean"\],\s+shape: "boolean-text"/);
  });

  test("the table says where 64-bit integers and booleans stand", () => {
    const shape = operations.match(/\n {2}shape: (\{[\s\S]*?\n {2}\})/)?.[1]?.replace(/\s+/g, "");
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

describe("references", () => {
  test("a body that is a reference is followed", async () => {
    const operation = { requestBody: { $ref: "#/components/requestBodies/Change" } };
    const components = { requestBodies: { Change: json(withMembers({ id: int64 })) } };
    expect(tableOf(operation, components)?.body?.members?.id?.shape).toBe("int64");
    const document = documentOf(operation, components);
    expect(printClient("things", document)).toContain("id?: Int64Input | undefined;");
    expect(await printSchema(document)).toContain("id?: Int64Input;");
  });

  test("what stands beside a reference counts too", async () => {
    const schemas = { Text: { ...text, description: "Text." }, Number: { type: "integer" } };
    const properties = {
      key: { $ref: "#/components/schemas/Text", format: "password", pattern: "^k" },
      id: { $ref: "#/components/schemas/Number", format: "int64" },
    };
    const operation = { requestBody: json(withMembers(properties)) };
    const members = tableOf(operation, { schemas })?.body?.members;
    expect(members?.key).toEqual({ types: ["string"], pattern: /^k/u, shape: "secret" });
    expect(members?.id?.shape).toBe("int64");
    expect(await printSchema(documentOf(operation, { schemas }))).toContain("id?: Int64Input;");
  });

  test("an operation's parameter replaces that of its path item", () => {
    const parameter = { name: "id", in: "query", schema: text };
    const document = documentOf({ parameters: [{ ...parameter, required: true }] });
    Object.assign(document.paths["/things"] as object, { parameters: [parameter] });
    expect(printClient("things", document).match(/\bid\b.*: /g)).toEqual(["id: "]);
  });
});

describe("shapes", () => {
  const node = (value: object) => withMembers({ value, next: { $ref: "#/components/schemas/Node" } });
  const ref = { $ref: "#/components/schemas/Node" };

  test("a schema within itself is refused if it holds a value to convert", () => {
    expect(() => shapeOfAnswer(ref, { Node: node(int64) })).toThrow(
      "change: answer.next: #/components/schemas/Node contains itself and a 64-bit integer",
    );
    expect(() => shapeOfAnswer({ ...ref, description: "One." }, { Node: node(int64) })).toThrow("itself");
    expect(shapeOfAnswer(ref, { Node: node(text) })).toBeUndefined();
  });

  test("members beside * are left alone", () => {
    const schema = { ...withMembers({ name: text, id: int64 }), additionalProperties: int64 };
    const shape = shapeOfAnswer(schema);
    expect(shape).toEqual({ name: "plain", id: "int64", "*": "int64" });
    expect(decode({ name: 1, other: 1 }, shape)).toEqual({ name: 1, other: "1" });
    expect(encode("1", "plain", "name", () => {})).toBe("1");
    expect(shapeOfAnswer({ ...withMembers({ id: int64, name: text }), additionalProperties: text })).toEqual({
      id: "int64",
    });
  });

  test("alternatives that clash are refused", () => {
    const oneOf = [withMembers({ id: text }), withMembers({ id: int64 })];
    const clash = "change: answer.id: its schemas clash";
    expect(() => shapeOfAnswer({ oneOf })).toThrow(clash);
    expect(() => shapeOfAnswer({ oneOf: oneOf.reverse() })).toThrow(clash);
    expect(() => shapeOfAnswer({ allOf: [int64, { format: "boolean" }] })).toThrow("clash");
  });

  test("alternatives and parts that do not clash are merged", () => {
    expect(shapeOfAnswer({ oneOf: [int64, { type: "null" }] })).toBe("int64");
    expect(shapeOfAnswer({ oneOf: [text, withMembers({ id: int64 })] })).toEqual({ id: "int64" });
    const allOf = [withMembers({ id: { description: "Its id." } }), withMembers({ id: int64 })];
    expect(shapeOfAnswer({ allOf })).toEqual({ id: "int64" });
  });
});

describe("types", () => {
  test("a nullable 64-bit integer takes null", () => {
    const id = { type: ["integer", "null"], format: "int64" };
    const client = printClient("things", documentOf({ requestBody: json(withMembers({ id })) }));
    expect(client).toContain("id?: Int64Input | null | undefined;");
  });

  test("only parameters become optional, and only where the client supplies them", async () => {
    const shop = { name: "shop", in: "path", required: true, schema: text };
    const supplied = { ...shop, "x-client-supplies": "tenant" };
    const path = { ...withMembers({ shop: text }), required: ["shop"] };
    const body = json({ ...withMembers({ path }), required: ["path"] });
    const document = documentOf({ parameters: [supplied], requestBody: body }, {}, "/{shop}");
    const other = documentOf({ operationId: "other", parameters: [shop] }, {}, "/{shop}/other");
    Object.assign(document.paths, other.paths);
    const schema = (await printSchema(document)).replace(/\s+/g, " ");
    expect(schema).toContain('"/{shop}": { given: { params?: { path?: Pick<ChangeArguments, "shop"> }');
    expect(schema).toContain("body?: { path: { shop: string; }; }");
    expect(schema).toContain('other": { given: { params: { path: Pick<OtherArguments, "shop"> } }');
    expect(printClient("things", document)).toMatch(
      /ChangeArguments \{[^}]*\n {2}shop\?: string \| undefined;/,
    );
    expect(printClient("things", document)).toMatch(/OtherArguments \{\n {2}shop: string;/);
  });

  test("arguments have the types that one would write by hand", () => {
    const schemas = {
      Color: { ...text, enum: ["red", "blue"] },
      Text: { ...text, description: "Some text." },
      Part: withMembers({ name: text }),
      Ids: { type: "array", items: int64 },
    };
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const list = (items: object) => ({ type: "array", items });
    const members = {
      plain: ref("Text"),
      either: { type: ["string", "null"] },
      values: { enum: ["a", 1, null] },
      flag: { type: ["boolean", "string"], format: "boolean" },
      color: ref("Color"),
      beside: { ...ref("Text"), enum: ["a"] },
      part: ref("Part"),
      parts: list(ref("Part")),
      lists: list(list({ type: ["integer", "null"] })),
      ids: list(int64),
      named: ref("Ids"),
      anything: {},
      nested: withMembers({ name: text }),
      choice: { oneOf: [ref("Part"), ref("Color")] },
    };
    const client = printClient(
      "things",
      documentOf({ requestBody: json(withMembers(members)) }, { schemas }),
    );
    const body = 'NonNullable<Paths["POST"]["/things"]["given"]["body"]>';
    const types = [...client.matchAll(/^ {2}(\w+)\?: (.*) \| undefined;$/gm)].map(([, name, type]) => [
      name,
      type,
    ]);
    expect(Object.fromEntries(types)).toEqual({
      plain: "string",
      either: "string | null",
      values: '"a" | 1 | null',
      flag: "boolean",
      color: 'Schemas["Color"]',
      beside: '"a"',
      part: 'Schemas["Part"]',
      parts: 'Schemas["Part"][]',
      lists: "((number | null)[])[]",
      ids: "Int64Input[]",
      named: 'Schemas["Ids"]',
      anything: "unknown",
      nested: `${body}["nested"]`,
      choice: `${body}["choice"]`,
    });
  });

  test("a result without a name is that of the call by path", async () => {
    const document = documentOf(answering(withMembers({ id: int64 })));
    expect(printClient("things", document)).toContain(
      'export type ChangeResult = Paths["POST"]["/things"]["data"];',
    );
    expect(await printSchema(document)).toMatch(/data: \{\s+id\?: string;\s+\};/);
    const wrapped = { ...withMembers({ job: withMembers({ id: int64 }) }), "x-envelope": "job" };
    expect(printClient("things", documentOf(answering(wrapped)))).toContain(
      'export type ChangeResult = Paths["POST"]["/things"]["data"]["job"];',
    );
  });

  test("by path, what fails with HTTP 200 is no data", async () => {
    const schemas = {
      Job: text,
      Answer: { ...withMembers({ job: text }), "x-envelope": "job" },
      Failure: withMembers({ code: text }),
      Problem: withMembers({ title: text }),
    };
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const responses = {
      "200": json({ oneOf: [ref("Answer"), ref("Failure")] }),
      "404": json(ref("Problem")),
    };
    const schema = await printSchema(documentOf({ responses }, { schemas }));
    expect(schema).toContain('data: Schemas["Answer"];');
    expect(schema).toContain('error: Schemas["Failure"] | Schemas["Problem"];');
  });

  test("codes that any operation may answer are said once", () => {
    const code = (name: string) => ({ code: name, status: 400, kind: "BadRequest", description: "Wrong." });
    const document = documentOf({ "x-error-codes": [code("Own")] });
    Object.assign(document.paths, documentOf({ operationId: "other" }, {}, "/other").paths);
    expect(printClient("things", document)).toContain('change: "Own";\n  other: never;');
    Object.assign(document, { "x-error-codes": [code("Common"), code("Shared")] });
    const client = printClient("things", document);
    expect(client).toContain('change: "Own" | CommonErrorCode;\n  other: CommonErrorCode;');
    expect(client.match(/"Shared"/g)).toHaveLength(1);
  });

  test("a member has the text of the spec, or that of what it refers to, and nothing of its type", async () => {
    const Id = { ...text, format: "uuid", description: "Its id. */", example: "a-1", deprecated: true };
    const when = { ...text, format: "date-time", const: "now", description: "When.\n\nIn UTC." };
    const schemas = { Id, Job: withMembers({ id: { $ref: "#/components/schemas/Id" }, when }) };
    const schema = await printSchema(
      documentOf(answering({ $ref: "#/components/schemas/Job" }), { schemas }),
    );
    const job = schema.slice(schema.indexOf("Job: {")).replace(/\n {8}/g, "\n");
    expect(job).toContain(`
/**
 * Its id. *\\/
 *
 * @example a-1
 * @deprecated
 */
id?: string;`);
    expect(job).toContain('\n/**\n * When.\n *\n * In UTC.\n */\nwhen?: "now";');
  });

  test("what is referred to is written out if its name would say less, and keeps its text", async () => {
    const schemas = {
      Id: { ...text, description: "An id." },
      Big: { ...int64, description: "A big one." },
      Color: { ...text, enum: ["red", "blue"], description: "A color." },
      Part: { ...withMembers({ id: { $ref: "#/components/schemas/Id" } }), description: "A part." },
      Any: { type: "object", description: "Anything." },
    };
    const ref = (name: string, more: object = {}) => ({ $ref: `#/components/schemas/${name}`, ...more });
    const members = {
      id: ref("Id"),
      own: ref("Id", { description: "Its own." }),
      ids: { type: "array", items: ref("Id") },
      big: ref("Big"),
      color: ref("Color"),
      part: ref("Part"),
      any: ref("Any"),
      typed: ref("Part", { type: "object" }),
    };
    const document = documentOf(answering(ref("Job")), {
      schemas: { ...schemas, Job: withMembers(members) },
    });
    const schema = await printSchema(document);
    const job = schema.slice(schema.indexOf("Job: {"), schema.indexOf("/** What calls"));
    expect([...job.matchAll(/^ +(\w+)\?: (.*);$/gm)].map(([, name, type]) => `${name}: ${type}`)).toEqual([
      "id: string",
      "own: string",
      "ids: string[]",
      "big: string",
      'color: Schemas["Color"]',
      'part: Schemas["Part"]',
      'any: Schemas["Any"]',
      'typed: Schemas["Part"]',
    ]);
    expect(job).toContain("/** An id. */\n        id?:");
    expect(job).toContain("/** Its own. */\n        own?:");
  });

  test("a member with a default may be left out", async () => {
    const size = { type: "integer", default: 10 };
    const schemas = { Page: withMembers({ size }) };
    const schema = await printSchema(
      documentOf(answering({ $ref: "#/components/schemas/Page" }), { schemas }),
    );
    expect(schema).toContain("size?: number;");
  });

  describe("a body whose members are the arguments", () => {
    const Change = {
      ...withMembers({ size: { type: "integer", description: "Its size." } }),
      required: ["size"],
    };
    const change = { $ref: "#/components/schemas/Change" };
    const requestBody = { required: true, ...json(change) };
    const schemaOf = (operation: object, schemas: object = { Change }) =>
      printSchema(documentOf(operation, { schemas }));

    test("is said once", async () => {
      const schema = await schemaOf({ requestBody });
      expect(schema).toContain('Change: Pick<ChangeArguments, "size">;');
      expect(schema).toContain('import type { ChangeArguments } from "./client.ts";');
      expect(schema).toContain('given: { body: Schemas["Change"] };');
      expect(schema).not.toContain("Its size.");
    });

    const wide = { Change: { ...Change, additionalProperties: text } };
    const constant = { Change: withMembers({ kind: { const: "a" } }) };
    const nested = { Change: withMembers({ inner: withMembers({ a: text }) }) };
    test.each<[string, object, object?]>([
      ["may be left out", { requestBody: json(change) }],
      ["is answered too", { requestBody, ...answering(change) }],
      ["has more members", { requestBody }, wide],
      ["has a constant", { requestBody }, constant],
      ["has members of members", { requestBody }, nested],
    ])("has a type of its own if it %s", async (_, operation, schemas) => {
      expect(await schemaOf(operation, schemas)).not.toContain("Pick<");
    });
  });

  test("a parameter with members of its own is refused", () => {
    const parameters = [{ name: "id", in: "query", schema: withMembers({ a: text }) }];
    expect(() => printClient("things", documentOf({ parameters }))).toThrow(
      "change: parameter id: its schema needs a name",
    );
  });
});

describe("what the client could not do is refused", () => {
  const parameter = (more: object) => ({ parameters: [{ name: "id", in: "query", schema: text, ...more }] });
  const wrapped = { ...withMembers({ data: text }), "x-envelope": "data" };
  const refused: [string, object, string][] = [
    ["200 and 204", { responses: { "200": json(text), "204": {} } }, "with and without content"],
    ["two envelopes", { responses: { "200": json(wrapped), "201": json(text) } }, "different envelopes"],
    ["JSON and text", { responses: { "200": json(text), "201": plainText } }, "2xx answers as JSON and text"],
    [
      "variants with different envelopes",
      { responses: { "200": { content: { ...plainText.content, ...json(wrapped, { id: "a" }).content } } } },
      "different envelopes",
    ],
    ["a variant by a header", variantBy("header"), "x-when by id, which is no parameter of query or path"],
    ["a variant by nothing", { responses: answerOrLink("other") }, "x-when by other, which is no parameter"],
    [
      "multipart without members",
      { requestBody: form({ type: "array" }) },
      "without members is not supported",
    ],
    [
      "multipart with an object",
      { requestBody: form(withMembers({ part: withMembers({ a: text }) })) },
      "change: part: a part of a form that is neither text nor a file",
    ],
    ["cookie", parameter({ in: "cookie" }), "parameter id: cookies are not supported yet"],
    [
      "content that is no JSON",
      parameter({ schema: undefined, content: { "text/csv": {} } }),
      "parameter id: content of text/csv is not supported yet",
    ],
    ["x-written", parameter({ "x-written": "pairs" }), "parameter id: x-written: pairs is not supported yet"],
    [
      "a tuple of any length",
      parameter({ "x-written": "tuple", schema: { type: "array", items: text } }),
      "x-written: tuple on anything but an array of one length",
    ],
    [
      "commas between objects",
      parameter({ explode: false, schema: { type: "array", items: withMembers({ a: text }) } }),
      "a list in one text whose items are no scalars",
    ],
    ["a server of its own", { servers: [{ url: "https://b.example" }] }, "the document has no such server"],
    ["a server by region", { servers: [{ url: "https://{region}.example" }] }, "variables in it are not"],
    [
      "a waiter on text",
      { responses: { "200": plainText }, ...waits() },
      "x-waiter on an answer that is not",
    ],
    ["a waiter named as an operation", { ...answering(text), ...waits("change") }, "names clash"],
    ["another x-unset", answering({ ...unset, "x-unset": "-" }), 'answer: x-unset: "-" is not supported yet'],
    [
      "x-unset on a boolean",
      answering({ ...unset, format: "boolean" }),
      "x-unset on a value that is boolean",
    ],
    ["x-unset on an int64", answering({ ...unset, ...int64 }), "x-unset on a value that is int64"],
    [
      "x-unset around an int64",
      answering({ ...unset, ...withMembers({ id: int64 }) }),
      "x-unset on a value that holds others to convert",
    ],
    ["style", parameter({ style: "deepObject" }), "parameter id: style deepObject is not supported yet"],
    ["explode", parameter({ explode: false }), "parameter id: explode: false in query is not supported yet"],
    [
      "explode in a path",
      parameter({ in: "path", explode: true }),
      "parameter id: explode: true in path is not supported yet",
    ],
    ["raw", { operationId: "raw" }, "raw: the client has a member of that name"],
    ["paginate", { operationId: "paginate" }, "paginate: the client has a member of that name"],
    [
      "a waiter named paginate",
      { ...answering(text), ...waits("paginate") },
      "paginate: the client has a member of that name",
    ],
    [
      "pages of text",
      { ...lists(), responses: { "200": plainText } },
      "x-pagination on an answer that is not always JSON",
    ],
    [
      "pages that an argument changes",
      {
        ...lists(),
        ...variantBy("query"),
        responses: {
          "200": { content: { ...json(text).content, "text/plain": { "x-when": { id: true } } } },
        },
      },
      "x-pagination on an answer that is not always JSON",
    ],
    [
      "one name in two places",
      { parameters: ["query", "header"].map((place) => ({ name: "id", in: place, schema: text })) },
      "change: parameter id: has the same name in query and header",
    ],
    [
      "body beside a body",
      { ...parameter({ name: "body" }), requestBody: json({ type: "array", items: text }) },
      "change: body is the name of a parameter and of the whole body",
    ],
  ];

  test.each(refused)("%s", (_, operation, message) => {
    expect(() => tableOf(operation)).toThrow(message);
  });

  test("operations whose types would share a name", () => {
    const document = documentOf({});
    Object.assign(document.paths, documentOf({ operationId: "Change" }, {}, "/more").paths);
    expect(() => specTables("things", document)).toThrow(
      "change and Change: two operations whose names clash",
    );
  });

  test("answers alike, the usual style and bytes are not", () => {
    const bytes = { requestBody: { content: { "application/octet-stream": {} } } };
    expect(tableOf({ ...bytes, ...parameter({ style: "form", explode: true }) })?.body).toEqual({
      content: "application/octet-stream",
    });
    expect(tableOf({ responses: { "200": json(wrapped), "201": json(wrapped) } })?.envelope).toBe("data");
  });
});

test.each([
  ["no provider", [], /^usage: /],
  ["an unknown provider", ["nobody"], /^specs\/nobody\/openapi\.yaml: no such file/],
])("exits with 2 given %s", (_, given, message) => {
  const script = join(import.meta.dirname, "../generate.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...given], { encoding: "utf8" });
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
