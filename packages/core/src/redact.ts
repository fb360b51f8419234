const mask = "[redacted]";

/** Shorter values would be found everywhere by chance. */
const shortest = 4;

/** How many secrets of past calls are remembered; newer ones push the oldest out. */
const most = 64;

/** Deeper members are not shown. */
const deepest = 100;

/** A cause of more objects is not searched, but taken to show a secret. */
const largest = 1000;

/** Secrets, each with the pattern of its forms: made when something is to be shown, as most calls show nothing. */
type Known = Map<string, { pattern?: RegExp }>;

/**
 * Makes the redactors of a client's calls. Each knows the client's own credentials (`lasting`), the secrets of
 * its call, and the latest of other calls.
 */
export function createRedactors(lasting: readonly string[]): () => Redactor {
  const recent: Known = new Map();
  const known: Known = new Map(lasting.filter(isLong).map((secret) => [secret, {}]));
  return () => new Redactor(known, recent);
}

/** Knows the secrets of one call and blots them out of whatever is shown to anyone. */
export class Redactor {
  readonly #lasting: Known;
  readonly #recent: Known;
  readonly #own: Known = new Map();

  constructor(lasting: Known, recent: Known) {
    this.#lasting = lasting;
    this.#recent = recent;
  }

  /** Remembers a secret, for as long as this call lasts at least. */
  add(secret: string): void {
    const recent = this.#recent;
    if (!isLong(secret) || this.#lasting.has(secret)) return;
    const forms = recent.get(secret) ?? {};
    this.#own.set(secret, forms);
    recent.delete(secret);
    recent.set(secret, forms);
    if (recent.size > most) recent.delete(recent.keys().next().value as string);
  }

  text(original: string): string {
    const spans: [from: number, to: number][] = [];
    for (const known of [this.#lasting, this.#own, this.#recent]) {
      for (const [secret, forms] of known) {
        forms.pattern ??= anyForm(secret);
        original.replace(forms.pattern, (found, from: number) => {
          spans.push([from, from + found.length]);
          return found;
        });
      }
    }
    let redacted = "";
    let end = 0;
    // Secrets may overlap: what any of them covers goes.
    for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
      if (from >= end && (from > end || from === 0)) redacted += original.slice(end, from) + mask;
      end = Math.max(end, to);
    }
    return redacted + original.slice(end);
  }

  /** The same value with its secrets blotted out, however deep they stand. */
  value(original: unknown, depth = 0): unknown {
    if (typeof original === "number") return this.#shows(original) ? mask : original;
    if (typeof original === "string") return this.text(original);
    if (typeof original !== "object" || original === null) return original;
    if (depth > deepest) return "…";
    if (Array.isArray(original)) return original.map((item) => this.value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(original).map(([name, inner]) => [this.text(name), this.value(inner, depth + 1)]),
    );
  }

  /** The error itself if it shows no secret, else a copy that says as much as may be said. */
  cause(error: unknown, depth = 0): unknown {
    if (!this.#shows(error) && !(error instanceof Error && this.#shows(error.stack))) return error;
    if (!(error instanceof Error)) return typeof error === "string" ? this.text(error) : mask;
    const inner = depth < 4 && error.cause !== undefined ? this.cause(error.cause, depth + 1) : undefined;
    const copy = new Error(this.text(error.message), inner === undefined ? undefined : { cause: inner });
    copy.name = error.name;
    copy.stack = this.text(error.stack ?? "");
    return copy;
  }

  /** Whether a secret stands anywhere in it, members that are not enumerable included. */
  #shows(original: unknown, seen = new Set<unknown>()): boolean {
    if (/^(string|number|bigint)$/.test(typeof original))
      return this.text(String(original)) !== String(original);
    if (typeof original !== "object" || original === null || ArrayBuffer.isView(original)) return false;
    if (original instanceof URL) return this.#shows(original.href, seen);
    // By their tags, since Node loads all of its `fetch` when these classes are named.
    const tag = Object.prototype.toString.call(original);
    // What these hold cannot be seen, but is shown by the runtime's inspection.
    if (tag === "[object Request]" || tag === "[object Response]") return true;
    if (seen.has(original)) return false;
    if (seen.add(original).size > largest) return true;
    const items =
      /Map|Set|Headers/.test(tag) && Symbol.iterator in original ? [...(original as Iterable<unknown>)] : [];
    const members = Reflect.ownKeys(original).flatMap((name) => [
      typeof name === "string" ? name : undefined,
      Object.getOwnPropertyDescriptor(original, name)?.value,
    ]);
    return [...items, ...members].some((part) => this.#shows(part, seen));
  }
}

const isLong = (secret: string) => secret.length >= shortest;

/** Longer secrets are looked for as they are; a pattern of all their forms would be too much for a RegExp. */
const longest = 10_000;

/** Matches a secret as it may stand in a URL, a form, a JSON text, a page or a header. */
function anyForm(secret: string): RegExp {
  if (secret.length > longest) return new RegExp(literal(secret), "g");
  return new RegExp([...new Set([secret, ...base64Forms(secret)])].map(escapedForms).join("|"), "g");
}

const entities: Record<string, string> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** Each character by itself, since no two encoders escape the same ones. All repetition has a limit. */
function escapedForms(text: string): string {
  return Array.from(text.match(/\\+|[^\\]/gsu) ?? [], (char) => {
    if (/[\w.~-]/.test(char)) return literal(char);
    if (char.startsWith("\\")) return backslashes(char.length);
    const code = char.codePointAt(0) ?? 0;
    const units = Array.from({ length: char.length }, (_, i) => char.charCodeAt(i));
    const forms = [
      `\\\\{0,8}${literal(char)}`,
      units.map((unit) => `\\\\{1,8}u${hexadecimal(unit, 4)}`).join(""),
      Array.from(utf8(char), (byte) => `%(?:25){0,3}${hexadecimal(byte, 2)}`).join(""),
      `&(?:amp;)?#(?:0{0,5}${code}|[xX]0{0,5}${hexadecimal(code, 1)});`,
    ];
    if (entities[char]) forms.push(`&(?:amp;)?${entities[char]};`);
    if (char === " ") forms.push("\\+");
    if (code < 0x20) forms.push(`\\\\{1,8}${JSON.stringify(char).at(-2)}`);
    return `(?:${forms.join("|")})`;
  }).join("");
}

/** A run of them at once: one by one, they could be shared out in too many ways. */
function backslashes(count: number): string {
  const others = ["\\\\{1,8}u005[cC]", "%(?:25){0,3}5[cC]", "&(?:amp;)?#(?:0{0,5}92|[xX]0{0,5}5[cC]);"];
  const runs = others.map((form) => `(?:${form}){${count}}`);
  return `(?:\\\\{${count},${8 * count}}|${runs.join("|")})`;
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Digits in lower or upper case. */
function hexadecimal(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Its base64 alone, and as a part of longer data, where it depends on how many bytes stand before. */
function base64Forms(secret: string): string[] {
  const bytes = utf8(secret);
  const aligned = [0, 1, 2].map((before) => {
    const longer = new Uint8Array(before + bytes.length);
    longer.set(bytes, before);
    return base64(longer).slice(Math.ceil((before * 8) / 6), Math.floor((longer.length * 8) / 6));
  });
  const alone = base64(bytes);
  const forms = [alone, alone.replace(/=+$/, ""), ...aligned.filter((form) => form.length > 5)];
  return forms.flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);
}

function base64(data: Uint8Array): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
}
