/** What people do with Tencent Batch from beginning to end, by its client. */
import {
  ConflictError,
  createTencentBatchClient,
  JobFailedError,
  NotFoundError,
  type SubmitJobArguments,
} from "@jobwire/tencent-batch";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";

let mock: Mock<"tencent-batch">;
beforeAll(async () => {
  mock = await startMock("tencent-batch");
});
afterEach(() => {
  expect(mock.violations).toEqual([]);
  mock.reset();
});
afterAll(() => mock.close());

function connect() {
  const { secretId, secretKey } = mock.credentials;
  return createTencentBatchClient({
    secretId,
    secretKey,
    region: "ap-guangzhou",
    baseUrl: mock.url,
    retries: 0,
  });
}

const job: SubmitJobArguments = {
  Placement: { Zone: "ap-guangzhou-3" },
  Job: {
    JobName: "render frames",
    Tasks: [
      {
        TaskName: "render",
        TaskInstanceNum: 3,
        Application: { DeliveryForm: "LOCAL", Command: "/opt/render/run.sh" },
        ComputeEnv: {
          EnvType: "MANAGED",
          EnvData: {
            InstanceType: "S5.LARGE8",
            ImageId: "img-5lz8ckq1",
            LoginSettings: { KeepImageLogin: true },
          },
        },
      },
    ],
  },
};

const quick = { interval: 1, maxInterval: 1 };
const asked = () => mock.requests.map(({ operation }) => operation);
const sent = () => mock.requests.map(({ body }) => JSON.parse(body ?? "{}"));

test("a job is submitted, waited for, looked at task by task, and deleted", async () => {
  const batch = connect();
  mock.respond("describeJob", { example: "running", times: 2 });
  const { JobId = "" } = await batch.submitJob(job);
  const states: unknown[] = [];
  const done = await batch.waitForJob(
    { JobId },
    { ...quick, onProgress: ({ JobState }) => void states.push(JobState) },
  );
  expect(states).toEqual(["RUNNING", "RUNNING"]);
  expect(done).toMatchObject({ JobId, JobState: "SUCCEED" });

  const exits: unknown[] = [];
  for await (const { TaskInstanceIndex, ExitCode } of batch.paginate.describeTask({
    JobId,
    TaskName: "render",
  }))
    exits.push([TaskInstanceIndex, ExitCode]);
  expect(exits).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
  ]);
  const logs: string[] = [];
  for await (const { StdoutLog } of batch.paginate.describeTaskLogs({ JobId, TaskName: "render", Limit: 2 }))
    logs.push(Buffer.from(StdoutLog?.replace(/^data:.*,/, "") ?? "", "base64").toString());
  expect(logs).toHaveLength(3);
  expect(logs[0]).toBe("frames 1 to 100: rendered\n");
  await batch.deleteJob({ JobId });
  expect(asked()).toEqual([
    "submitJob",
    ...["describeJob", "describeJob", "describeJob"],
    "describeTask",
    ...["describeTaskLogs", "describeTaskLogs"],
    "deleteJob",
  ]);
});

test("a job is submitted with a token of its own, and what the wire wants as text goes as text", async () => {
  const batch = connect();
  await batch.submitJob(job);
  await batch.submitJob(job);
  const [first, second] = sent();
  expect(first.ClientToken).toMatch(/^[0-9a-f]{32}$/);
  expect(second.ClientToken).not.toBe(first.ClientToken);
  expect(first.Job.Tasks[0].ComputeEnv.EnvData.LoginSettings).toEqual({ KeepImageLogin: "TRUE" });
});

test("a submission whose answer is lost is sent again with the same token", async () => {
  const { secretId, secretKey } = mock.credentials;
  const batch = createTencentBatchClient({ secretId, secretKey, baseUrl: mock.url });
  mock.fail("submitJob", { kind: "reset" });
  await batch.submitJob(job);
  const tokens = sent().map(({ ClientToken }) => ClientToken);
  expect(tokens).toHaveLength(2);
  expect(new Set(tokens).size).toBe(1);
});

test("a wait ends for a job that failed, with the reason, and for one that is not there", async () => {
  const wait = (JobId: string) => connect().waitForJob({ JobId }, quick);
  const failed = await wait("job-e9n4bk7c").catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(JobFailedError);
  expect((failed as Error).message).toMatch(/JobState is "FAILED": \S/);
  await expect(wait("job-8q2mzx4k")).rejects.toBeInstanceOf(NotFoundError);
  await expect(connect().deleteJob({ JobId: "job-r7wd93bn" })).rejects.toBeInstanceOf(ConflictError);
});
