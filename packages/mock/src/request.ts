import type { IHttpRequest } from "@stoplight/prism-http";
import { actionOf, spreadAction } from "./action.ts";
import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";

/** A request in Prism's form. */
export interface PrismRequest {
  readonly request: IHttpRequest;
  /** The body is malformed, or of a type that the operation does not take. */
  readonly unreadable: boolean;
  /** Why the body is no JSON, though it says so. */
  readonly malformed: string | undefined;
}

/** What Prism is to see of a request. */
export interface Parts {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The text of the body. */
  readonly content: string;
}

/** Puts a request that was routed to an operation into Prism's form. */
export function toPrismRequest(incoming: Incoming, operation: Operation): PrismRequest {
  const action = actionOf(operation.path);
  const { headers, query, content } = action ? spreadAction(incoming, operation, action) : plain(incoming);
  const type = content === "" ? undefined : mediaType(headers["content-type"]);
  const { body, malformed } = parseBody(content, type);
  const { "content-type": _replaced, ...others } = headers;
  return {
    malformed,
    unreadable: malformed !== undefined || (type !== undefined && !takesType(operation, type)),
    request: {
      method: operation.method as IHttpRequest["method"],
      url: {
        path: incoming.path,
        query: Object.fromEntries([...query.keys()].map((name) => [name, all(query, name)])),
      },
      headers: {
        ...others,
        ...(type !== undefined && { "content-type": type }),
        "content-length": String(Buffer.byteLength(content)), // by which Prism looks for a body; a chunked one has none
      },
      body,
    },
  };
}

function plain({ headers, query, body = "" }: Incoming): Parts {
  return { headers, query, content: body };
}

/** The content type. Prism throws at malformed ones, and checks nothing where there is none. */
function mediaType(header: string | undefined): string {
  const wellFormed = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;
  return header !== undefined && wellFormed.test(header) ? header : "application/octet-stream";
}

function takesType({ request }: Operation, type: string): boolean {
  const [essence = ""] = type.split(";");
  return (request?.body?.contents ?? []).some(({ mediaType }) => mediaType === essence.trim().toLowerCase());
}

function parseBody(
  content: string,
  type: string | undefined,
): { body?: unknown; malformed: string | undefined } {
  if (type === undefined) return { malformed: undefined };
  if (!/^application\/(?:[^;]+\+)?json\s*(?:;|$)/i.test(type)) return { body: content, malformed: undefined };
  try {
    return { body: JSON.parse(content), malformed: undefined };
  } catch (error) {
    return { malformed: (error as Error).message };
  }
}

function all(query: URLSearchParams, name: string): string | string[] {
  const values = query.getAll(name);
  return values.length === 1 ? (values[0] as string) : values;
}
