/**
 * All that is asked of Prism. Two parts are imported by themselves: its index also loads what makes up answers,
 * 40 MB and a quarter of a second that few mocks need.
 */
import { getHttpOperationsFromSpec } from "@stoplight/prism-http/dist/utils/operations.js";
import { validateInput } from "@stoplight/prism-http/dist/validator/index.js";
import { isLeft } from "fp-ts/lib/Either.js";
import { isFile, multipart, octets, urlencoded } from "./body-type.ts";

/** An operation of a spec in Prism's form. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** A request in Prism's form. */
export type PrismRequest = Parameters<typeof validateInput>[0]["element"];

/** What Prism finds wrong. `path` begins with the part: `body`, `query`, `header` or `path`. */
export interface PrismDiagnostic {
  readonly path?: readonly (string | number)[] | undefined;
  readonly code?: string | number | undefined;
  readonly message: string;
  /** 0: an error; greater: less than that. */
  readonly severity: number;
}

export async function loadPrismOperations(spec: object): Promise<PrismOperation[]> {
  return getHttpOperationsFromSpec(withExactIntegers(spec));
}

/**
 * An operation without what the mock reads itself: parameters in forms that Prism does not know, and files. A form
 * in parts is checked as one in a single part.
 */
export function forValidation(operation: PrismOperation, unknown: ReadonlySet<string>): PrismOperation {
  const { request } = operation;
  if (!request) return operation;
  const query = request.query?.map((each) =>
    unknown.has(each.name) ? { ...each, schema: undefined } : each,
  );
  const contents = request.body?.contents?.map((content) => {
    if (content.mediaType === multipart) return { ...content, mediaType: urlencoded };
    return isFile(content.mediaType) ? { ...content, mediaType: octets, schema: undefined } : content;
  });
  const body = request.body && { ...request.body, contents };
  return { ...operation, request: { ...request, query, body } } as PrismOperation;
}

/** Checks a request against the schemas of its operation. */
export function validate(request: PrismRequest, operation: PrismOperation): readonly PrismDiagnostic[] {
  const result = validateInput({ resource: operation, element: request });
  return isLeft(result) ? (result.left as readonly PrismDiagnostic[]) : [];
}

/** Checks a value against a schema. Paths begin within the value. */
export function validateValue(value: unknown, schema: object): readonly PrismDiagnostic[] {
  const request: PrismRequest = { method: "post", url: { path: "/" }, body: { value } };
  return validate(request, holderOf(schema)).map(({ path = [], ...rest }) => ({
    ...rest,
    path: path.slice(2),
  }));
}

/** Prism compiles a schema once, and knows it by the object that it is. */
const holders = new WeakMap<object, PrismOperation>();

/** An operation that takes a value of a schema as member of its body: a body of its own could not be null. */
function holderOf(schema: object): PrismOperation {
  const known = holders.get(schema);
  if (known) return known;
  const body = { type: "object", properties: { value: schema } };
  const contents = [{ id: "", mediaType: "application/json", schema: body, examples: [], encodings: [] }];
  // Prism's types want a whole operation; its check of a body reads no more.
  const holder = { request: { body: { id: "", contents } } } as unknown as PrismOperation;
  holders.set(schema, holder);
  return holder;
}

/** Makes up the body of an answer by its schema. With a seed it is always the same. */
export async function makeUp(operation: PrismOperation, status: number, seed?: string): Promise<unknown> {
  const { createLogger } = await import("@stoplight/prism-core");
  const { createInstance } = await import("@stoplight/prism-http");
  const { right } = await import("fp-ts/lib/Either.js");
  const prism = createInstance(
    {
      isProxy: false,
      checkSecurity: false,
      validateRequest: false,
      validateResponse: false,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: true, code: status, ...(seed !== undefined && { seed }) },
    },
    { logger: createLogger("mock", { enabled: false }), route: () => right(operation) },
  );
  const request: PrismRequest = { method: operation.method as PrismRequest["method"], url: { path: "/" } };
  const result = await prism.request(request, [operation])();
  if (isLeft(result)) throw result.left;
  return result.right.output.body;
}

/**
 * Prism confines the format int64 to ±(2^53 - 1), and real ids are greater. Without the format they are
 * integers, with no bounds but those that the spec itself sets.
 */
function withExactIntegers(spec: object): object {
  const text = JSON.stringify(spec, (_, node) => {
    if (typeof node !== "object" || node === null || node.format !== "int64" || !isInteger(node)) return node;
    const { format: _dropped, ...schema } = node;
    return schema;
  });
  return JSON.parse(text) as object;
}

function isInteger({ type }: { type?: unknown }): boolean {
  return [type].flat().includes("integer");
}
