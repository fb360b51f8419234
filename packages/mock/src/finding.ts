/** One way in which a request breaks the contract, as the mock finds it. */
export interface Finding {
  /** Where: a part of the request and, after a dot, what is at fault in it: `query.v`, `body.Tasks.0.Name`. */
  readonly at: string;
  /** What was expected and what came. */
  readonly message: string;
  /** The keyword of JSON Schema that was broken; undefined: no schema was. */
  readonly keyword?: string | undefined;
}

/** The name that a finding is about: the last part of where it is. */
export function fieldOf({ at }: Finding): string {
  return at.slice(at.lastIndexOf(".") + 1);
}
