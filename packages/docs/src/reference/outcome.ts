import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient, type Envelope, JobwireError, type Operations, type Service } from "@jobwire/core";
import { resolve } from "../../../../scripts/generate/document.ts";
import type { Bundle, HeaderObject, ResponseObject } from "./bundle.ts";
import type { Located } from "./operation.ts";
import { type Arguments, exampleArguments, isReachedByInput } from "./samples/arguments.ts";
import type { Setup } from "./samples/setup.ts";

/** What a package reads its answers by. */
export interface Runtime {
  readonly service: Service;
  readonly operations: Operations;
  readonly envelope: Envelope;
}

/** A documented answer, and what it becomes in the client. */
export interface Outcome {
  readonly status: number;
  /** The name of the answer's example; undefined: the answer has no body. */
  readonly example: string | undefined;
  readonly summary: string;
  /** What the call resolves to, if it does. */
  readonly result?: unknown;
  readonly error?: { readonly class: string; readonly code: string | undefined };
}

export type Failure = Outcome & { readonly error: NonNullable<Outcome["error"]> };

export const isFailure = (outcome: Outcome): outcome is Failure => outcome.error !== undefined;

/** The tables and the envelope of a package, from its sources. */
export async function loadRuntime(folder: string): Promise<Runtime> {
  const src = join(folder, "src");
  const { service }: { service: Service } = await import(join(src, "generated/service.ts"));
  const operations: Operations = { ...(await import(join(src, "generated/operations.ts"))) };
  if (!(await readdir(src)).includes("envelope.ts"))
    return { service, operations, envelope: { failure: () => undefined } };
  const module: Record<string, Envelope> = await import(join(src, "envelope.ts"));
  const envelope = Object.values(module).find((exported) => typeof exported.failure === "function");
  if (!envelope) throw new Error(`${src}/envelope.ts: exports no envelope`);
  return { service, operations, envelope };
}

/** Every documented answer of an operation, put through the real client. */
export function documentedOutcomes(
  bundle: Bundle,
  located: Located,
  setup: Setup,
  runtime: Runtime,
): Promise<Outcome[]> {
  const answers = Object.entries(located.spec.responses).flatMap(([code, response]) =>
    answersOf(bundle, Number(code), response),
  );
  return Promise.all(
    answers.map(async ({ body, headers, ...outcome }): Promise<Outcome> => {
      const answer = async () => new Response(body, { status: outcome.status, headers });
      const { example } = outcome;
      const input = example !== undefined && isReachedByInput(located, example) ? example : undefined;
      const given = exampleArguments(bundle, located, input);
      try {
        return { ...outcome, result: await call(located, given, setup, runtime, answer) };
      } catch (error) {
        if (!(error instanceof JobwireError)) throw error;
        return { ...outcome, error: { class: error.name, code: error.code } };
      }
    }),
  );
}

interface DocumentedAnswer extends Pick<Outcome, "status" | "example" | "summary"> {
  body: string | null;
  headers: Record<string, string>;
}

function answersOf(bundle: Bundle, status: number, response: ResponseObject): DocumentedAnswer[] {
  const headers = Object.fromEntries(
    Object.entries(response.headers ?? {}).map(([name, header]) => [
      name,
      String(resolve<HeaderObject>(bundle, header).example ?? ""),
    ]),
  );
  const contents = Object.entries(response.content ?? {});
  if (contents.length === 0) {
    const summary = response.description.split(".")[0] as string;
    return [{ status, example: undefined, summary, body: null, headers }];
  }
  return contents.flatMap(([mediaType, { examples = {} }]) =>
    Object.entries(examples).map(([example, { summary = example, value }]) => ({
      status,
      example,
      summary,
      body: typeof value === "string" ? value : JSON.stringify(value),
      headers: { ...headers, "content-type": mediaType },
    })),
  );
}

/** Makes a call as the samples do, without credentials. */
export async function call(
  located: Located,
  given: Arguments,
  setup: Setup,
  { service, operations, envelope }: Runtime,
  fetch: typeof globalThis.fetch,
): Promise<unknown> {
  const regions = service.servers.flatMap(({ regions = [] }) => regions);
  const client = createClient<Record<string, (given: object) => PromiseLike<unknown>>>({
    service,
    operations,
    envelope,
    options: { fetch, retries: 0 },
    ownOptions: [],
    region: regions.find((region) => setup.source.includes(`"${region}"`)),
    tenant: tenantOf(located, setup),
    auth: () => undefined,
  });
  return await client[located.id]?.(given);
}

/** What the client was told at its creation: all that is required, and what the setup of the samples gives. */
function tenantOf({ parameters }: Located, { source }: Setup): Record<string, unknown> {
  const tenants = parameters.filter((parameter) => parameter["x-client-supplies"] === "tenant");
  return Object.fromEntries(
    tenants
      .filter(({ required, example }) => required || source.includes(`"${example}"`))
      .map(({ name, example }) => [name, example]),
  );
}
