import type { Bundles } from "./bundles.ts";
import { type Described, describe } from "./described.ts";
import { type Documented, documentedAnswers } from "./documented.ts";
import type { Pagination } from "./pages.ts";
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
  /** How its list comes in pages; undefined: it has none. */
  readonly pagination: Pagination | undefined;
  readonly parameters: readonly Parameter[];
  /** The media types of its body. Empty: it has none. */
  readonly takes: readonly string[];
  /** Every named example of every answer, in the order of the spec. */
  readonly documented: readonly Documented[];
  readonly prism: PrismOperation;
  /** What Prism's validator gets of it. */
  readonly validated: PrismOperation;
}

const loaded = new WeakMap<Bundles, Promise<readonly Operation[]>>();

/** The operations of several specs. They are made once: of a large spec that takes some tenths of a second. */
export function loadOperations(specs: Bundles): Promise<readonly Operation[]> {
  const operations = loaded.get(specs) ?? readOperations(specs);
  loaded.set(specs, operations);
  return operations;
}

async function readOperations(specs: Bundles): Promise<Operation[]> {
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
    pagination: described["x-pagination"],
    parameters,
    takes: (request.body?.contents ?? []).map(({ mediaType }) => mediaType),
    documented: documentedAnswers(prism, described),
    prism,
    validated: forValidation(prism, new Set(unknown)),
  };
}
