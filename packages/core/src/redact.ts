const mask = "[redacted]";

/** Shorter values would be found everywhere by chance. */
const shortest = 4;

/** How many secrets are remembered; tokens that are renewed push the oldest out. */
const most = 64;

/** Knows the secrets of one client and blots them out of whatever is shown to anyone. */
export interface Redactor {
  /** Remembers a secret; lasting ones (the client's own credentials) are never forgotten. */
  add(secret: string, lasting?: boolean): void;
  text(text: string): string;
  /** The same value with its secrets blotted out, however deep they stand. */
  value(value: unknown): unknown;
  /** The error itself if it shows no secret, else a copy that says as much as may be said. */
  cause(error: unknown): unknown;
}

export function createRedactor(): Redactor {
  const lasting = new Map<string, readonly string[]>();
  const passing = new Map<string, readonly string[]>();

  function add(secret: string, keep = false): void {
    if (secret.length < shortest || lasting.has(secret)) return;
    const known = keep ? lasting : passing;
    known.delete(secret);
    known.set(secret, encodings(secret));
    if (passing.size > most) passing.delete(passing.keys().next().value as string);
  }

  function text(original: string): string {
    let redacted = original;
    for (const known of [lasting, passing]) {
      for (const forms of known.values()) {
        for (const form of forms) redacted = redacted.replaceAll(form, mask);
      }
    }
    return redacted;
  }

  function value(original: unknown): unknown {
    if (typeof original === "string") return text(original);
    if (typeof original !== "object" || original === null) return original;
    if (Array.isArray(original)) return original.map(value);
    return Object.fromEntries(Object.entries(original).map(([name, inner]) => [text(name), value(inner)]));
  }

  function cause(error: unknown, depth = 0): unknown {
    if (!(error instanceof Error)) return value(error);
    const inner = depth < 4 && error.cause !== undefined ? cause(error.cause, depth + 1) : undefined;
    const shown = `${error.message}\n${error.stack}\n${Object.values(error).map(String).join("\n")}`;
    if (text(shown) === shown && inner === error.cause) return error;
    const copy = new Error(text(error.message), inner === undefined ? undefined : { cause: inner });
    copy.name = error.name;
    copy.stack = text(error.stack ?? "");
    return copy;
  }

  return { add, text, value, cause: (error) => cause(error) };
}

/** A secret as it may stand in a URL, a form, a JSON text or a header; longest first. */
function encodings(secret: string): readonly string[] {
  const url = encodeURIComponent(secret);
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(secret)));
  const forms = [
    secret,
    url,
    url.replace(/%[0-9A-F]{2}/g, (percent) => percent.toLowerCase()),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64.replace(/=+$/, ""),
    base64.replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"),
    encodeURIComponent(base64),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
