/** What is type-checked: from nothing to everything that users write. */

export const empty = "export {};\n";

const create = `import { createTencentBatchClient } from "@jobwire/tencent-batch";
const batch = createTencentBatchClient({ secretId: "id", secretKey: "key", region: "ap-guangzhou" });
`;

export const oneCall = `${create}await batch.deleteJob({ JobId: "job-1" });\n`;

/** By a client of this operation only, as it is for small bundles. */
export const oneCallSelected = `import { createTencentBatchClient, deleteJob } from "@jobwire/tencent-batch/operations";
const batch = createTencentBatchClient({ secretId: "id", secretKey: "key" }, { deleteJob });
await batch.deleteJob({ JobId: "job-1" });
`;

export const oneCallByPath = `${create}
const { data, error } = await batch.raw.POST("/#X-TC-Action=DeleteJob", { body: { JobId: "job-1" } });
export const id: string = data?.Response.RequestId ?? error?.Response.Error.Code ?? "";
`;

/** One call of every operation in every form: awaited, with its whole answer, by path, and with its error told. */
const everyForm = {
  "tencent-batch": {
    imports: ["createTencentBatchClient", "isTencentBatchError"],
    create: `createTencentBatchClient({ secretId: "id", secretKey: "key" })`,
    calls: [
      `deleteJob({ JobId: "job-1", "X-TC-Region": "ap-guangzhou", "X-TC-Language": "en-US" }, { timeout: 1 })`,
    ],
    byPath: [`POST("/#X-TC-Action=DeleteJob", { body: { JobId: "job-1" } })`],
    error: `isTencentBatchError(error, "deleteJob") && error.code === "ResourceNotFound.Job"`,
  },
  "huawei-dli": {
    imports: ["createHuaweiDliClient", "isHuaweiDliError"],
    create: `createHuaweiDliClient({ projectId: "p", auth: { token: "t" } })`,
    calls: [`deleteFlinkJob({ job_id: 138n, project_id: "p" }, { retries: 0 })`],
    byPath: [`DELETE("/v1.0/{project_id}/streaming/jobs/{job_id}", { params: { path: { job_id: 138 } } })`],
    error: `isHuaweiDliError(error, "deleteFlinkJob") && error.code === "DLI.0002"`,
  },
  cielo24: {
    imports: ["createCielo24Client", "isCielo24Error"],
    create: `createCielo24Client({ username: "u", password: "p" })`,
    calls: [`deleteJob({ job_id: "64bd" }, { headers: { "x-trace": "1" } })`, "login()"],
    byPath: [`GET("/api/job/delete", { params: { query: { job_id: "64bd" } } })`],
    error: `isCielo24Error(error, "deleteJob") && error.code === "ITEM_NOT_FOUND"`,
  },
  bigchange: {
    imports: ["createBigChangeClient", "isBigChangeError"],
    create: `createBigChangeClient({ clientId: "i", clientSecret: "s", customerId: 40817 })`,
    calls: [
      `cancelJob({ jobId: 1n, reason: "rain", "Customer-Id": "1" }, { timeout: 1 })`,
      `getAccessToken({ client_id: "i", client_secret: "s" })`,
    ],
    byPath: [`PUT("/v1/jobs/{jobId}/cancel", { params: { path: { jobId: "1" } } })`],
    error: `isBigChangeError(error, "cancelJob") && error.status === 404`,
  },
  "codearts-build": {
    imports: ["createCodeArtsBuildClient", "isCodeArtsBuildError"],
    create: `createCodeArtsBuildClient({ auth: { accessKey: "a", secretKey: "s" } })`,
    calls: [`deleteBuildJob({ job_id: "48c6" })`],
    byPath: [`POST("/v3/jobs/{job_id}/delete", { params: { path: { job_id: "48c6" } } })`],
    error: `isCodeArtsBuildError(error, "deleteBuildJob") && error.code === "CB.00031006"`,
  },
} as const;

export type Provider = keyof typeof everyForm;
export const providers = Object.keys(everyForm) as Provider[];

/** A file in which some providers' calls stand, so many in all, each with `withResponse` and its error told. */
export function calls(among: readonly Provider[], count: number, withRaw = false): string {
  const heads = among.map((name, i) => {
    const { imports, create } = everyForm[name];
    return `import { ${imports.join(", ")} } from "@jobwire/${name}";\nconst client${i} = ${create};\n`;
  });
  const blocks = Array.from({ length: count }, (_, i) => {
    const client = i % among.length;
    const { calls, byPath, error } = everyForm[among[client] as Provider];
    const call = `client${client}.${calls[i % calls.length]}`;
    const raw = withRaw ? `  if ((await client${client}.raw.${byPath[0]}).error) throw new Error();\n` : "";
    return `export async function call${i}() {
  try {
    const { data, response, requestId } = await ${call}.withResponse();
    return [await ${call}, data, response.status, requestId];
  } catch (error) {
    if (${error}) return [];
    throw error;
  }
${raw}}\n`;
  });
  return [...heads, ...blocks].join("");
}
