import { type ClientOptions, type ClientSetup, checkCredential, type Operations } from "@jobwire/core";
import { type HuaweiAuth, huaweiAuth } from "@jobwire/huawei-auth";
import { envelope } from "./envelope.ts";
import { service } from "./generated/service.ts";

export interface HuaweiDliOptions extends ClientOptions {
  /** The IAM project that owns the jobs. */
  projectId: string;
  auth: HuaweiAuth;
  /** Region, also of Open Telekom Cloud, such as `eu-de`. Default `cn-north-4`. */
  region?: string | undefined;
}

/** What makes a client of the operations. */
export function setup(options: HuaweiDliOptions, operations: Operations): ClientSetup {
  return {
    service,
    operations,
    options,
    ownOptions: ["projectId", "auth", "region"],
    region: options?.region,
    envelope,
    tenant: { project_id: options?.projectId },
    auth() {
      const { projectId } = options;
      checkCredential("projectId", projectId);
      const ofCall = ({ project_id }: Readonly<Record<string, unknown>>) => project_id ?? projectId;
      return huaweiAuth({ options, projectId: ofCall });
    },
  };
}
