import type { LogEvent } from "@jobwire/core";
import {
  createTencentBatchClient,
  isTencentBatchError,
  type SubmitJobArguments,
} from "@jobwire/tencent-batch";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const secrets = ["storage-secret-key", "login-passw0rd!", "registry-password"] as const;
const [SecretKey, login, registry] = secrets;

const job: SubmitJobArguments = {
  Placement: { Zone: "ap-guangzhou-3" },
  Job: {
    Tasks: [
      {
        Application: {
          DeliveryForm: "PACKAGE",
          Command: "true",
          Docker: { Image: "acme/render:1", User: "render", Password: registry },
        },
        ComputeEnv: { EnvData: { LoginSettings: { Password: login } } },
        Authentications: [{ Scene: "COS", SecretId: "AKIDSTORAGE", SecretKey }],
      },
    ],
  },
};

async function clientOf(answer: (body: string) => Reply) {
  const server = await serve(({ body }) => answer(body));
  const events: LogEvent[] = [];
  const logger = (event: LogEvent) => void events.push(event);
  const keys = { secretId: "AKIDEXAMPLE", secretKey: "SECRETEXAMPLE" };
  const batch = createTencentBatchClient({ ...keys, baseUrl: server.url, retries: 1, logger });
  return { batch, events, ...server };
}

const shown = (error: unknown) =>
  `${(error as Error).message} ${(error as Error).stack} ${JSON.stringify(error)}`;

test("secrets deep in a body are sent, and shown by no error and no log", async () => {
  const { batch, events, requests } = await clientOf((body) => ({
    body: {
      Response: {
        Error: { Code: "InternalError", Message: `cannot take ${body}` },
        RequestId: "0ffc9347-a47a-43a6-a64a-aa77fda7ea13",
      },
    },
  }));
  const error = await batch.submitJob(job).catch((e: unknown) => e);
  expect(isTencentBatchError(error, "submitJob")).toBe(true);
  expect(requests).toHaveLength(2);
  for (const secret of secrets) {
    expect(requests[0]?.body).toContain(secret);
    expect(shown(error)).not.toContain(secret);
    expect(JSON.stringify(events)).not.toContain(secret);
  }
});

test("secrets that are answered are data, and shown by no error that follows", async () => {
  const info = { Response: { JobId: "job-f5da1edl", Tasks: job.Job.Tasks, RequestId: "r" } };
  let asked = 0;
  const { batch } = await clientOf(() =>
    ++asked === 1 ? { body: info } : { status: 502, body: JSON.stringify(info) },
  );
  const { Tasks } = await batch.describeJobSubmitInfo({ JobId: "job-f5da1edl" });
  expect(Tasks?.[0]?.Authentications?.[0]?.SecretKey).toBe(SecretKey);
  const error = await batch.deleteJob({ JobId: "job-f5da1edl" }).catch((e: unknown) => e);
  expect(error).toMatchObject({ status: 502 });
  for (const secret of secrets) expect(shown(error)).not.toContain(secret);
});
