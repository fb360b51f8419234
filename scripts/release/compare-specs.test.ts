import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Document } from "../generate/document.ts";
import { changesetsIn, plannedBumps } from "./compare-specs/bumps.ts";
import { printer } from "./compare-specs/printer.ts";
import { scanner } from "./compare-specs/scanner.ts";
import { compareWithRelease, judge } from "./compare-specs.ts";
import { publishedPackages, root } from "./packages.ts";

const packages = await publishedPackages();
const released = printer as Document;

test.each(packages)("the spec of $folder breaks nobody unannounced", async (found) => {
  const { breaks, missing } = await compareWithRelease(found);
  expect.soft(missing && `${missing}\n${breaks.join("\n")}`).toBeUndefined();
});

test("a broken spec is refused until a changeset says so", async () => {
  const bundle = await bundleOf("tencent-batch");
  const today = change("components schemas DeleteJobRequest properties JobId type", "integer", bundle);
  const judged = (version: string, planned: "none" | "patch" | "minor" | "major") =>
    judge("@jobwire/tencent-batch", version, bundle, today, planned);

  expect(judged("0.1.0", "none")).toEqual({
    breaks: ["deleteJob: body.JobId: was string, is integer"],
    missing: "@jobwire/tencent-batch 0.1.0 needs a minor changeset: this breaks its users (planned: none)",
  });
  expect(judged("0.1.0", "patch").missing).toContain("(planned: patch)");
  expect(judged("0.1.0", "minor").missing).toBeUndefined();
  expect(judged("1.2.0", "minor").missing).toContain("needs a major changeset");
  expect(judged("1.2.0", "major").missing).toBeUndefined();
});

/** Any part of a document, by the names of its members. */
type Part = Record<string, unknown>;

/** Follows the names to a part of the spec, and changes it. Undefined takes it away. */
function change(path: string, value: unknown, before = released): Document {
  const today: Document = structuredClone(before);
  const names = path.split(" ");
  const last = names.pop() ?? "";
  const part = names.reduce((node, name) => node[name] as Part, today as unknown as Part);
  if (value === undefined && Array.isArray(part)) part.splice(Number(last), 1);
  else if (value === undefined) delete part[last];
  else part[last] = value;
  return today;
}

const breaksOf = (today: Document) => judge("@jobwire/printer", "0.1.0", released, today, "none").breaks;

const job = "paths /jobs/{id}";
const page = "components schemas Page";
const answered = "components schemas Job";

