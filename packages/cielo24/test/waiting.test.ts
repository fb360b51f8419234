import {
  AbortError,
  createCielo24Client,
  isCielo24Error,
  JobFailedError,
  NotFoundError,
  TimeoutError,
} from "@jobwire/cielo24";
import { createCielo24Client as createSelected, getJobInfo, waitForJob } from "@jobwire/cielo24/operations";
import { expect, test } from "vitest";
import { type Reply, serve } from "../../core/test/serve.ts";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const told = (JobStatus: string): Reply => ({ body: { JobId: job_id, JobStatus, CompletedDate: "" } });

/** A server that answers these in turn, the last one for ever. */
async function started(...replies: Reply[]) {
  const server = await serve((_, index) => replies[Math.min(index, replies.length - 1)] as Reply);
  return { server, cielo24: createCielo24Client({ apiToken: "t", baseUrl: server.url, retries: 0 }) };
}

test("looks until the job is complete, and resolves to it", async () => {
  const { server, cielo24 } = await started(told("Pending"), told("In Process"), told("Complete"));
  const seen: (string | undefined)[] = [];
  const job = await cielo24.waitForJob(
    { job_id },
    { interval: 1, onProgress: ({ JobStatus }) => seen.push(JobStatus) },
  );
  expect(job).toEqual({ JobId: job_id, JobStatus: "Complete", CompletedDate: null });
  expect(seen).toEqual(["Pending", "In Process"]);
  expect(server.requests.map(({ url }) => url.split("?")[0])).toEqual(Array(3).fill("/api/job/info"));
});

test("rejects with the job when its media cannot be used", async () => {
  const { cielo24 } = await started(told("In Process"), told("Media Failure"));
  const error = await cielo24.waitForJob({ job_id }, { interval: 1 }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(JobFailedError);
  expect(isCielo24Error(error, "waitForJob")).toBe(true);
  expect(error).toMatchObject({
    message: 'cielo24 waitForJob: 200: JobStatus is "Media Failure" (2 attempts)',
    body: { JobId: job_id, JobStatus: "Media Failure" },
  });
});

test("survives a look that fails", async () => {
  const { cielo24 } = await started(told("Pending"), { status: 503 }, told("Complete"));
  const job = await cielo24.waitForJob({ job_id }, { interval: 1 });
  expect(job.JobStatus).toBe("Complete");
});

test("does not survive an answer that will not change", async () => {
  const { server, cielo24 } = await started({
    status: 400,
    body: { ErrorType: "ITEM_NOT_FOUND", ErrorComment: "" },
  });
  const error = await cielo24.waitForJob({ job_id }, { interval: 1 }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(isCielo24Error(error, "getJobInfo")).toBe(true);
  expect(server.requests).toHaveLength(1);
});

test("ends by its timeout", async () => {
  const { cielo24 } = await started(told("Reviewing"));
  const error = await cielo24
    .waitForJob({ job_id }, { interval: 20, timeout: 2_000 })
    .catch((e: unknown) => e);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ message: expect.stringContaining('JobStatus is "Reviewing" after 2000 ms') });
});

test("ends by its signal, and can be taken up again", async () => {
  const { cielo24 } = await started(told("Pending"), told("Complete"));
  const controller = new AbortController();
  const stop = () => controller.abort(new Error("closing time"));
  const wait = cielo24.waitForJob(
    { job_id },
    { interval: 60_000, signal: controller.signal, onProgress: stop },
  );
  await expect(wait).rejects.toThrow(AbortError);
  expect((await cielo24.waitForJob({ job_id })).JobStatus).toBe("Complete");
});

test.each<[string, object, object, string]>([
  ["no id", {}, {}, "job_id: missing"],
  [
    "a malformed interval",
    { job_id },
    { interval: 0 },
    "interval: expected a positive number of milliseconds, got 0",
  ],
  ["a misspelt option", { job_id }, { intervall: 5 }, 'unknown option "intervall"; did you mean "interval"?'],
])("%s is refused at once", async (_, given, options, message) => {
  const { server, cielo24 } = await started(told("Complete"));
  await expect(cielo24.waitForJob(given as never, options)).rejects.toThrow(message);
  expect(server.requests).toEqual([]);
});

test("is there for who selects it", async () => {
  const { server } = await started(told("Pending"), told("Pending"), told("Complete"));
  const cielo24 = createSelected({ apiToken: "t", baseUrl: server.url }, { getJobInfo, waitForJob });
  expect(Object.keys(cielo24)).toEqual(["getJobInfo", "waitForJob"]);
  expect((await cielo24.getJobInfo({ job_id })).JobStatus).toBe("Pending");
  expect((await cielo24.waitForJob({ job_id }, { interval: 1 })).JobStatus).toBe("Complete");
  expect(Object.keys(createSelected({ apiToken: "t" }, { waitForJob }))).toEqual(["waitForJob"]);
});
