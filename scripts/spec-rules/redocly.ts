/**
 * The part of Redocly's plugin interface that the rules use; Redocly CLI bundles its own and exports no
 * types.
 */

import type { JsonMap } from "./json.ts";

export interface Location {
  readonly pointer: string;
  readonly source: { readonly absoluteRef: string };
  child(key: string | number | readonly (string | number)[]): Location;
  /** The same place, with the report on the key instead of its value. */
  key(): Location;
}

export interface Context {
  /** Where the node stands, behind a $ref if there is one. */
  readonly location: Location;
  readonly rawLocation: Location;
  readonly rawNode: unknown;
  readonly key: string | number;
  readonly parent: unknown;
  readonly type: { readonly name: string; readonly extensionsPrefix?: string };
  report(finding: { message: string; location: Location }): void;
  resolve(reference: JsonMap, from: string): { node?: unknown; location?: Location };
}

/** Where a `$ref` leads. */
export interface ResolvedRef {
  readonly node: JsonMap;
  readonly location: Location;
}

type Visit = (node: JsonMap, context: Context) => void;
type VisitRef = (reference: JsonMap, context: Context, target: ResolvedRef) => void;

/**
 * By the name of Redocly's node type, each node once; `any` sees every node, `ref` every `$ref` with its
 * target.
 */
export interface Visitors {
  [nodeType: string]: Visit | { enter: Visit } | { enter: VisitRef };
  any?: { enter: Visit };
  ref?: { enter: VisitRef };
}

/** Called once for each linted document, so what a rule remembers between visits is of one document. */
export type Rule = () => Visitors;
