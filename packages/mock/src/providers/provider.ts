import type { Answer } from "../answer.ts";
import type { Finding } from "../finding.ts";
import type { Fresh } from "../fresh.ts";
import type { Incoming } from "../incoming.ts";
import type { Operation } from "../operations.ts";
import type { Router } from "../routing.ts";

/** What is true of a whole provider, and no spec can say: how it knows its callers, and how it words a refusal. */
export interface Provider {
  /** What its mock accepts unless other values are given. They are those of the spec's examples. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Names of credentials that are not asked for unless they are given. */
  readonly optional?: readonly string[];
  /** Begins with the state of one mock. */
  start(context: Context): Behaviour;
}

/** What a mock was started with. */
export interface Context {
  readonly credentials: Readonly<Record<string, string>>;
  /** In ms since 1970. */
  readonly now: () => number;
  readonly fresh: Fresh;
}

export interface Behaviour {
  /** Puts a request in another of the provider's forms into the one that the spec describes. */
  translate?(incoming: Incoming, route: Router): Incoming;
  /** How a request is larger than its form may be; undefined: it is not. The request is as it came. */
  tooLarge?(incoming: Incoming): Finding | undefined;
  /** Why the caller is refused; undefined: it is known. The request is as it came. */
  authenticate(incoming: Incoming, operation: Operation): Unauthenticated | undefined;
  /** Findings that the spec's schemas do not make. The request is in the spec's form. */
  check?(incoming: Incoming, operation: Operation): Finding[];
  /** The provider's own answer to a request that breaks the contract. */
  refuse(refusal: Refusal, operation: Operation | undefined): Answer;
  /** Whether the body of an answer tells of a failure although its status is that of a success. Default: none does. */
  tellsFailure?(body: unknown): boolean;
  /** Makes new what the provider makes new with each answer: request ids, tokens, their dates. */
  renew(answer: Answer, operation: Operation, incoming: Incoming): Answer;
  /** Adds credentials to a request, as a caller would. */
  sign(request: SampleRequest, operation: Operation): SampleRequest;
  /** For how many seconds a signed request is good. Default: as long as the credentials are. */
  readonly signedFor?: number;
}

/** A caller that is not known. */
export interface Unauthenticated {
  /** What the provider answers. */
  readonly answer: Answer;
  /** What is wrong with the credentials, for the developer; undefined: nothing that the caller could know before. */
  readonly message?: string;
}

/** Why a request is refused. */
export interface Refusal {
  readonly reason: /** No operation has its path. */
    | "path"
    /** The path takes another method. */
    | "method"
    /** It asks for an action that does not exist. */
    | "action"
    /** It asks for no action. */
    | "no-action"
    /** It is too large, its body or its query. */
    | "size"
    /** Its body cannot be read: malformed, or of another type. */
    | "unreadable"
    /** A value is missing or wrong. */
    | "invalid";
  /** At least one. */
  readonly findings: readonly Finding[];
  /** The methods that the path takes. */
  readonly allow?: string;
}

/** A request that is yet to be sent. */
export interface SampleRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}
