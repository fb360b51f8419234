import { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** An operation of a spec in Prism's form. Its `iid` is the `operationId`. */
export type Operation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** The operations of several specs, in Prism's form. */
export async function loadOperations(specs: readonly object[]): Promise<Operation[]> {
  const operations = await Promise.all(
    specs.map((spec) => getHttpOperationsFromSpec(withExactIntegers(spec))),
  );
  return operations.flat();
}

/** The `operationId`, by which an operation is known to people. */
export function nameOf({ iid, method, path }: Operation): string {
  return iid ?? `${method.toUpperCase()} ${path}`;
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
