import { type Described, describe } from "./described.ts";
import { type Documented, documentedAnswers } from "./documented.ts";
import { isReadAlone, type Parameter, parametersOf } from "./parameters.ts";
import { forValidation, loadPrismOperations, type PrismOperation } from "./prism.ts";

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
  /** Changes nothing. */
  readonly safe: boolean;
  readonly parameters: readonly Parameter[];
  /** The media types of its body. Empty: it has none. */
  readonly takes: readonly string[];
  /** Every named example of every answer, in the order of the spec. */
  readonly documented: readonly Documented[];
  readonly prism: PrismOperation;
  /** What Prism's validator gets of it. */
  readonly validated: PrismOperation;
}

/** The operations of several specs, by the specs' names. */
export async function loadOperations(specs: Readonly<Record<string, object>>): Promise<Operation[]> {
  const operations = await Promise.all(
    Object.entries(specs).map(async ([spec, bundle]) =>
      (await loadPrismOperations(bundle)).map((prism) =>
        toOperation(spec, prism, describe(bundle, prism.path, prism.method)),
      ),
    ),
  );
  return operations.flat();
}

function toOperation(spec: string, prism: PrismOperation, described: Described): Operation {
  const { iid, method, path, security = [], request = {} } = prism;
  const parameters = parametersOf(prism, described);
  const unknown = parameters.filter(isReadAlone).map(({ name }) => name);
  return {
    name: iid ?? `${method.toUpperCase()} ${path}`,
    spec,
    method,
    path,
    open: security.flat().length === 0,
    safe: described["x-retry"] === "safe",
    parameters,
    takes: (request.body?.contents ?? []).map(({ mediaType }) => mediaType),
    documented: documentedAnswers(prism, described),
    prism,
    validated: forValidation(prism, new Set(unknown)),
  };
}
