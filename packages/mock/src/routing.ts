import { nearest } from "@jobwire/core";
import { type Action, actionOf } from "./action.ts";
import type { Head } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import type { Refusal } from "./providers/provider.ts";

interface Route {
  readonly operation: Operation;
  readonly method: string;
  readonly action: Action | undefined;
  /** Matches the paths that are sent. */
  readonly pattern: RegExp;
  readonly variables: number;
}

/** Finds the operation that a request means, or why there is none. */
export type Router = (head: Head) => Operation | Refusal;

export function createRouter(operations: readonly Operation[]): Router {
  const routes = operations.map(toRoute).sort((one, other) => one.variables - other.variables);
  return (head) => {
    const { path, method } = head;
    const here = routes.filter(({ pattern }) => pattern.test(path));
    const [first] = here;
    if (!first) return refusal("path", "path", `no operation has the path ${path}`);
    // A path without variables wins over one that happens to match it too.
    const nearest = here.filter(({ variables }) => variables === first.variables);
    const found = nearest.filter((route) => route.method === method.toUpperCase());
    if (found.length === 0) {
      const methods = [...new Set(nearest.map((route) => route.method))].join(", ");
      return { ...refusal("method", "method", `expected ${methods}, got ${method}`), allow: methods };
    }
    const chosen = found.find(({ action }) => !action || head.headers[action.header] === action.value);
    return chosen?.operation ?? unknownAction(found, head);
  };
}

function toRoute(operation: Operation): Route {
  const action = actionOf(operation.path);
  const parts = (action?.path ?? operation.path).split(/\{[^{}]+\}/);
  const pattern = new RegExp(`^${parts.map(literal).join("([^/]+)")}$`);
  const method = operation.method.toUpperCase();
  return { operation, method, action, pattern, variables: parts.length - 1 };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Characters; a header may have thousands. */
const longestName = 100;

function unknownAction(routes: readonly Route[], { headers }: Head): Refusal {
  const actions = routes.flatMap(({ action }) => action ?? []);
  const header = actions[0]?.header ?? "";
  const asked = headers[header];
  const got = asked === undefined ? "got none" : `got ${JSON.stringify(asked)}`;
  const known = actions.map(({ value }) => value);
  const meant = nearest((asked ?? "").slice(0, longestName), known) ?? known[0];
  return refusal(
    asked === undefined ? "no-action" : "action",
    `header.${header}`,
    `expected an action of the API, such as ${meant}, ${got}`,
  );
}

function refusal(reason: Refusal["reason"], at: string, message: string): Refusal {
  return { reason, findings: [{ at, message }] };
}
