import { type Envelope, isRecord } from "@jobwire/core";

/** Every answer is `{Response: …}` with HTTP 200; `Response.Error` alone tells a failure from a success. */
export const envelope: Envelope = {
  failure(body) {
    const error = isRecord(body) && isRecord(body.Response) ? body.Response.Error : undefined;
    if (!isRecord(error)) return undefined;
    const { Code: code, Message: message } = error;
    return {
      code: typeof code === "string" ? code : undefined,
      message: typeof message === "string" ? message : undefined,
    };
  },
  requestId(body) {
    const id = isRecord(body) && isRecord(body.Response) ? body.Response.RequestId : undefined;
    return typeof id === "string" ? id : undefined;
  },
};
