import { type CallOptions, createCielo24Client, isCielo24Error, NotFoundError } from "@jobwire/cielo24";

const byUser = createCielo24Client({ username: "john_doe", password: "secret" });
const byToken = createCielo24Client({ apiToken: "token", headers: { "x-trace": "1" }, logger: undefined });

export async function remove(job_id: string, options?: CallOptions): Promise<string | undefined> {
  try {
    const { TaskId } = await byUser.deleteJob({ job_id }, options);
    return TaskId;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    if (isCielo24Error(error, "deleteJob") && error.code === "BAD_API_TOKEN")
      await byToken.deleteJob({ job_id });
    // @ts-expect-error: no code of this operation
    if (isCielo24Error(error, "deleteJob") && error.code === "SOMETHING_ELSE") return undefined;
    throw error;
  }
}
