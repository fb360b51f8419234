import { type Envelope, isRecord } from "@jobwire/core";
import { huaweiEnvelope } from "@jobwire/huawei-auth";

/** As all of Huawei's; a `status` other than `success` is a failure, too, whatever the HTTP status. */
export const envelope: Envelope = {
  ...huaweiEnvelope,
  failure(body, status) {
    const failure = huaweiEnvelope.failure(body, status);
    if (failure || !isRecord(body) || !/^(fail|error)$/.test(String(body.status))) return failure;
    return { message: `status is ${body.status}` };
  },
};
