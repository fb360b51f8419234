import type { Pagination } from "./pages.ts";

/** An operation as its spec has it, for what Prism leaves out of its own form. */
export interface Described {
  readonly "x-retry"?: string;
  readonly "x-pagination"?: Pagination;
  readonly parameters: readonly DescribedParameter[];
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

interface DescribedParameter {
  readonly in: string;
  readonly name: string;
  readonly "x-written"?: string;
  readonly "x-client-supplies"?: string;
}

interface DescribedResponse {
  readonly content?: Readonly<Record<string, { readonly "x-when"?: Condition }>>;
}

/** Values that parameters must have, by their names. */
export type Condition = Readonly<Record<string, unknown>>;

type Node = Readonly<Record<string, unknown>>;

/** Finds an operation in a bundle, in which references stand for parameters and responses as wholes. */
export function describe(bundle: object, path: string, method: string): Described {
  const paths = (bundle as { paths: Readonly<Record<string, Node>> }).paths;
  const item = paths[path] ?? {};
  const operation = (item[method] ?? {}) as Node;
  const parameters = [item.parameters, operation.parameters].flatMap((list) => (list ?? []) as Node[]);
  const responses = Object.entries((operation.responses ?? {}) as Readonly<Record<string, Node>>);
  return {
    ...operation,
    // The linter has checked that they are parameters.
    parameters: parameters.map((node) => followed(bundle, node) as unknown as DescribedParameter),
    responses: Object.fromEntries(responses.map(([code, node]) => [code, followed(bundle, node)])),
  };
}

function followed(bundle: object, node: Node): Node {
  if (typeof node.$ref !== "string") return node;
  const names = node.$ref.replace(/^#\//, "").split("/");
  const target = names
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((place, name) => (place as Node)[name], bundle);
  return followed(bundle, target as Node);
}
