import { parseArgs } from "node:util";
import { providers } from "../bundles.ts";
import { credentialNames } from "../providers/index.ts";
import { UsageError, unknown } from "./usage-error.ts";

/** What the command is asked to do. */
export type Arguments =
  | { readonly task: "help" | "version" | "nothing" }
  | { readonly task: "list"; readonly json: boolean }
  | ({ readonly task: "run" } & RunArguments);

/** Which mocks run, and how. */
export interface RunArguments {
  /** At least one, in the order in which they were named. */
  readonly providers: readonly string[];
  /** The first mock's port, after which the others count up; 0: any free ones. */
  readonly port: number;
  readonly host: string | undefined;
  /** In ms. */
  readonly delay: number | undefined;
  readonly seed: string | undefined;
  readonly credentials: ReadonlyMap<string, string>;
  readonly json: boolean;
  readonly failOnViolation: boolean;
  /** A command to run meanwhile, and its arguments. */
  readonly command: readonly [name: string, ...args: string[]] | undefined;
}

const options = {
  port: { type: "string" },
  host: { type: "string" },
  delay: { type: "string" },
  seed: { type: "string" },
  credential: { type: "string", multiple: true },
  json: { type: "boolean" },
  "fail-on-violation": { type: "boolean" },
  list: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** Reads the arguments of the command line. Throws a `UsageError`. */
export function readArguments(args: readonly string[]): Arguments {
  const mark = args.indexOf("--");
  const own = mark === -1 ? args : args.slice(0, mark);
  const { values, positionals } = parse(own);
  if (values.help) return { task: "help" };
  if (values.version) return { task: "version" };
  if (values.list) return { task: "list", json: values.json ?? false };
  if (positionals.length === 0) return { task: "nothing" };
  const named = chosenProviders(positionals);
  return {
    task: "run",
    providers: named,
    port: readPort(values.port, named.length),
    host: readHost(values.host),
    delay:
      values.delay === undefined
        ? undefined
        : wholeNumber("--delay", values.delay, 2 ** 31 - 1, "; it is in ms"),
    seed: values.seed,
    credentials: readCredentials(values.credential ?? [], named),
    json: values.json ?? false,
    failOnViolation: values["fail-on-violation"] ?? false,
    command: mark === -1 ? undefined : readCommand(args.slice(mark + 1)),
  };
}

/** `parseArgs` itself would refuse with several sentences, and suggest nothing. */
function parse(given: readonly string[]) {
  const args = withJoinedValues(given);
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    if (!isOption(name)) {
      const written = (args[token.index] ?? rawName).replace(/=.*/s, "");
      const known = Object.keys(options).map((option) => `--${option}`);
      throw unknown("option", written, known, "--help lists them");
    }
    const takesValue = options[name].type === "string";
    if (takesValue && value === undefined) throw new UsageError(`${rawName}: expected a value, got none`);
    if (!takesValue && value !== undefined) throw new UsageError(`${rawName} takes no value`);
  }
  return parseArgs({ args, options, allowPositionals: true });
}

/** `--port -1` becomes `--port=-1`: a wrong value, and not an option without one. */
function withJoinedValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1) ?? "";
    const name = previous.slice(2);
    const isValue = previous.startsWith("--") && isOption(name) && options[name].type === "string";
    if (isValue) joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function isOption(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

function chosenProviders(names: readonly string[]): readonly string[] {
  const named = names.flatMap((name) => (name === "all" ? providers : [name]));
  for (const [index, name] of named.entries()) {
    if (!providers.includes(name)) throw unknown("provider", name, providers, "--list names them");
    if (named.indexOf(name) < index) throw new UsageError(`${name} is named twice; once is enough`);
  }
  return named;
}

function readPort(text: string | undefined, count: number): number {
  const port = text === undefined ? 0 : wholeNumber("--port", text, 65535, "; 0 takes any that is free");
  const last = port + count - 1;
  if (port !== 0 && last > 65535) {
    throw new UsageError(`--port: ${count} mocks from ${port} on would need port ${last}; 65535 is the last`);
  }
  return port;
}

function wholeNumber(option: string, text: string, most: number, hint: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new UsageError(
    `${option}: expected a whole number from 0 to ${most}, got ${JSON.stringify(text)}${hint}`,
  );
}

function readHost(host: string | undefined): string | undefined {
  if (host !== "") return host;
  throw new UsageError("--host: expected an address of this machine, such as 127.0.0.1, got nothing");
}

/** What stands for a name may be a secret, so it is not repeated. */
function readCredentials(pairs: readonly string[], named: readonly string[]): ReadonlyMap<string, string> {
  const known = [...new Set(named.flatMap(credentialNames))];
  return new Map(
    pairs.map((pair) => {
      const mark = pair.indexOf("=");
      if (mark < 1) throw new UsageError(`--credential: expected name=value; names are ${known.join(", ")}`);
      const [name, value] = [pair.slice(0, mark), pair.slice(mark + 1)];
      if (!known.includes(name)) throw unknown("credential", name, known, `names are ${known.join(", ")}`);
      if (value === "") throw new UsageError(`--credential: expected a value after ${name}=, got none`);
      return [name, value];
    }),
  );
}

function readCommand([name, ...args]: readonly string[]): RunArguments["command"] {
  if (name) return [name, ...args];
  throw new UsageError("expected a command after --, got none; for example -- npm test");
}
