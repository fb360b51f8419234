import { type Envelope, isRecord } from "@jobwire/core";

/** Failures are `{ErrorType, ErrorComment}`; successes are bare. There is no request id. */
export const envelope: Envelope = {
  failure(body) {
    if (!isRecord(body) || typeof body.ErrorType !== "string") return undefined;
    const { ErrorType: code, ErrorComment: message } = body;
    return { code, message: typeof message === "string" ? message : undefined };
  },
};
