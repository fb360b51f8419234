import type { Answer } from "../answer.ts";
import { Problem } from "../problem.ts";
import type { Behaviour, Provider } from "./provider.ts";

const statuses = {
  path: 404,
  method: 405,
  action: 404,
  "no-action": 404,
  size: 413,
  unreadable: 400,
  invalid: 400,
} as const;

/**
 * A provider of which nothing is known but its spec: any credentials will do, and a refusal is the spec's own
 * example for its status, where there is one.
 */
export const generic: Provider = {
  credentials: {},
  start(): Behaviour {
    return {
      authenticate: () => undefined,
      refuse({ reason, findings: [finding] }, operation): Answer {
        const status = statuses[reason];
        const documented = operation?.documented.find((each) => each.status === status);
        return documented ?? new Problem(status, `${finding?.at}: ${finding?.message}`).toAnswer();
      },
      renew: (answer) => answer,
      sign: (request) => request,
    };
  },
};
