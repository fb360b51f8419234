import { type ClientOptions, type ClientSetup, checkCredential, type Operations } from "@jobwire/core";
import { type HuaweiAuth, huaweiAuth } from "@jobwire/huawei-auth";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export interface CodeArtsBuildOptions extends ClientOptions {
  auth: HuaweiAuth;
  /** Region, such as `ap-southeast-3`. Default `cn-north-4`. */
  region?: string | undefined;
  /** The IAM project of the region, sent with AK/SK. It is not the CodeArts project that answers name. */
  projectId?: string | undefined;
}

/** What makes a client of the operations. */
export function setup(options: CodeArtsBuildOptions, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: ["auth", "region", "projectId"],
    region: options?.region,
    envelope,
    auth() {
      const { projectId } = options;
      if (projectId !== undefined) checkCredential("projectId", projectId);
      return huaweiAuth({ options, projectId: () => projectId });
    },
  };
}