describe("what breaks", () => {
  test.each<[title: string, path: string, value: unknown, breaks: string[]]>([
    ["an operation gone", `${job} delete`, undefined, ["cancel: operation: was there, is gone"]],
    ["an operation renamed", `${job} delete operationId`, "stop", ["cancel: operation: was there, is gone"]],
    [
      "another path",
      "paths",
      { "/tasks/{id}": printer.paths["/jobs/{id}"] },
      [
        "print: address: was POST /jobs/{id}, is POST /tasks/{id}",
        "cancel: address: was DELETE /jobs/{id}, is DELETE /tasks/{id}",
      ],
    ],
    [
      "a way to authenticate gone",
      `${job} post security 1`,
      undefined,
      ["print: security: was key and secret, is token"],
    ],
    [
      "a header of an answer gone",
      `${job} post responses 200 headers X-Pages`,
      undefined,
      ["print: answer 200 header X-Pages: was there, is gone"],
    ],
    ["a server gone", "servers 1", undefined, ["servers: https://printer.example: was there, is gone"]],
    [
      "a region gone",
      "servers 0 variables region enum",
      ["us"],
      ["servers: https://{region}.printer.example region eu: was there, is gone"],
    ],
    [
      "a parameter gone",
      `${job} post parameters 3`,
      undefined,
      ["print: query parameter sides: was there, is gone"],
    ],
    [
      "a parameter elsewhere",
      `${job} post parameters 3 in`,
      "header",
      ["print: query parameter sides: was there, is gone"],
    ],
    [
      "a parameter required",
      `${job} post parameters 3 required`,
      true,
      ["print: query parameter sides: was not required, is required in each call"],
    ],
    [
      "a new required parameter",
      `${job} post parameters 4`,
      { name: "paper", in: "query", required: true, schema: { type: "string" } },
      ["print: query parameter paper: was not required, is required in each call"],
    ],
    [
      "a constant that users have to give",
      `${job} post parameters 0 x-client-supplies`,
      undefined,
      ["print: query parameter v: was not required, is required in each call"],
    ],
    [
      "a tenant that is no longer given once",
      `${job} post parameters 1 x-client-supplies`,
      undefined,
      ["print: header parameter tenant: was required once, or in each call, is required in each call"],
    ],
    [
      "a new tenant",
      `${job} post parameters 4`,
      { name: "site", in: "header", required: true, schema: {}, "x-client-supplies": "tenant" },
      ["print: header parameter site: was not required, is required once, or in each call"],
    ],
    [
      "a parameter that users cannot give any more",
      `${job} post parameters 1 x-client-supplies`,
      "credential",
      ["print: header parameter tenant: was given by users, is given by the client alone"],
    ],
    [
      "a value not accepted any more",
      `${job} post parameters 3 schema enum`,
      ["one"],
      ['print: query parameter sides: was "two" accepted, is only "one"'],
    ],
    [
      "a list of values where any was accepted",
      "components parameters Id schema enum",
      ["a", "b"],
      [
        'print: path parameter id: was any value, is only "a", "b"',
        'cancel: path parameter id: was any value, is only "a", "b"',
      ],
    ],
    [
      "a lower maximum",
      `${job} post parameters 2 schema maximum`,
      9,
      ["print: query parameter copies: was maximum 99, is maximum 9"],
    ],
    [
      "a higher minimum",
      `${job} post parameters 2 schema minimum`,
      2,
      ["print: query parameter copies: was minimum 1, is minimum 2"],
    ],
    [
      "a new limit",
      `${page} properties tags maxItems`,
      5,
      ["print: body.tags: was no maxItems, is maxItems 5"],
    ],
    [
      "no item twice",
      `${page} properties tags uniqueItems`,
      true,
      ["print: body.tags: was no uniqueItems, is uniqueItems true"],
    ],
    [
      "another pattern",
      `${page} properties font pattern`,
      "^a",
      ["print: body.font: was pattern ^[a-z]+$, is pattern ^a"],
    ],
    [
      "a new format",
      `${page} properties text format`,
      "uuid",
      ["print: body.text: was no format, is format uuid"],
    ],
    [
      "a narrower type",
      `${job} post parameters 2 schema type`,
      "string",
      ["print: query parameter copies: was integer, is string"],
    ],
    [
      "a number that has lost its digits",
      `${page} properties due format`,
      undefined,
      ["print: body.due: was int64, is integer"],
    ],
    [
      "an array of another type",
      `${page} properties tags items type`,
      "integer",
      ["print: body.tags[]: was string, is integer"],
    ],
    [
      "an alternative not accepted any more",
      `${page} properties ink anyOf 1`,
      undefined,
      ["print: body.ink: was object or string, is string"],
    ],
    [
      "a member of an alternative gone",
      "components schemas Ink properties colour",
      undefined,
      ["print: body.ink.colour: was there, is gone"],
    ],
    [
      "a member of the body gone",
      `${page} properties font`,
      undefined,
      ["print: body.font: was there, is gone"],
    ],
    [
      "a member of the body required",
      `${page} required`,
      ["text", "font"],
      ["print: body.font: was optional, is required"],
    ],
    [
      "a new required member",
      page,
      {
        ...printer.components.schemas.Page,
        properties: { ...printer.components.schemas.Page.properties, paper: { type: "string" } },
        required: ["text", "paper"],
      },
      ["print: body.paper: was not there, is required"],
    ],
    [
      "no further members",
      `${page} additionalProperties`,
      false,
      ["print: body.*: was further members, is none"],
    ],
    ["a body required", `${job} post requestBody required`, true, ["print: body: was optional, is required"]],
    ["a body gone", `${job} post requestBody`, undefined, ["print: body: was there, is gone"]],
    [
      "a media type gone",
      `${job} post requestBody content`,
      { "text/plain": { schema: { type: "string" } } },
      ["print: body as application/json: was there, is gone"],
    ],
    ["an answer gone", `${job} post responses 404`, undefined, ["print: answer 404: was there, is gone"]],
    [
      "a body where none was answered",
      `${job} delete responses 204 content`,
      { "application/json": { schema: { type: "object" } } },
      ["cancel: answer 204: was no body, is application/json"],
    ],
    [
      "a member of the answer gone",
      `${answered} properties pages`,
      undefined,
      ["print: answer 200.data.pages: was there, is gone"],
    ],
    [
      "a member that may be missing now",
      `${answered} required`,
      ["id"],
      ["print: answer 200.data.state: was always there, is may be missing"],
    ],
    [
      "a member that may be null now",
      `${answered} properties pages type`,
      ["integer", "null"],
      ["print: answer 200.data.pages: was integer, is integer or null"],
    ],
    [
      "a member with a narrower type",
      `${answered} properties isColour`,
      { type: "string" },
      ["print: answer 200.data.isColour: was boolean, is string"],
    ],
    [
      "a value that is not answered any more",
      `${answered} properties state enum`,
      ["waiting"],
      ['print: answer 200.data.state: was "printed" answered, is only "waiting"'],
    ],
    [
      "further members of another type",
      `${answered} properties notes additionalProperties type`,
      "integer",
      ["print: answer 200.data.notes.*: was string, is integer"],
    ],
    [
      "data elsewhere",
      "components schemas Printed x-envelope",
      undefined,
      ["print: answer 200: was data in data, is no envelope"],
    ],
    [
      "an answer of another kind",
      "components schemas Answer anyOf 2",
      { type: "object", properties: { code: { type: "integer" } } },
      ["print: answer 200: was no such alternative, is alternative 3"],
    ],
    [
      "an alternative of an answer gone",
      "components schemas Answer anyOf 1",
      undefined,
      ["print: answer 200: was alternative Problem, is no such alternative"],
    ],
    [
      "a member of an error gone, in a part of it",
      "components schemas Problem allOf 1 properties title",
      undefined,
      ["print: answer 200.title: was there, is gone", "print: answer 404.title: was there, is gone"],
    ],
    ["a named schema gone", "components schemas Spare", undefined, ["schemas: Spare: was there, is gone"]],
    ["a code gone", `${job} post x-error-codes`, [], ["print: code Jam: was there, is gone"]],
    [
      "a code of all operations gone",
      "x-error-codes",
      [],
      ["print: code BadToken: was there, is gone", "cancel: code BadToken: was there, is gone"],
    ],
    [
      "a code with another class",
      `${job} post x-error-codes 0 kind`,
      "Server",
      ["print: code Jam: was ConflictError, is ServerError"],
    ],
  ])("%s", (_, path, value, breaks) => {
    expect(breaksOf(change(path, value))).toEqual(breaks);
  });
});

