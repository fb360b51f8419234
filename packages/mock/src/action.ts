import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import type { Parts } from "./request.ts";

/**
 * What tells apart operations that share a URL. Their paths end in a fragment, as in
 * `/#X-TC-Action=DeleteJob`: it is never sent, and names the header and its value.
 */
export interface Action {
  /** The path that is sent. */
  readonly path: string;
  readonly header: string;
  readonly value: string;
}

/** The action that a path of a spec names in its fragment. */
export function actionOf(path: string): Action | undefined {
  const [, sent, header, value] = path.match(/^([^#]*)#([^=]+)=(.*)$/) ?? [];
  return sent !== undefined && header !== undefined && value !== undefined
    ? { path: sent, header, value }
    : undefined;
}

/** The query parameter that stands for a header: the last part of its name, as `Action` of `X-TC-Action`. */
export function queryName(header: string): string {
  return header.slice(header.lastIndexOf("-") + 1);
}

/** The action that a request asks for, in the header or else in the query. */
export function askedAction({ headers, query }: Incoming, { header }: Action): string | undefined {
  return headers[header.toLowerCase()] ?? query.get(queryName(header)) ?? undefined;
}

/**
 * A request for an action may have all of it in the query: what the spec has as headers, under the last part of
 * their names, and by GET the members of the body as well. This puts both where the spec has them.
 */
export function spreadAction(incoming: Incoming, operation: Operation, action: Action): Parts {
  const headers = { ...incoming.headers };
  const query = new URLSearchParams(incoming.query);
  const inQuery = headers[action.header.toLowerCase()] === undefined;
  for (const { name } of inQuery ? (operation.request?.headers ?? []) : []) {
    const value = query.get(queryName(name));
    if (value === null) continue;
    headers[name.toLowerCase()] ??= value;
    query.delete(queryName(name));
  }
  if (incoming.method.toLowerCase() === operation.method || query.size === 0) {
    return { headers, query, content: incoming.body ?? "" };
  }
  headers["content-type"] = "application/json";
  return { headers, query: new URLSearchParams(), content: JSON.stringify(Object.fromEntries(query)) };
}
