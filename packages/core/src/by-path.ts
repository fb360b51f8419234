/** Calls by path. The one file that knows openapi-fetch: it serialises and reads; the requester sends. */
import createFetchClient from "openapi-fetch";
import { toResponse } from "./answer.ts";
import type { Placed } from "./arguments.ts";
import type { Operations } from "./definition.ts";
import { InvalidArgumentError, ResponseFormatError } from "./errors.ts";
import { checkCallOptions, checkPathCallOptions, type HeadersInput } from "./options.ts";
import { fillPath } from "./path.ts";
import type { Requester } from "./requester.ts";

export interface PathCallInit {
  params?: Placed;
  body?: unknown;
  headers?: HeadersInput;
  signal?: AbortSignal | null;
  [other: string]: unknown;
}

interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Stands in for `Request`, which would be built and copied only to be taken apart again. */
class RecordedRequest {
  readonly url: string;

  constructor(url: string, init: object) {
    Object.assign(this, init);
    this.url = url;
  }
}

export async function callByPath(
  requester: Requester,
  operations: Operations,
  method: string,
  path: string,
  init: PathCallInit,
): Promise<Result> {
  const found = Object.entries(operations).flatMap(([name, op]) =>
    "path" in op && op.method === method && op.path === path ? [[name, op] as const] : [],
  )[0];
  const { provider, baseUrl } = requester;
  if (!found) throw new InvalidArgumentError(`the spec has no operation ${method} ${path}`, { provider });
  const [name, operation] = found;
  const { params = {}, body, headers, signal, ...rest } = init;
  const options = { headers, signal: signal ?? undefined };
  return requester.begin(name, operation, options, async (call) => {
    checkPathCallOptions(init);
    checkCallOptions(options, operation);
    const written = requester.write(call, params, body);
    let failed = false;
    const { request } = createFetchClient<Record<string, never>>({
      baseUrl,
      pathSerializer: fillPath,
      // It has as much of a `Request` as openapi-fetch reads.
      Request: RecordedRequest as unknown as typeof Request,
      async fetch({ url }) {
        const [path = "", query = ""] = url.slice(baseUrl.length).split("?");
        const answer = await requester.send(call, path, query, written);
        failed = answer.error !== undefined;
        // openapi-fetch would choke on it.
        if (answer.error instanceof ResponseFormatError && answer.raw.status < 300) throw answer.error;
        return toResponse(answer);
      },
    });
    const { answer } = written.operation;
    const parseAs = answer === "text" ? "text" : answer === "bytes" ? "arrayBuffer" : "json";
    const template = path.replace(/#.*/, "");
    const serialized = { params: written.params, parseAs, ...rest };
    // Its types are by path, which is a value here; the caller has typed the call by the spec.
    const result = (await request(method as never, template as never, serialized as never)) as Result;
    // openapi-fetch goes by the status, but some failures come with 200.
    return failed && result.response.ok ? { error: result.data, response: result.response } : result;
  });
}
