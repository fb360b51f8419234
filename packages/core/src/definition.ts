/**
 * What a provider's spec says, as data. The build generates these tables from the bundled spec;
 * nothing here is written by hand.
 */

import type { Pages } from "./paginate.ts";
import type { Requester } from "./requester.ts";

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
 * Where values stand that JSON alone does not carry: 64-bit integers, booleans that may arrive as text, empty
 * texts that mean "not set", and secrets to be redacted. An object maps member names (`*`: every member that it does not name), a
 * one-element array means the items of an array. Members without such a value are left out; beside a `*` they
 * are "plain", which leaves them as they are.
 */
export type Shape =
  | "int64"
  | "boolean"
  /** A boolean that is sent as the text `TRUE` or `FALSE`. */
  | "boolean-text"
  | "unset"
  | "secret"
  | "plain"
  | readonly [Shape]
  | { readonly [member: string]: Shape };

/** What is known of one input: a parameter, or a member of the body. */
export interface Input {
  readonly required?: true;
  /** The only value there is; the client fills it in, and nothing else is said of it. */
  readonly constant?: string | number | boolean;
  /** JSON types that are accepted; absent: any. */
  readonly types?: readonly string[];
  readonly pattern?: RegExp;
  /** In characters, as is `maxLength`. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly shape?: Shape;
  /** What it is makes a second attempt do no harm; the client makes up one for each call, unless it is given. */
  readonly idempotency?: true;
}

export interface Parameter extends Input {
  readonly in: "path" | "query" | "header";
  /** The client fills it in by itself. */
  readonly supplied?: "credential" | "constant" | "tenant";
  /** How an array or object is written in one text: as JSON, with commas, or as `('a','b')`. */
  readonly written?: "json" | "commas" | "tuple";
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

/** How a success is read: as text, as bytes, or not at all; absent: as JSON. */
export type AnswerForm = "none" | "text" | "bytes";

/** A success of another kind, for calls with certain arguments. */
export interface Variant {
  readonly when: Readonly<Record<string, unknown>>;
  readonly answer?: AnswerForm;
  readonly shape?: Shape;
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
  readonly answer?: AnswerForm;
  /** The member of the answer that holds its data. */
  readonly envelope?: string;
  /** The shape of the data, its envelope taken off. */
  readonly shape?: Shape;
  /** What else a success can be: the first counts whose arguments a call has. */
  readonly variants?: readonly Variant[];
  /** How its pages follow each other. */
  readonly pagination?: Pagination;
  /** The only servers that have it, by their addresses. */
  readonly servers?: readonly string[];
  /** Kinds of the codes that only this operation lists, and that do not follow from the service's. */
  readonly codes?: Readonly<Record<string, Kind>>;
}

/** A server of the spec: its address, and the values that the variable `region` may have in it. */
export interface Server {
  readonly url: string;
  readonly regions?: readonly string[];
}

/** What is true of all operations. */
export interface Service {
  readonly provider: string;
  readonly servers: readonly Server[];
  /** The region when none is given. */
  readonly region?: string;
  /**
   * Kinds of the codes that every operation can answer. A dotted code that is not listed is of the kind of what
   * stands before its last dot.
   */
  readonly codes: Readonly<Record<string, Kind>>;
}

/** A list that comes in pages; one of `offset`, `page` and `cursor` is there, an input that chooses the page. */
export interface Pagination {
  /** Makes the method; named here, so that only who has a list bundles the paging. */
  readonly make: MakePages;
  /** The member of the answer that holds the items. */
  readonly items: string;
  /** The member of the answer that tells how many items there are in all. */
  readonly total?: string;
  /** The member of an item by which it is known again. */
  readonly id?: string;
  /** Counts items, from 0. */
  readonly offset?: string;
  /** Counts pages, from its `minimum`, or 1. */
  readonly page?: string;
  /** Takes what the member `next` of the answer before told. */
  readonly cursor?: string;
  readonly next?: string;
  /** The input that says how many items a page has; its `maximum` is asked for. */
  readonly size?: string;
}

export type MakePages = (
  requester: Requester,
  name: string,
  operation: Operation,
  pagination: Pagination,
) => (given?: object, options?: object) => Pages<unknown, unknown>;

/** A method that repeats an operation until its answer tells a final state. */
export interface Waiter {
  /** Makes the method; named here, so that only who has a waiter bundles the waiting. */
  readonly make: MakeMethod<Waiter>;
  /** The name of the operation. */
  readonly repeats: string;
  readonly operation: Operation;
  /** The member of the answer that tells the state. */
  readonly state: string;
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  /** The member of the answer that tells why it failed. */
  readonly reason?: string;
  /** The list of what it consists of: a final state counts only when none of these is in a `busy` one. */
  readonly parts?: { readonly items: string; readonly state: string; readonly busy: readonly string[] };
}

export type MakeMethod<Definition> = (
  requester: Requester,
  name: string,
  definition: Definition,
) => (given?: object, options?: object) => Promise<unknown>;

/** What a client's methods do, by their names. */
export type Operations = Readonly<Record<string, Operation | Waiter>>;
