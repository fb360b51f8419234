import type { Located } from "../operation.ts";
import { type Arguments, Expression } from "./arguments.ts";

/**
 * For a call that trades credentials for a token: its arguments with the credentials that the client got, in the words of the
 * program that made it. Those whose values differ from the usual ones stay, because it is them that the call is about.
 */
export function withCredentials(
  given: Arguments,
  usual: Arguments,
  located: Located,
  { program, createClient }: { program: string; createClient: string },
): Arguments {
  const known = tradedCredentials(located, usual, program, createClient);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const credential = value === usual[name] ? known.get(name) : undefined;
      return [name, credential === undefined ? value : new Expression(credential)];
    }),
  );
}

/** The arguments that are options of the client too, with what the program gives for them; of calls without credentials. */
function tradedCredentials(
  { spec }: Located,
  given: Arguments,
  program: string,
  createClient: string,
): Map<string, string> {
  if ((spec.security ?? []).length > 0) return new Map();
  const [, options = ""] = new RegExp(`${createClient}\\(\\{(.*)\\}\\)`, "s").exec(program) ?? [];
  const expressions = options.split(",").map((option): [string, string] => {
    const [name = "", expression = name] = option.split(/:(.*)/s).map((part) => part.trim());
    return [name, expression];
  });
  return new Map(
    Object.keys(given).flatMap((argument): [string, string][] => {
      const found = expressions.find(([option]) => isSame(argument, option));
      return found ? [[argument, found[1]]] : [];
    }),
  );
}

/** `client_id` is the option `clientId`, and `x-auth-user` is `username`. */
function isSame(argument: string, option: string): boolean {
  const words = argument.toLowerCase().split(/[-_]/);
  const name = option.toLowerCase();
  const last = words.at(-1) as string;
  return words.join("") === name || (words.length > 1 && last.length > 3 && name.startsWith(last));
}
