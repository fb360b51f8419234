import { nearest } from "@jobwire/core";
import { type Documented, isSuccess, nameOf } from "./documented.ts";
import type { Operation } from "./operations.ts";
import { Problem } from "./problem.ts";

/** Which answer a request asks for by its header `Prefer`. */
export type Preference = { readonly answer: Documented } | { readonly dynamic: true };

const known = ["code", "example", "dynamic"];

/**
 * Reads `Prefer: code=404, example=notFound` or `Prefer: dynamic=true`. Throws a `Problem` for what the spec has
 * not, with 501: no provider answers that, so no test takes it for the answer that it wanted.
 */
export function readPreference(header: string | undefined, operation: Operation): Preference | undefined {
  const given = new Map((header ?? "").split(/[,;]/).map(readPair));
  // What others mean for the provider (`respond-async`, `wait`) is left alone.
  for (const name of given.keys()) {
    const meant = known.includes(name) ? undefined : nearest(name, known);
    if (meant !== undefined) throw unknown(`${JSON.stringify(name)} is unknown; did you mean "${meant}"?`);
  }
  const { code, example, dynamic } = Object.fromEntries(given);
  if (dynamic !== undefined && !/^(?:true|false)$/.test(dynamic)) {
    throw unknown(`dynamic: expected true or false, got ${JSON.stringify(dynamic)}`);
  }
  if (code === undefined && example === undefined) {
    return dynamic === "true" ? { dynamic: true } : undefined;
  }
  return { answer: documentedAnswer(operation, code, example) };
}

function readPair(part: string): [string, string] {
  const [name = "", value = ""] = part.split(/=(.*)/s);
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}

/** The first documented answer of that status and that name, a success if there is one. */
export function findDocumented(
  { documented }: Operation,
  code: string | undefined,
  example: string | undefined,
): Documented | undefined {
  const fitting = documented.filter(
    (each) =>
      (code === undefined || String(each.status) === code) &&
      (example === undefined || each.example === example),
  );
  return fitting.find(isSuccess) ?? fitting[0];
}

function documentedAnswer(operation: Operation, code?: string, example?: string): Documented {
  const found = findDocumented(operation, code, example);
  if (found) return found;
  const asked = [code !== undefined && `code=${code}`, example !== undefined && `example=${example}`];
  const all = operation.documented.map(nameOf).join("; ");
  throw unknown(`${operation.name} documents no ${asked.filter(Boolean).join(", ")}, only ${all}`);
}

function unknown(message: string): Problem {
  return new Problem(501, `Prefer: ${message}`, "header.prefer");
}
