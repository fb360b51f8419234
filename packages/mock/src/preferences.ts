import { nameOf, type Operation } from "./operations.ts";
import { Problem } from "./problem.ts";

/** Which answer a request asks for by its header `Prefer`. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic: boolean;
  readonly seed?: string;
}

/** Reads `Prefer: code=404, example=notFound` or `Prefer: dynamic=true`. Throws a `Problem` for what the spec has not. */
export function readPreferences(header: string | undefined, operation: Operation): Preferences {
  const given = new Map((header ?? "").split(/[,;]/).map(readPair));
  const { code, example, dynamic, seed } = Object.fromEntries(given);
  if (code !== undefined && !/^\d{3}$/.test(code)) throw malformed("code", "three digits", code);
  if (dynamic !== undefined && !/^(?:true|false)$/.test(dynamic))
    throw malformed("dynamic", "true or false", dynamic);
  checkDocumented(operation, code, example);
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { exampleKey: example }),
    ...(seed !== undefined && { seed }),
    dynamic: dynamic === "true",
  };
}

function readPair(part: string): [string, string] {
  const [name = "", value = ""] = part.split(/=(.*)/s);
  return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
}

function malformed(name: string, expected: string, got: string): Problem {
  return new Problem(422, `Prefer: ${name}: expected ${expected}, got ${JSON.stringify(got)}`);
}

function checkDocumented(operation: Operation, code: string | undefined, example: string | undefined): void {
  const { responses } = operation;
  if (code === undefined && example === undefined) return;
  const response =
    code === undefined
      ? responses.find((response) => /^2/.test(response.code))
      : responses.find((response) => [code, `${code[0]}XX`, "default"].includes(response.code));
  if (!response) {
    const known = responses.map((each) => each.code).join(", ");
    throw new Problem(404, `Prefer: ${nameOf(operation)} documents no ${code ?? "success"}, only ${known}`);
  }
  const names = examplesOf(response);
  if (example === undefined || names.length === 0 || names.includes(example)) return;
  const known = responses.flatMap((each) =>
    examplesOf(each).map((name) => `code=${each.code}, example=${name}`),
  );
  throw new Problem(
    404,
    `Prefer: ${nameOf(operation)} has no example ${JSON.stringify(example)} for ${response.code}, only ${known.join("; ")}`,
  );
}

function examplesOf({ contents = [] }: Operation["responses"][number]): string[] {
  return contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key));
}
