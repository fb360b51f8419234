import { expectOneOf } from "./expect.ts";
import { toMap } from "./inputs.ts";
import type { RecordedRequest } from "./mock.ts";
import type { Operation } from "./operations.ts";
import { brokenEncodingAt } from "./percent-encoding.ts";

export interface CallbackOptions {
  /** The operation that was given the address. */
  readonly operation: string;
  /** What takes the places of tags, by their names. */
  readonly values: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What the provider sends, as a spec has it. */
interface Callback {
  readonly method: string;
  /** The query parameter that is given its address. */
  readonly parameter: string;
  /** An example for each of its tags. */
  readonly examples: ReadonlyMap<string, unknown>;
}

/** Calls the address that the last successful one of these requests gave to its operation. */
export async function sendCallback(
  operations: readonly Operation[],
  requests: readonly RecordedRequest[],
  { operation: name, values, signal }: CallbackOptions,
): Promise<Response> {
  const callbacks = new Map(operations.flatMap((each) => entryOf(each)));
  const callback = callbacks.get(expectOneOf("operation", name, [...callbacks.keys()])) as Callback;
  const ordered = requests.findLast(
    ({ operation, status }) => operation === name && status !== undefined && status < 300,
  );
  if (!ordered) throw new Error(`no address to call back: there was no successful request of ${name}`);
  const query = new URLSearchParams(ordered.path.replace(/^[^?]*/, ""));
  const template = query.get(callback.parameter);
  if (!template) throw new Error(`no address to call back: the last ${name} had no ${callback.parameter}`);
  const own = [...callback.examples].map(([tag, example]) => [tag, query.get(tag) ?? String(example)]);
  return call(withValues(template, { ...Object.fromEntries(own), ...values }), callback.method, signal);
}

/** The only callback of an operation, whose address is a parameter of the query. */
function entryOf({ name, prism: { callbacks = [] } }: Operation): [string, Callback][] {
  return callbacks.flatMap((callback): [string, Callback][] => {
    if (!("method" in callback)) return [];
    const { method, path, request = {} } = callback;
    const [, parameter] = path.match(/^\{\$request\.query\.([^}]+)\}$/) ?? [];
    if (parameter === undefined) return [];
    const examples = (request.query ?? []).flatMap((tag) => {
      const [example] = toMap("examples" in tag ? tag.examples : []).values();
      return "name" in tag ? [[tag.name, example] as const] : [];
    });
    return [[name, { method: method.toUpperCase(), parameter, examples: new Map(examples) }]];
  });
}

/** What is no known tag stays as it is. */
function withValues(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (tag, name) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] as string) : tag,
  );
}

/** A mock is no reason to send anything to another machine. */
async function call(address: string, method: string, signal: AbortSignal): Promise<Response> {
  if (!URL.canParse(address)) throw new Error(`the address to call back is none: ${address}`);
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
    throw new Error(
      `expected an address of this machine to call back, such as http://127.0.0.1, got ${url.origin}`,
    );
  }
  const { username, password } = url;
  url.username = url.password = "";
  if (brokenEncodingAt(username + password) !== undefined) {
    throw new Error("expected percent-encoded UTF-8 as user and password of the address to call back");
  }
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = username === "" ? {} : { authorization: `Basic ${Buffer.from(user).toString("base64")}` };
  return fetch(url, { method, headers, redirect: "manual", signal });
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
