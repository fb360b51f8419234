import { checkInput } from "./arguments.ts";
import type { Input } from "./definition.ts";
import { type ErrorDetails, InvalidArgumentError } from "./errors.ts";
import { FieldError, typeName } from "./field.ts";
import { decode, encode } from "./shape.ts";

/** A request that arrived, or its address: absolute, or from its path on, as `node:http` has it. */
export type CallbackRequest = string | URL | { readonly url?: string | undefined };

/**
 * Reads what a provider sends in the query of a call that it makes. Only what is declared is read; what is absent is
 * left out. Throws `InvalidArgumentError` for a value that is not as declared, and nothing else.
 */
export function parseCallback<Received extends object>(
  details: Pick<ErrorDetails, "provider" | "operation">,
  inputs: Readonly<Record<string, Input>>,
  received: CallbackRequest,
): Received {
  try {
    const query = new URLSearchParams(queryOf(received));
    const found = Object.entries(inputs).flatMap(([name, input]) => {
      const value = readValue(name, input, query.getAll(name));
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(found) as Received;
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new InvalidArgumentError(error.message, details);
  }
}

/** The text between `?` and `#`. Taken as it is: whoever calls may have sent a path that no `URL` can hold. */
function queryOf(received: unknown): string {
  const { url, href } = (typeof received === "object" && received !== null ? received : {}) as Partial<
    URL & Request
  >;
  const address = typeof received === "string" ? received : (url ?? href);
  if (typeof address === "string" && /^(https?:\/)?\//i.test(address))
    return /^[^?#]*\?([^#]*)/.exec(address)?.[1] ?? "";
  const got = address === undefined ? typeName(received) : "another text"; // which may hold a secret
  throw new FieldError(
    "received",
    `expected a request or its address, absolute or from its path on, got ${got}`,
  );
}

function readValue(name: string, input: Input, texts: readonly string[]): unknown {
  const [text] = texts;
  if (text === undefined) {
    if (input.required) throw new FieldError(name, "missing");
    return undefined;
  }
  if (texts.length > 1) throw new FieldError(name, `expected one value, got ${texts.length}`);
  const value = typed(text, input);
  checkInput(name, input, value, () => {});
  encode(value, input.shape, name, () => {}); // checks what has a shape
  return decode(value, input.shape);
}

/** A text as the type that it stands for; as it is, if it stands for none of them. */
function typed(text: string, { types = [], shape }: Input): unknown {
  if (shape !== undefined) return text; // decoded by its shape
  const isNumber = types.some((type) => type === "number" || type === "integer");
  if (isNumber && /^-?\d+(\.\d+)?([Ee][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
