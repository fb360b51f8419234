import { describe, expect, test } from "vitest";
import { decode, encode } from "../../packages/core/src/shape.ts";
import { printCallbacks } from "./callbacks.ts";
import { printClient } from "./client.ts";
import {
  answering,
  answerOrLink,
  documentOf,
  form,
  int64,
  json,
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
import { printTables } from "./print-tables.ts";
import { printSchema } from "./schema.ts";

describe("values in one text", () => {
  const list = { type: "array", items: text };
  const parameters = [
    { name: "options", in: "query", ...json({ $ref: "#/components/schemas/Options" }) },
    { name: "sounds", in: "query", ...json(list) },
    { name: "languages", in: "query", style: "form", explode: false, schema: { ...list, minItems: 1 } },
    { name: "many", in: "query", schema: list },
    {
      name: "marks",
      in: "query",
      explode: false,
      "x-written": "tuple",
      schema: { ...list, minItems: 2, maxItems: 2 },
    },
  ];
  const components = { schemas: { Options: withMembers({ id: int64 }) } };

  test("are marked in the table", () => {
    expect(tableOf({ parameters }, components)?.parameters).toEqual({
      options: { in: "query", types: ["object"], shape: { id: "int64" }, written: "json" },
      sounds: { in: "query", types: ["array"], written: "json" },
      languages: { in: "query", types: ["array"], minItems: 1, written: "commas" },
      many: { in: "query", types: ["array"] },
      marks: { in: "query", types: ["array"], minItems: 2, maxItems: 2, written: "tuple" },
    });
  });

  test("have the types of what the caller gives", async () => {
    const document = documentOf({ parameters }, components);
    const client = printClient("things", document);
    const types = [...client.matchAll(/^ {2}(\w+)\?: (.*) \| undefined;$/gm)].map((found) => found.slice(1));
    expect(types).toEqual([
      ["options", 'Schemas["Options"]'],
      ["sounds", "string[]"],
      ["languages", "string[]"],
      ["many", "string[]"],
      ["marks", "[string, string]"],
    ]);
    expect(await printSchema(document)).toContain("Options: {\n        id?: Int64Input;");
  });
});

describe("x-unset", () => {
  const members = {
    name: unset,
    size: { type: ["number", "string", "null"], "x-unset": "" },
    when: { $ref: "#/components/schemas/Time", description: "When." },
  };
  const schemas = { Time: unset, Job: withMembers(members) };

  test("is null to callers", async () => {
    const shape = shapeOfAnswer({ $ref: "#/components/schemas/Job" }, schemas);
    expect(shape).toEqual({ name: "unset", size: "unset", when: "unset" });
    expect(decode({ name: "", size: 1.5, when: "now" }, shape)).toEqual({
      name: null,
      size: 1.5,
      when: "now",
    });
  });

  test("leaves out the text that is there for it alone", async () => {
    const document = documentOf(answering({ $ref: "#/components/schemas/Job" }), { schemas });
    const schema = await printSchema(document);
    expect(schema).toContain("name?: string | null;");
    expect(schema).toContain("size?: number | null;");
    expect(schema).toContain("Time: string | null;");
  });
});

test("a boolean of several spellings is a boolean", async () => {
  const flag = {
    type: ["boolean", "string"],
    format: "boolean",
    enum: [true, false, "true", "false", "yes"],
  };
  const operation = {
    parameters: [{ name: "id", in: "query", schema: { $ref: "#/components/schemas/Flag" } }],
  };
  expect(tableOf(operation, { schemas: { Flag: flag } })?.parameters?.id).toEqual({
    in: "query",
    types: ["boolean"],
    shape: "boolean",
  });
  const document = documentOf(operation, { schemas: { Flag: flag } });
  expect(printClient("things", document)).toContain("id?: boolean | undefined;");
  const Job = withMembers({ done: { $ref: "#/components/schemas/Flag", description: "Whether." } });
  const answer = answering({ $ref: "#/components/schemas/Job" });
  const schema = await printSchema(documentOf(answer, { schemas: { Flag: flag, Job } }));
  expect(schema).toContain("/** Whether. */\n        done?: boolean;");
});

describe("kinds of answers", () => {
  const methodOf = (operation: object) => {
    const client = printClient("things", documentOf(operation));
    return [...client.matchAll(/^ {2}change\(.*$/gm)].map(([line]) => line.trim().replace(/^change/, ""));
  };
  const answer = (mediaType: string) => ({ responses: { "200": { content: { [mediaType]: {} } } } });
  const stream = "(given: ChangeArguments, options: StreamOptions): Call<ReadableStream<Uint8Array>>;";

  test.each([
    ["text/plain", "text", "string", "string"],
    ["text/html; charset=utf-8", "text", "string", "string"],
    ["audio/mp3", "bytes", "Uint8Array", "ArrayBuffer"],
    ["application/octet-stream", "bytes", "Uint8Array", "ArrayBuffer"],
  ])("%s is %s, and may be streamed", async (mediaType, form, type, data) => {
    expect(tableOf(answer(mediaType))?.answer).toBe(form);
    expect(methodOf(answer(mediaType))).toEqual([
      stream,
      "(given?: ChangeArguments, options?: CallOptions): Call<ChangeResult>;",
    ]);
    const document = documentOf(answer(mediaType));
    expect(printClient("things", document)).toContain(`export type ChangeResult = ${type};`);
    expect(await printSchema(document)).toContain(`data: ${data};`);
  });

  test("what an argument chooses has a variant and an overload", () => {
    expect(tableOf(variantBy("query"))).toMatchObject({ answer: "text", variants: [{ when: { id: true } }] });
    const operation = {
      ...variantBy("query"),
      responses: answerOrLink("id", { type: "array", items: int64 }),
    };
    expect(tableOf(operation)?.variants).toEqual([{ when: { id: true }, shape: ["int64"] }]);
    expect(methodOf(operation)).toEqual([
      "(given: ChangeArguments & { id: true }, options?: CallOptions): Call<string[]>;",
      "(given: ChangeArguments & { id?: false | undefined }, options: StreamOptions): Call<ReadableStream<Uint8Array>>;",
      "(given?: ChangeArguments & { id?: false | undefined }, options?: CallOptions): Call<string>;",
      "(given?: ChangeArguments, options?: CallOptions): Call<ChangeResult>;",
    ]);
  });

  test("one of several values leaves the others to the rule", () => {
    const media = { ...plainText.content, ...json(withMembers({}), { kind: "b" }).content };
    const kind = { name: "kind", in: "query", required: true, schema: { enum: ["a", "b", "c"] } };
    const link = { $ref: "#/components/schemas/Link" };
    media["application/json"].schema = link;
    const client = printClient(
      "things",
      documentOf(
        { parameters: [kind], responses: { "200": { content: media } } },
        { schemas: { Link: withMembers({}) } },
      ),
    );
    expect(client).toContain(
      'ChangeArguments & { kind: "b" }, options?: CallOptions): Call<Schemas["Link"]>;',
    );
    expect(client).toContain('ChangeArguments & { kind: Exclude<ChangeArguments["kind"], "b"> }, options?');
  });

  test("variants that are read alike are none", () => {
    const content = { "audio/mp3": {}, "video/mp4": { "x-when": { id: true } } };
    const operation = { ...variantBy("query"), responses: { "200": { content } } };
    expect(tableOf(operation)?.variants).toBeUndefined();
    expect(methodOf(operation)).toHaveLength(2);
  });
});

describe("files", () => {
  const upload = (mediaType: string) => ({
    requestBody: { required: true, description: "The file.", content: { [mediaType]: {} } },
  });

  test.each(["*/*", "application/octet-stream", "video/mp4"])("a body of %s is a file", async (content) => {
    expect(tableOf(upload(content))?.body).toEqual({ content, required: true });
    const document = documentOf(upload(content));
    const client = printClient("things", document);
    expect(client).toContain("  /** The file. */\n  body: FileInput;");
    expect(client).toContain("change(given: ChangeArguments, options?: UploadOptions): Call<ChangeResult>;");
    const schema = await printSchema(document);
    expect(schema).toContain('import type { FileInput } from "@jobwire/core";');
    expect(schema).toContain("given: { body: FileInput };");
  });

  const members = {
    file: { ...text, contentMediaType: "text/csv" },
    photo: { ...text, format: "binary" },
    note: text,
  };
  const anyOf = [{ required: ["file"] }, { required: ["note"] }];

  test("parts of a form are files or text", () => {
    const requestBody = form({ ...withMembers(members), anyOf, required: ["file"] });
    expect(tableOf({ requestBody })?.body).toEqual({
      content: "multipart/form-data",
      required: true,
      members: { file: { required: true }, photo: {}, note: { types: ["string"] } },
    });
    const client = printClient("things", documentOf({ requestBody }));
    expect(client).toContain("  file: Blob | Uint8Array | ArrayBuffer | string;");
    expect(client).toContain("  photo?: Blob | Uint8Array | ArrayBuffer | string | undefined;");
    expect(client).toContain("  note?: string | undefined;");
    expect(client).toContain("options?: UploadOptions");
  });

  test.each([
    ["a form without a name", (schema: object) => documentOf({ requestBody: form(schema) })],
    [
      "a form that another operation has, too",
      (Form: object) => {
        const requestBody = form({ $ref: "#/components/schemas/Form" });
        const document = documentOf({ requestBody }, { schemas: { Form } });
        Object.assign(document.paths, documentOf({ operationId: "other", requestBody }, {}, "/other").paths);
        return document;
      },
    ],
  ])("by path as well: %s", async (_, make) => {
    const schema = await printSchema(make({ ...withMembers(members), anyOf }));
    expect(schema).toContain("file?: Blob | Uint8Array | ArrayBuffer | string;");
    expect(schema).toContain("note?: string;");
    expect(schema).not.toContain("unknown |");
  });

  test("the same in JSON is text", () => {
    const client = printClient("things", documentOf({ requestBody: json(withMembers(members)) }));
    expect(client).toContain("file?: string | undefined;");
  });
});

test("an operation that some servers lack names the others, as the document does", () => {
  const servers = [{ url: "https://a.example" }, { url: "https://b.example" }];
  const table = (own: object[]) => {
    const document = documentOf({ servers: own });
    Object.assign(document, { servers });
    return specTables("things", document).operations.change?.servers;
  };
  expect(table(servers.slice(1))).toEqual(["https://b.example"]);
  expect(table(servers.toReversed())).toBeUndefined();
});

describe("a waiter", () => {
  const operation = { "x-retry": "safe", ...answering(withMembers({ state: text })), ...waits() };

  test("is an export by itself, after the operation that it repeats", () => {
    const { operations } = printTables(specTables("things", documentOf(operation)));
    expect(operations).toContain('import { type Operation, type Waiter, waiter } from "@jobwire/core";');
    const table = operations.slice(operations.indexOf("export const waitForChange"));
    expect(table.replace(/\s+/g, " ")).toBe(
      'export const waitForChange: Waiter = { make: waiter, repeats: "change", operation: change, state: "state", succeeded: ["Done"], failed: ["Lost", "Broken"], }; ',
    );
    expect(operations.indexOf("export const change:")).toBeLessThan(operations.indexOf(table));
  });

  test("is a method that says which states are final", () => {
    const client = printClient("things", documentOf(operation));
    expect(client).toContain(
      "waitForChange(given?: ChangeArguments, options?: WaitOptions<ChangeResult>): Promise<ChangeResult>;",
    );
    expect(client).toContain("`Done` is success; `Lost` or `Broken` rejects with `JobFailedError`.");
    expect(client).toContain("  waitForChange: never;");
  });

  const parts = { items: "tasks", state: "phase", busy: ["Starting", "Running"] };
  const detailed = { ...operation, ...waits("waitForChange", { reason: "why", parts }) };

  test("has the table of what tells more", () => {
    const { waiters } = specTables("things", documentOf(detailed));
    expect(waiters.waitForChange).toMatchObject({ repeats: "change", state: "state", reason: "why", parts });
    const { operations } = printTables(specTables("things", documentOf(detailed)));
    expect(operations.replace(/\s+/g, " ")).toContain(
      'reason: "why", parts: { items: "tasks", state: "phase", busy: ["Starting", "Running"], }, };',
    );
  });

  test("says what else must be over, and where the reason stands", () => {
    const client = printClient("things", documentOf(detailed));
    expect(client).toContain(
      "Nor is it over while the `phase` of some of `tasks` is `Starting` or `Running`, whatever `state` is.",
    );
    expect(client).toContain("is the error's `body`, and the message ends with its `why`.");
    const plain = printClient("things", documentOf(operation));
    expect(plain).toContain("is the error's `body`.\n");
    expect(plain).not.toContain("Nor is it over");
  });

  test("takes an answer without its envelope", () => {
    const enveloped = { ...withMembers({ data: withMembers({ state: text }) }), "x-envelope": "data" };
    const document = documentOf({ ...operation, ...answering(enveloped) });
    expect(specTables("things", document).waiters).toHaveProperty("waitForChange");
  });

  test("without one, nothing of core is bundled", () => {
    const { operations } = printTables(specTables("things", documentOf({})));
    expect(operations).toContain('import type { Operation } from "@jobwire/core";');
  });
});

describe("x-client-supplies: idempotency", () => {
  const supplied = { ...text, description: "A key.", maxLength: 64, "x-client-supplies": "idempotency" };
  const parameter = {
    name: "Key",
    in: "header",
    description: "A key.",
    schema: text,
    "x-client-supplies": "idempotency",
  };

  test("is marked in the table, and nothing else is supplied", () => {
    expect(tableOf({ parameters: [parameter] })?.parameters).toEqual({
      Key: { in: "header", types: ["string"], idempotency: true },
    });
    const schemas = { Key: { ...text, pattern: "^\\w+$" } };
    const key = { $ref: "#/components/schemas/Key", "x-client-supplies": "idempotency" };
    const requestBody = json(withMembers({ key, own: supplied, name: text }));
    expect(tableOf({ requestBody }, { schemas })?.body?.members).toEqual({
      key: { types: ["string"], pattern: /^\w+$/u, idempotency: true },
      own: { types: ["string"], maxLength: 64, idempotency: true },
      name: { types: ["string"] },
    });
  });

  test.each([
    ["Key", { parameters: [parameter] }],
    ["key", { requestBody: { required: true, ...json(withMembers({ key: supplied })) } }],
  ])("%s may be given", (name, operation) => {
    const client = printClient("things", documentOf(operation));
    expect(client).toContain(`
  /**
   * A key.
   *
   * Made up anew for each call, unless it is given.
   */
  ${name}?: string | undefined;`);
  });
});

describe("a boolean of two texts", () => {
  const flag = { ...text, format: "boolean", enum: ["TRUE", "FALSE"], default: "FALSE", example: "TRUE" };
  const schemas = {
    Flag: { ...flag, description: "Whether." },
    Job: withMembers({ kept: { $ref: "#/components/schemas/Flag" }, own: flag }),
  };
  const document = documentOf(
    {
      requestBody: json({ $ref: "#/components/schemas/Job" }),
      ...answering({ $ref: "#/components/schemas/Job" }),
    },
    { schemas },
  );
  const expected = "@default false\n   * @example true\n   */\n  kept?: boolean | undefined;";

  test("is a boolean to callers, and those texts on the wire", async () => {
    const { change } = specTables("things", document).operations;
    expect(change?.body?.members).toEqual({
      kept: { types: ["boolean"], shape: "boolean-text" },
      own: { types: ["boolean"], shape: "boolean-text" },
    });
    expect(change?.shape).toEqual({ kept: "boolean-text", own: "boolean-text" });
    expect(encode(true, change?.body?.members?.own?.shape, "own", () => {})).toBe("TRUE");
    expect(decode({ own: "FALSE" }, change?.shape)).toEqual({ own: false });
  });

  test("reads as one wherever it is described", async () => {
    expect(printClient("things", document)).toContain(expected);
    const schema = await printSchema(document);
    expect(schema.match(/(kept|own)\?: boolean;/g)).toHaveLength(2);
    expect(schema).not.toMatch(/TRUE|FALSE/);
  });

  test("as a parameter has its default in its text", () => {
    const parameters = [{ name: "kept", in: "query", schema: { $ref: "#/components/schemas/Flag" } }];
    const client = printClient("things", documentOf({ parameters }, { schemas }));
    expect(client).toContain("  /** @default false */\n  kept?: boolean | undefined;");
  });
});

test("a default is told, but that of an empty text", () => {
  const members = {
    size: { type: "integer", default: 0 },
    tags: { default: [] },
    name: { ...text, default: "" },
  };
  const client = printClient("things", documentOf({ requestBody: json(withMembers(members)) }));
  expect(client.match(/@default.*?(?= \*|$)/gm)).toEqual(["@default 0", "@default []"]);
});

describe("callbacks", () => {
  const calling = (call: object) => ({
    callbacks: { done: { $ref: "#/components/callbacks/Done" } },
    ...call,
  });
  const parameter = {
    name: "job_id",
    in: "query",
    description: "The job.",
    schema: { $ref: "#/components/schemas/Id" },
  };
  const components = (call: object) => ({
    schemas: { Id: { ...text, pattern: "^[a-f]+$" } },
    callbacks: {
      Done: {
        "{$request.query.url}": {
          parameters: [{ name: "size", in: "query", required: true, schema: { type: "integer" } }],
          post: { operationId: "jobDone", summary: "A job is done", parameters: [parameter], ...call },
        },
      },
    },
  });
  const printed = (call: object = {}) => printCallbacks("things", documentOf(calling({}), components(call)));

  test("have a type of what arrives, and what reads it", () => {
    const code = printed();
    expect(code).toContain("/** A job is done. */\nexport interface JobDone {\n  size: number;");
    expect(code).toContain("  /** The job. */\n  job_id?: string;");
    expect(code).toContain("export function parseJobDone(received: CallbackRequest): JobDone {");
    expect(code?.replace(/\s+/g, " ")).toContain(
      '{ provider: "things", operation: "jobDone" }, { size: { required: true, types: ["integer"], }, job_id: { types: ["string"], pattern: /^[a-f]+$/u, }, }, received)',
    );
  });

  test("stand once, whichever operations cause them", () => {
    const document = documentOf(calling({}), components({}));
    Object.assign(document.paths, documentOf(calling({ operationId: "other" }), {}, "/other").paths);
    expect(printCallbacks("things", document)?.match(/interface JobDone/g)).toHaveLength(1);
  });

  test("a spec without any has no file", () => {
    expect(printCallbacks("things", documentOf({}))).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ["a body", { requestBody: json(text) }, "jobDone: a callback with a body is not supported yet"],
    [
      "a header",
      { parameters: [{ ...parameter, in: "header" }] },
      "parameter job_id: in header of a callback",
    ],
    [
      "a list",
      { parameters: [{ ...parameter, schema: { type: "array", items: text } }] },
      "that is no scalar",
    ],
  ])("are refused with %s", (_, call, message) => {
    expect(() => printed(call)).toThrow(message);
  });
});
