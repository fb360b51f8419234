import { type Envelope, isRecord } from "@jobwire/core";
import { huaweiEnvelope } from "@jobwire/huawei-auth";

/** As all of Huawei's, and `is_success: false` (or `"false"`), which comes with HTTP 200 and without a code. */
export const envelope: Envelope = {
  ...huaweiEnvelope,
  failure(body, status) {
    const failure = huaweiEnvelope.failure(body, status);
    if (failure || !isRecord(body) || !/^false$/i.test(String(body.is_success))) return failure;
    return { message: typeof body.message === "string" ? body.message : undefined };
  },
};
