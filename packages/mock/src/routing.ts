import { type Action, actionOf, askedAction, queryName } from "./action.ts";
import type { Incoming } from "./incoming.ts";
import type { Operation } from "./operations.ts";
import { Problem } from "./problem.ts";

interface Route {
  readonly operation: Operation;
  readonly action: Action | undefined;
  /** Matches the paths that are sent. */
  readonly pattern: RegExp;
  readonly variables: number;
}

/** Finds the operation that a request means; throws a `Problem` if there is none. */
export type Router = (incoming: Incoming) => Operation;

export function createRouter(operations: readonly Operation[]): Router {
  const routes = operations.map(toRoute).sort((one, other) => one.variables - other.variables);
  return (incoming) => {
    const here = routes.filter(({ pattern }) => pattern.test(incoming.path));
    const [first] = here;
    if (!first) throw new Problem(404, `no operation has the path ${incoming.path}`);
    // A path without variables wins over one that happens to match it too.
    const nearest = here.filter(({ variables }) => variables === first.variables);
    const found = nearest.filter((route) => takesMethod(route, incoming));
    if (found.length === 0) throw wrongMethod(nearest, incoming);
    const chosen = found.find(({ action }) => !action || askedAction(incoming, action) === action.value);
    if (!chosen) throw unknownAction(found, incoming);
    return chosen.operation;
  };
}

function toRoute(operation: Operation): Route {
  const action = actionOf(operation.path);
  const parts = (action?.path ?? operation.path).split(/\{[^{}]+\}/);
  const pattern = new RegExp(`^${parts.map(literal).join("([^/]+)")}$`);
  return { operation, action, pattern, variables: parts.length - 1 };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** An action is also called by GET, all of it in the query. */
function methodsOf({ operation, action }: Route): string[] {
  return action ? [operation.method.toUpperCase(), "GET"] : [operation.method.toUpperCase()];
}

function takesMethod(route: Route, { method }: Incoming): boolean {
  return methodsOf(route).includes(method);
}

function wrongMethod(routes: readonly Route[], { method, path }: Incoming): Problem {
  const allow = [...new Set(routes.flatMap(methodsOf))].join(", ");
  return new Problem(405, `${path} takes ${allow}, not ${method}`, { allow });
}

function unknownAction(routes: readonly Route[], incoming: Incoming): Problem {
  const actions = routes.flatMap(({ action }) => action ?? []);
  const [{ header } = { header: "" }] = actions;
  const known = actions.map(({ value }) => value).join(", ");
  const asked = actions[0] && askedAction(incoming, actions[0]);
  const got = asked === undefined ? "got none" : `got ${JSON.stringify(asked)}`;
  return new Problem(
    404,
    `expected ${header} (or ${queryName(header)} in the query) to be one of ${known}, ${got}`,
  );
}
