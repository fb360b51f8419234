import { type Delivery, isBodyless, type Sent } from "./answer.ts";
import type { NextFault } from "./stubs.ts";

/** What a fault makes of the right answer. */
export function faulty(sent: Sent, fault: NextFault | undefined): Sent {
  switch (fault?.kind) {
    case "reset":
    case "stall":
    case "slow":
      return { ...sent, delivery: fault.kind satisfies Delivery };
    case "stall-body":
      return { ...withBody(sent), delivery: fault.kind };
    case "cut-off": {
      const { body } = withBody(sent);
      return { ...withBody(sent), body: body.slice(0, Math.ceil(body.length / 2)) };
    }
    default:
      return sent;
  }
}

/** An answer without a body gets one, since there is nothing else that could be cut off or stall. */
function withBody(sent: Sent): Sent & { readonly body: string } {
  const { status, headers, body = "" } = sent;
  if (body !== "" && !isBodyless(status)) return { ...sent, body };
  return { status: 200, headers: { ...headers, "content-type": "application/json" }, body: '{"cut":"off"}' };
}
