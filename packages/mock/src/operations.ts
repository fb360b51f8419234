import { type Documented, documentedAnswers } from "./documented.ts";
import { loadPrismOperations, type PrismOperation } from "./prism.ts";

/** An operation of a spec. */
export interface Operation {
  /** The `operationId`. */
  readonly name: string;
  /** Which spec it is of: the provider's own, or one that it shares with others. */
  readonly spec: string;
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  /** Takes no credentials. */
  readonly open: boolean;
  /** Every named example of every answer, in the order of the spec. */
  readonly documented: readonly Documented[];
  readonly prism: PrismOperation;
}

/** The operations of several specs, by the specs' names. */
export async function loadOperations(specs: Readonly<Record<string, object>>): Promise<Operation[]> {
  const operations = await Promise.all(
    Object.entries(specs).map(async ([spec, bundle]) =>
      (await loadPrismOperations(bundle)).map((prism) => toOperation(spec, prism)),
    ),
  );
  return operations.flat();
}

function toOperation(spec: string, prism: PrismOperation): Operation {
  const { iid, method, path, security = [] } = prism;
  return {
    name: iid ?? `${method.toUpperCase()} ${path}`,
    spec,
    method,
    path,
    open: security.flat().length === 0,
    documented: documentedAnswers(prism),
    prism,
  };
}
