/** What people do with cielo24 from beginning to end, by its client and without a stub. */
import { createCielo24Client, JobFailedError } from "@jobwire/cielo24";
import { NotFoundError } from "@jobwire/core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { jobs } from "./cielo24.ts";

let mock: Mock<"cielo24">;
beforeAll(async () => {
  mock = await startMock("cielo24");
});
afterEach(() => {
  expect(mock.violations).toEqual([]);
  mock.reset();
});
afterAll(() => mock.close());

function connect() {
  const { username, password } = mock.credentials;
  return createCielo24Client({ username, password, baseUrl: mock.url });
}

const quick = { interval: 1, maxInterval: 1 };
const asked = () => mock.requests.map(({ operation }) => operation);

test("a job is created, given its media, ordered, waited for, captioned and deleted", async () => {
  const cielo24 = connect();
  const { JobId: job_id } = await cielo24.createJob({ job_name: "harbour tour", language: "en" });
  await cielo24.addMediaFromUrl({ job_id, media_url: "http://www.domain.com/video.mp4" });
  await cielo24.performTranscription({
    job_id,
    transcription_fidelity: "PREMIUM",
    priority: "STANDARD",
    options: { speaker_id: true, notes: "The host is Ms. Ortega." },
  });
  const job = await cielo24.waitForJob({ job_id });
  expect(job).toMatchObject({ JobId: job_id, JobStatus: "Complete" });
  expect(await cielo24.getCaption({ job_id, caption_format: "SRT" })).toMatch(/^1\n00:00:01,120 --> /);
  await cielo24.deleteJob({ job_id });
  await cielo24.logout();
  expect(asked()).toEqual([
    "login",
    "createJob",
    "addMediaFromUrl",
    "performTranscription",
    "getJobInfo",
    "getCaption",
    "deleteJob",
    "logout",
  ]);
});

test("a file goes up, and the captions of every format come down", async () => {
  const cielo24 = connect();
  const job_id = jobs.own;
  await cielo24.uploadMedia({ job_id, body: new Blob(["content of video.mp4"], { type: "video/mp4" }) });
  await cielo24.uploadMedia({ job_id, body: new Uint8Array([1, 2, 3]) });
  expect(mock.requests.slice(-2).map(({ headers, size }) => [headers["content-type"], size])).toEqual([
    ["video/mp4", 20],
    [undefined, 3],
  ]);
  expect(await cielo24.getCaption({ job_id, caption_format: "WEB_VTT" })).toMatch(/^WEBVTT\n/);
  const link = await cielo24.getCaption({ job_id, caption_format: "WEB_VTT", build_url: true });
  expect(link.CaptionUrl).toMatch(/^http:/);
  expect(await cielo24.downloadMedia({ job_id, media_type: "mp3" })).toBeInstanceOf(Uint8Array);
});

test("a wait sees the states that were set, and then the usual one", async () => {
  mock.respond("getJobInfo", { example: "inProcess", times: 2 });
  const seen: (string | undefined)[] = [];
  const onProgress = ({ JobStatus }: { JobStatus?: string }) => void seen.push(JobStatus);
  const job = await connect().waitForJob({ job_id: jobs.own }, { ...quick, onProgress });
  expect(job.JobStatus).toBe("Complete");
  expect(seen).toEqual(["In Process", "In Process"]);
  expect(asked().filter((operation) => operation === "getJobInfo")).toHaveLength(3);
});

test("a wait ends for a job that fails, one that is not there, and with its time", async () => {
  const wait = (job_id: string, more = {}) => connect().waitForJob({ job_id }, { ...quick, ...more });
  await expect(wait("0fbd6015910e42dca25a863c4925d77c")).rejects.toBeInstanceOf(JobFailedError);
  await expect(wait(jobs.unknown)).rejects.toBeInstanceOf(NotFoundError);
  await expect(wait(jobs.inProcess, { timeout: 200 })).rejects.toMatchObject({ name: "TimeoutError" });
});