describe("what breaks nobody", () => {
  test.each<[title: string, path: string, value: unknown]>([
    ["nothing", "info title", "Printer"],
    ["another text", `${job} post summary`, "Print"],
    ["a new operation", "paths /jobs", { get: { operationId: "list", summary: "", responses: {} } }],
    ["a new server", "servers 2", { url: "https://other.example" }],
    ["a new way to authenticate", `${job} post security 2`, { cookie: [] }],
    ["no authentication", `${job} post security`, []],
    ["a tenant that was given in each call", `${job} post parameters 3 x-client-supplies`, "tenant"],
    ["a new parameter", `${job} post parameters 4`, { name: "x", in: "query", schema: { type: "string" } }],
    [
      "a new constant",
      `${job} post parameters 4`,
      { name: "x", in: "query", required: true, schema: { const: 1 }, "x-client-supplies": "constant" },
    ],
    ["a value more", `${job} post parameters 3 schema enum`, ["one", "two", "four"]],
    ["any value", `${job} post parameters 3 schema enum`, undefined],
    ["a higher maximum", `${job} post parameters 2 schema maximum`, 100],
    ["no minimum", `${job} post parameters 2 schema minimum`, undefined],
    ["a wider type", `${job} post parameters 2 schema type`, ["number", "string"]],
    ["no pattern", `${page} properties font pattern`, undefined],
    ["a secret", `${page} properties text format`, "password"],
    ["a member less that is required", `${page} required`, []],
    ["another member of the body", `${page} properties paper`, { type: "string" }],
    [
      "alternatives in another order",
      `${page} properties ink anyOf`,
      printer.components.schemas.Page.properties.ink.anyOf.toReversed(),
    ],
    [
      "a boolean that may be text",
      `${page} properties isDraft`,
      { type: ["boolean", "string"], format: "boolean", enum: [true, false, "true", "false"] },
    ],
    ["an alternative more", `${page} properties ink anyOf 2`, { type: "integer" }],
    ["another member of the answer", `${answered} properties pause`, { type: "string" }],
    ["a member that is always there now", `${answered} required`, ["id", "state", "pages"]],
    ["a value more in an answer", `${answered} properties state enum`, ["waiting", "printed", "lost"]],
    ["a new bound in an answer", `${answered} properties pages maximum`, 10],
    ["a number in place of an integer", `${answered} properties pages type`, "number"],
    ["a new answer", `${job} post responses 500`, {}],
    ["a new code", "x-error-codes 1", { code: "Busy", status: 429, kind: "RateLimit", description: "" }],
    ["a new schema", "components schemas Other", { type: "string" }],
  ])("%s", (_, path, value) => {
    expect(breaksOf(change(path, value))).toEqual([]);
  });
});

