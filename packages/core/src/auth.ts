import type { BodyInput } from "./body.ts";
import type { CachedToken } from "./token.ts";

/** One attempt as it is about to be sent. Authentication may add headers and query parameters. */
export interface WireRequest {
  readonly method: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Host and port, as the header `Host` has them. */
  readonly host: string;
  /** As sent: percent-encoded. */
  readonly path: string;
  /** As sent, without `?`; may be empty. */
  query: string;
  /** By name in lower case. */
  readonly headers: Record<string, string>;
  readonly body: BodyInput | undefined;
  /** The values of the path's parameters, which `path` shows only encoded. */
  readonly pathValues: Readonly<Record<string, unknown>>;
}

export interface AttemptContext {
  /** The provider's time, in ms since 1970, as far as it is known. */
  readonly now: number;
  /** Aborted when the call's deadline ends. */
  readonly signal: AbortSignal;
  /** Is told every secret that this attempt uses, so that none is shown. */
  onSecret(secret: string): void;
}

/** How a client proves who it is. */
export interface Auth {
  /** The credentials as the user gave them, to be redacted wherever they might show. */
  readonly secrets: readonly string[];
  /** What it adds holds the time, so that a wrong clock is a reason to be refused. */
  readonly signsTime?: boolean;
  /** Gets what takes time, such as a token, before the attempt is due. */
  prepare?(context: Pick<AttemptContext, "signal">): Promise<unknown>;
  /** Adds the credentials to one attempt. */
  apply(request: WireRequest, context: AttemptContext): void | Promise<void>;
  /** The provider refused these credentials. True: another attempt will carry others. */
  refused?(request: WireRequest): boolean;
}

/** A token that is given, or fetched when needed and again when it is refused. */
export function tokenAuth(
  token: string | CachedToken,
  secrets: readonly string[],
  place: (request: WireRequest, token: string) => void,
): Auth {
  if (typeof token === "string") {
    return { secrets: [token, ...secrets], apply: (request) => place(request, token) };
  }
  return renewedAuth(token, secrets, (request, value, { onSecret }) => {
    onSecret(value);
    place(request, value);
  });
}

/** By what is fetched when needed, and again when it is refused. `secrets` are those that do not change. */
export function renewedAuth<Value>(
  kept: CachedToken<Value>,
  secrets: readonly string[],
  place: (request: WireRequest, value: Value, context: AttemptContext) => void,
): Auth {
  const sent = new WeakMap<WireRequest, { readonly value: Value }>();
  return {
    secrets,
    prepare: ({ signal }) => kept.get(signal),
    async apply(request, context) {
      const value = await kept.get(context.signal);
      sent.set(request, { value });
      place(request, value, context);
    },
    refused(request) {
      const used = sent.get(request);
      if (used) kept.refuse(used.value);
      return true;
    },
  };
}
