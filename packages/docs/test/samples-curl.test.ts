import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Mock, type RecordedRequest, startMock } from "@jobwire/mock";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProviders } from "../src/reference/index.ts";
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
  }, 120_000);

  test.each(calls)("$name", ({ name, provider, operation, command }) => {
    const request = recorded.get(name);
    if (!request) expect.fail(`the TypeScript sample of ${name} did not reach the mock`);
    const schemes = Object.values(provider.bundle.components?.securitySchemes ?? {});
    const ours = operation.parameters.filter((parameter) => parameter["x-client-supplies"] === "credential");
    const credentials = [...schemes, ...ours].map(({ name = "authorization" }) => name.toLowerCase());
    const told = read(command);

    expect(told.method).toBe(request.method);
    expect(withoutQuery(told.path, credentials)).toBe(withoutQuery(request.path, credentials));
    expect(without(told.headers, credentials)).toEqual(without(request.headers, ["host", ...credentials]));
    expect(told.body).toBe(request.body);
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

  beforeAll(async () => {
    for (const { provider } of calls) {
      const name = provider.sharedBy[0]?.name ?? provider.name;
      if (!mocks.has(provider.name)) mocks.set(provider.name, await startMock(name));
    }
  }, 60_000);
  afterAll(() => Promise.all([...mocks.values()].map((mock) => mock.close())));

  test.each(calls.filter(({ command }) => !isSigned(command)))(
    "$name",
    async ({ provider, operation, command }) => {
      const mock = mocks.get(provider.name) as Mock;
      const { apiToken, token, accessToken } = mock.credentials;
      const env = { PATH: process.env.PATH, API_TOKEN: apiToken, IAM_TOKEN: token, OAUTH: accessToken };
      const here = command.replace(/"https:\/\/[^/"]+/, `-s -o /dev/null -w '%{http_code}' "${mock.url}`);
      const { stdout } = await promisify(execFile)("bash", ["-c", here], { env });

      expect(stdout).toBe(String(operation.outcomes[0]?.status));
      expect(mock.violations).toEqual([]);
    },
  );
});

function isSigned(command: string): boolean {
  return command.includes("Signature=");
}

interface Told {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Reads a command as the shell and curl do, as far as the samples need it. */
function read(command: string): Told {
  const line = command.replace(/^#.*\n/gm, "").replaceAll("\\\n", " ");
  const words = [...line.matchAll(/'((?:[^']|'\\'')*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single?.replaceAll("'\\''", "'") ?? double ?? bare ?? "",
  );
  const after = (option: string) =>
    words.flatMap((word, index) => (word === option ? [words[index + 1] ?? ""] : []));
  const { pathname, search } = new URL(words.find((word) => word.startsWith("https://")) ?? "");
  const [body = ""] = after("-d");
  const headers = after("-H").map((header) => {
    const colon = header.indexOf(":");
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  const method = after("-X")[0] ?? (body ? "POST" : "GET");
  return { method, path: pathname + search, headers: Object.fromEntries(headers), body };
}

function without(headers: Readonly<Record<string, string>>, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function withoutQuery(path: string, names: readonly string[]): string {
  const url = new URL(path, "http://mock");
  for (const name of names) url.searchParams.delete(name);
  return url.pathname + url.search;
}
