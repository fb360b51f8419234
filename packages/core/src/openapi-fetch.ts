/** The one file that knows openapi-fetch. It serialises; what sends is given to it as its `fetch`. */
import createFetchClient, { type Client } from "openapi-fetch";
import type { Placed } from "./arguments.ts";
import type { BodyInput } from "./body.ts";
import type { HeadersInput } from "./options.ts";
import { fillPath } from "./path.ts";

const methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS"] as const;

/** Calls by path, typed by the spec: openapi-fetch's client without its middleware. */
export type RawClient<Paths extends object> = Pick<Client<Paths>, (typeof methods)[number]>;

/** What is passed through openapi-fetch untouched, for the one who sends. */
export interface Serialized {
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInput | undefined;
}

export interface FetchInit {
  params?: Placed;
  body?: unknown;
  headers?: HeadersInput;
  signal?: AbortSignal | null;
  [other: string]: unknown;
}

interface FetchResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Stands in for `Request`, which would be built and copied only to be taken apart again. */
class RecordedRequest implements Serialized {
  readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: BodyInput | undefined;

  constructor(url: string, init: object) {
    Object.assign(this, init);
    this.url = url;
  }
}

export type Send<Context> = (serialized: Serialized, context: Context) => Promise<Response>;

/** Serialises a request and has it sent; `context` reaches `send` as it is. */
export type Dispatch<Context> = (
  method: string,
  path: string,
  init: FetchInit,
  context: Context,
) => Promise<FetchResult>;

export function createDispatch<Context>(baseUrl: string, send: Send<Context>): Dispatch<Context> {
  const client = createFetchClient<Record<string, never>>({
    baseUrl,
    pathSerializer: fillPath,
    bodySerializer: (body) => body as unknown as BodyInput, // serialised already, by what the spec says of it
    Request: RecordedRequest as unknown as typeof Request,
    fetch: (request) => {
      const { context, ...serialized } = request as unknown as RecordedRequest & { context: Context };
      return send(serialized, context);
    },
  });
  const request = client.request as unknown as (...call: [string, string, object]) => Promise<FetchResult>;
  return (method, path, init, context) => request(method, path, { ...init, context });
}

/** Gives the calls by path, each handed to `dispatch`. */
export function createRawClient<Paths extends object>(
  dispatch: (method: string, path: string, init: FetchInit) => Promise<FetchResult>,
): RawClient<Paths> {
  const calls = methods.map((method) => [
    method,
    (path: string, init: FetchInit = {}) => dispatch(method, path, init),
  ]);
  return Object.fromEntries(calls) as RawClient<Paths>;
}
