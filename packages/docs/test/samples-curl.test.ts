import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Mock, type RecordedRequest, startMock } from "@jobwire/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProviders, type Provider } from "../src/reference/index.ts";
import { idempotencyKey } from "../src/reference/inputs.ts";
import { exampleArguments } from "../src/reference/samples/arguments.ts";
import { SampleFile } from "../src/reference/samples/sample-file.ts";
import { samplePrograms } from "./samples/program.ts";
import { run } from "./samples/run.ts";
import { createWorkspace } from "./samples/workspace.ts";

const providers = await loadProviders();
const calls = providers.flatMap((provider) =>
  provider.operations.map((operation) => {
    const command = operation.samples.find(({ label }) => label === "curl")?.source ?? "";
    return { name: `${provider.name} ${operation.id}`, provider, operation, command };
  }),
);

describe("what curl sends is what our client sends", () => {
  const recorded = new Map<string, RecordedRequest | undefined>();

  beforeAll(async () => {
    const programs = samplePrograms(providers).filter(({ name }) => name.endsWith(", TypeScript"));
    await using workspace = await createWorkspace(programs);
    const runs = await run(workspace, workspace.files);
    for (const [index, { name }] of calls.entries())
      recorded.set(
        name,
        runs[index]?.requests.findLast(({ operation }) => name.endsWith(` ${operation}`)),
      );
  }, 300_000);

  test.each(calls)("$name", async ({ name, provider, operation, command }) => {
    const request = recorded.get(name);
    if (!request) expect.fail(`the TypeScript sample of ${name} did not reach the mock`);
    const schemes = Object.values(provider.bundle.components?.securitySchemes ?? {});
    const ours = operation.parameters.filter((parameter) => parameter["x-client-supplies"] === "credential");
    const credentials = [...schemes, ...ours].map(({ name = "authorization" }) => name.toLowerCase());
    const told = read(command);
    const contents = filesOf(provider, operation);

    expect(told.method).toBe(request.method);
    expect(withoutQuery(told.path, credentials)).toEqual(withoutQuery(request.path, credentials));
    const type = request.headers["content-type"];
    if (type?.startsWith("multipart/")) {
      const form = await new Response(request.body, { headers: { "content-type": type } }).formData();
      const sent = [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
      expect(told.parts).toEqual(sent);
      return;
    }
    expect(without(told.headers, credentials)).toEqual(without(request.headers, ["host", ...credentials]));
    // Of its own making, and so another each time.
    const key = idempotencyKey(provider.bundle, operation)?.name;
    if (key) expect(JSON.parse(told.body)).toHaveProperty(key);
    expect(compact(contents.get(told.file ?? "") ?? told.body, key)).toBe(compact(request.body, key));
    if (isSigned(command)) {
      // Here the client sends the same kind of credentials, so that their names can be compared, too.
      expect(Object.keys(told.headers).sort()).toEqual(
        Object.keys(without(request.headers, ["host"])).sort(),
      );
      const form = told.headers.authorization?.replace(/<[^>]*>/g, "*").split("*") as string[];
      for (const part of form) expect(request.headers.authorization).toContain(part);
    }
  });
});

describe("a command that needs no signature works as it stands", () => {
  const mocks = new Map<string, Mock>();
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "jobwire-curl-"));
    for (const { provider, operation } of calls) {
      for (const [file, content] of filesOf(provider, operation))
        await writeFile(join(folder, file), content);
      const name = provider.sharedBy[0]?.name ?? provider.name;
      if (!mocks.has(provider.name)) mocks.set(provider.name, await startMock(name));
    }
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...mocks.values()].map((mock) => mock.close()));
    await rm(folder, { recursive: true });
  });

  /** Runs a command against the mock: status and body of the answer. */
  async function send(mock: Mock, command: string, extra = ""): Promise<{ status: string; body: string }> {
    const { apiToken, token, accessToken } = mock.credentials;
    const env = { PATH: process.env.PATH, API_TOKEN: apiToken, IAM_TOKEN: token, OAUTH: accessToken };
    const options = `-s -w '\\n%{http_code}' ${extra}`;
    const here = command.replace(/"https:\/\/[^/"]+/, `${options} "${mock.url}`);
    const { stdout } = await promisify(execFile)("bash", ["-c", here], { env, cwd: folder });
    const end = stdout.lastIndexOf("\n");
    return { status: stdout.slice(end + 1), body: stdout.slice(0, end) };
  }

  const unsigned = calls.filter(({ command }) => !isSigned(command));

  test.each(unsigned)("$name", async ({ provider, operation, command }) => {
    const mock = mocks.get(provider.name) as Mock;
    mock.reset();
    expect(await send(mock, command)).toMatchObject({ status: String(operation.outcomes[0]?.status) });
    expect(mock.violations).toEqual([]);
  });

  test.each(unsigned)(
    "$name has every outcome that the table of the mock’s answers names",
    async ({ provider, operation, command }) => {
      const mock = mocks.get(provider.name) as Mock;
      const usual = operation.mockAnswers[0]?.values ?? new Map<string, string>();
      for (const { outcome, prefer, values, isByValue } of operation.mockAnswers) {
        const { status, example, error } = outcome;
        const asked = await send(mock, command, `-H 'Prefer: ${prefer}'`);
        expect(asked.status, prefer).toBe(String(status));
        const { content = {} } = operation.spec.responses[status] ?? {};
        const documented = Object.values(content).flatMap(
          ({ examples }) => examples?.[example ?? ""] ?? [],
        )[0]?.value;
        if (typeof documented === "string") expect(asked.body, prefer).toBe(documented);
        else if (documented) expect(JSON.parse(asked.body), prefer).toEqual(documented);

        if (!isByValue || [...values.keys()].some((place) => !usual.has(place))) continue;
        let changed = command;
        for (const [place, value] of values) {
          const before = usual.get(place) as string;
          changed = changed.includes(before)
            ? changed.replace(before, value)
            : changed.replace(encodeURIComponent(before), encodeURIComponent(value));
        }
        const caused = await send(mock, changed);
        expect(caused.status, changed).toBe(String(status));
        if (error?.code) expect(caused.body, changed).toContain(error.code);
        if (error && documented)
          expect(Object.keys(JSON.parse(caused.body))).toEqual(Object.keys(documented));
      }
    },
  );
});