test("the largest bump of a package's changesets counts", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jobwire-changesets-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "README.md"), '---\n"@jobwire/core": major\n---\n');
  await writeFile(
    join(folder, "one.md"),
    '---\n"@jobwire/core": patch\n"@jobwire/mock": minor\n---\n\nText\n',
  );
  await writeFile(
    join(folder, "two.md"),
    "---\n'@jobwire/core': minor\n---\n\n---\n\"@jobwire/core\": major\n",
  );
  expect(await plannedBumps(await changesetsIn(folder))).toEqual(
    new Map([
      ["@jobwire/core", "minor"],
      ["@jobwire/mock", "minor"],
    ]),
  );
});

async function bundleOf(folder: string): Promise<Document> {
  return JSON.parse(await readFile(join(root, "packages", folder, "openapi.json"), "utf8")) as Document;
}

describe("what an operation brings beside its call", () => {
  const look = "paths /scans get";
  const scans = scanner as unknown as Document;
  const breaks = (today: Document) => judge("@jobwire/scanner", "0.1.0", scans, today, "none").breaks;

  test.each<[title: string, path: string, value: unknown, found: string]>([
    ["a waiter gone", `${look} x-waiter`, undefined, "waitForScan: was there, is gone"],
    ["a waiter renamed", `${look} x-waiter method`, "wait", "waitForScan: was there, is wait"],
    [
      "a state not final",
      `${look} x-waiter failed`,
      [],
      "waitForScan state jammed: was failed, is not final",
    ],
    [
      "a state that is a failure now",
      `${look} x-waiter`,
      { method: "waitForScan", state: "state", succeeded: [], failed: ["done", "jammed"] },
      "waitForScan state done: was succeeded, is the other end",
    ],
    ["a callback gone", `${look} callbacks`, {}, "callback scanned: was there, is gone"],
    [
      "a callback's parameter gone",
      "components callbacks Scanned {$request.query.tell} get parameters 0",
      undefined,
      "callback scanned parameter id: was there, is gone",
    ],
    [
      "a server lost",
      `${look} servers`,
      [{ url: "https://sandbox.scanner.example" }],
      "server https://scanner.example: was there, is gone",
    ],
    [
      "an answer of a kind for other arguments",
      `${look} responses 200 content text/plain x-when as`,
      "plain",
      'answer 200 as text/plain: was {"as":"text"}, is {"as":"plain"}',
    ],
    [
      "a field whose text is text again",
      "components schemas Scan properties pages x-unset",
      undefined,
      "answer 200.pages: was integer or null, is integer or null or string",
    ],
  ])("%s", (_, path, value, found) => {
    expect(breaks(change(path, value, scans))).toEqual([`look: ${found}`]);
  });

  test("a server that an operation is left with", () => {
    const servers = [{ url: "https://scanner.example" }];
    expect(breaks(change("paths /scans delete servers", servers, scans))).toEqual([
      "cancel: servers: was all, is https://scanner.example",
    ]);
  });

  test("more states, servers and parameters break nobody", () => {
    const waiter = { method: "waitForScan", state: "state", succeeded: ["done", "well"], failed: ["jammed"] };
    expect(breaks(change(`${look} x-waiter`, waiter, scans))).toEqual([]);
    expect(breaks(change(`${look} servers`, undefined, scans))).toEqual([]);
  });
});
