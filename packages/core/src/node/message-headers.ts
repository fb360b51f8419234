import type { IncomingHttpHeaders } from "node:http";
import type { AnswerHeaders } from "../exchange/exchange.ts";

/** The headers of an answer as `Headers` has them: sorted, repeated ones joined, each cookie by itself. */
export class MessageHeaders implements AnswerHeaders {
  readonly #fields: IncomingHttpHeaders;

  constructor(fields: IncomingHttpHeaders) {
    this.#fields = fields;
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    if (!Object.hasOwn(this.#fields, key)) return null;
    const value = this.#fields[key];
    return typeof value === "string" ? value : (value?.join(", ") ?? null);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#fields, name.toLowerCase());
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const name of Object.keys(this.#fields).sort()) {
      for (const value of [this.#fields[name] ?? []].flat()) yield [name, value];
    }
  }
}