/** What the files hold that the samples of an operation send, by their names. */
function filesOf({ bundle }: Provider, operation: Provider["operations"][number]): Map<string, string> {
  const files = Object.values(exampleArguments(bundle, operation, undefined));
  return new Map(files.flatMap((file) => (file instanceof SampleFile ? [[file.name, file.content]] : [])));
}

/** JSON without the spaces that make it readable, and without a member; anything else as it is. */
function compact(body: string, left?: string): string {
  if (!body.startsWith("{")) return body;
  return JSON.stringify(JSON.parse(body), (key, value) => (key === left ? undefined : value));
}

function isSigned(command: string): boolean {
  return command.includes("Signature=");
}

interface Told {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The file that is sent as the body. */
  file: string | undefined;
  /** Of a form: names, and texts or names of files. */
  parts: [string, string][];
}

/** Reads a command as the shell and curl do, as far as the samples need it. */
function read(command: string): Told {
  const line = command.replace(/^#.*\n/gm, "").replaceAll("\\\n", " ");
  const words = [...line.matchAll(/'((?:[^']|'\\'')*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single?.replaceAll("'\\''", "'") ?? double ?? bare ?? "",
  );
  const after = (option: string) =>
    words.flatMap((word, index) => (word === option ? [words[index + 1] ?? ""] : []));
  const url = new URL(words.find((word) => word.startsWith("https://")) ?? "");
  for (const pair of after("--data-urlencode")) url.searchParams.append(...split(pair));
  const { pathname, search } = url;
  const [body = ""] = after("-d");
  const [file] = after("-T");
  const parts = [...after("-F"), ...after("--form-string")].map(split);
  const headers = after("-H").map((header) => {
    const colon = header.indexOf(":");
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  const usual = file ? "PUT" : body || parts.length > 0 ? "POST" : "GET";
  const method = after("-X")[0] ?? usual;
  return { method, path: pathname + search, headers: Object.fromEntries(headers), body, file, parts };
}

/** The name and the value of `name=value`; a file is told by its name. */
function split(pair: string): [string, string] {
  const sign = pair.indexOf("=");
  return [pair.slice(0, sign), pair.slice(sign + 1).replace(/^@/, "")];
}

function without(headers: Readonly<Record<string, string>>, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** The path, and what its query says but for some names, in whatever order. */
function withoutQuery(path: string, names: readonly string[]): [string, string[][]] {
  const { pathname, searchParams } = new URL(path, "http://mock");
  for (const name of names) searchParams.delete(name);
  searchParams.sort();
  return [pathname, [...searchParams]];
}
