import type { Document, Located, ResponseObject } from "../../generate/document.ts";
import { resolve } from "../../generate/document.ts";
import type { Break } from "./schemas.ts";

/** What an operation brings beside its own call: who waits for it, who calls back, which servers have it. */
export function compareMethods(was: Document, before: Located, is: Document, after: Located): Break[] {
  return [
    ...compareWaiters(before, after),
    ...compareCallbacks(was, before, is, after),
    ...compareServers(before, after),
  ];
}

function compareWaiters({ operation: was }: Located, { operation: is }: Located): Break[] {
  const [before, after] = [was["x-waiter"], is["x-waiter"]];
  if (!before) return [];
  if (!after || after.method !== before.method)
    return [{ place: before.method, was: "there", is: after ? after.method : "gone" }];
  const lost = (["succeeded", "failed"] as const).flatMap((end) =>
    before[end].filter((state) => !after[end].includes(state)).map((state) => ({ state, end })),
  );
  return lost.map(({ state, end }) => ({
    place: `${before.method} state ${state}`,
    was: end,
    is: [...after.succeeded, ...after.failed].includes(state) ? "the other end" : "not final",
  }));
}

/** Each has a parser, whose result has a member for each parameter. */
function compareCallbacks(was: Document, before: Located, is: Document, after: Located): Break[] {
  const now = parametersOf(is, after);
  return [...parametersOf(was, before)].flatMap(([callback, names]) => {
    const left = now.get(callback);
    if (!left) return [{ place: `callback ${callback}`, was: "there", is: "gone" }];
    return names
      .filter((name) => !left.includes(name))
      .map((name) => ({ place: `callback ${callback} parameter ${name}`, was: "there", is: "gone" }));
  });
}

function parametersOf(document: Document, { operation }: Located): Map<string, string[]> {
  const named = Object.entries(operation.callbacks ?? {}).map(([name, reference]) => {
    const paths = Object.values(resolve<object>(document, reference)) as Record<string, CallbackOperation>[];
    const parameters = paths
      .flatMap((path) => Object.values(path))
      .flatMap(({ parameters = [] }) => parameters);
    return [name, parameters.map((parameter) => resolve(document, parameter).name)] as const;
  });
  return new Map(named);
}

interface CallbackOperation {
  parameters?: { name: string }[];
}

/** An operation without servers of its own is on all of them. */
function compareServers({ operation: was }: Located, { operation: is }: Located): Break[] {
  const now = is.servers?.map(({ url }) => url);
  if (!now) return [];
  if (!was.servers) return [{ place: "servers", was: "all", is: now.join(", ") }];
  return was.servers
    .filter(({ url }) => !now.includes(url))
    .map(({ url }) => ({ place: `server ${url}`, was: "there", is: "gone" }));
}

/** By which arguments an answer is of each media type. */
export function compareVariants(was: ResponseObject, is: ResponseObject, place: string): Break[] {
  return Object.entries(was.content ?? {}).flatMap(([mediaType, { "x-when": before }]) => {
    const after = is.content?.[mediaType];
    const [old, now] = [before, after?.["x-when"]].map((when) => (when ? JSON.stringify(when) : "always"));
    return after && old !== now
      ? [{ place: `${place} as ${mediaType}`, was: String(old), is: String(now) }]
      : [];
  });
}
