/**
 * What a provider's spec says, as data. The build generates these tables from the bundled spec;
 * nothing here is written by hand.
 */

/** The kind of a failure, which decides its error class. */
export type Kind =
  | "BadRequest"
  | "Authentication"
  | "PermissionDenied"
  | "NotFound"
  | "Conflict"
  | "Unprocessable"
  | "RateLimit"
  | "Server";

/** May the operation be sent again? See `x-retry` in the specs' vocabulary. */
export type Retry = "safe" | "idempotent" | "never";

/**
 * Where values stand that JSON alone does not carry: 64-bit integers, booleans that may arrive as text,
 * and secrets to be redacted. An object maps member names (`*`: every member that it does not name), a
 * one-element array means the items of an array. Members without such a value are left out; beside a `*` they
 * are "plain", which leaves them as they are.
 */
export type Shape =
  | "int64"
  | "boolean"
  | "secret"
  | "plain"
  | readonly [Shape]
  | { readonly [member: string]: Shape };

/** What is known of one input: a parameter, or a member of the body. */
export interface Input {
  readonly required?: true;
  /** The only value there is; the client fills it in. */
  readonly constant?: string | number | boolean;
  /** JSON types that are accepted; absent: any. */
  readonly types?: readonly string[];
  readonly pattern?: RegExp;
  readonly minLength?: number;
  readonly enum?: readonly unknown[];
  readonly shape?: Shape;
}

export interface Parameter extends Input {
  readonly in: "path" | "query" | "header";
  /** The client fills it in by itself. */
  readonly supplied?: "credential" | "constant" | "tenant";
}

export interface Body {
  readonly content: string;
  readonly required?: true;
  /** The members of an object body, given as arguments of their own; absent: the argument is `body`. */
  readonly members?: Readonly<Record<string, Input>>;
  readonly shape?: Shape;
}

export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

export interface Operation {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS";
  readonly path: string;
  readonly retry: Retry;
  /** The documented limit: so many requests in so many seconds. */
  readonly rateLimit?: RateLimit;
  /** Sent without credentials. */
  readonly open?: true;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly body?: Body;
  /** How a success is read; absent: as JSON. */
  readonly answer?: "none" | "text";
  /** The member of the answer that holds its data. */
  readonly envelope?: string;
  /** The shape of the data, its envelope taken off. */
  readonly shape?: Shape;
  /** Kinds of the codes that only this operation lists. */
  readonly codes?: Readonly<Record<string, Kind>>;
}

/** A server of the spec: its address, and the values that the variable `region` may have in it. */
export interface Server {
  readonly url: string;
  readonly regions?: readonly string[];
}

export interface Spec {
  readonly provider: string;
  readonly servers: readonly Server[];
  /** The region when none is given. */
  readonly region?: string;
  /** Kinds of the codes that every operation can answer. */
  readonly codes: Readonly<Record<string, Kind>>;
  readonly operations: Readonly<Record<string, Operation>>;
}
