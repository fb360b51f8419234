import { type CodeArtsBuildClient, createCodeArtsBuildClient } from "@jobwire/codearts-build";

const client: CodeArtsBuildClient = createCodeArtsBuildClient({
  auth: { accessKey: "key", secretKey: "secret" },
  region: "cn-north-4",
});

export async function remove(job_id: string): Promise<string | undefined> {
  const { data, response } = await client.raw.POST("/v3/jobs/{job_id}/delete", {
    params: { path: { job_id } },
  });
  if (!response.ok) return (await client.deleteBuildJob({ job_id })).project_id;
  return JSON.stringify(data);
}

// @ts-expect-error: an id is missing
export const wrong = () => client.deleteBuildJob({});
