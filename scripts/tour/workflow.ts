import { inspect } from "node:util";
import { createCielo24Client } from "@jobwire/cielo24";
import type { Mock } from "@jobwire/mock";

/** One step of the workflow: what is called, what went over the wire for it, and what came of it. */
export type Step = readonly [code: string, wire: string, answer: string];

/** A job of cielo24 from its creation to its deletion, captions included. */
export async function workflow(mock: Mock<"cielo24">): Promise<Step[]> {
  const { username, password } = mock.credentials;
  const cielo24 = createCielo24Client({ username, password, baseUrl: mock.url });
  mock.respond("getJobInfo", { example: "inProcess", times: 2 });
  const steps: Step[] = [];

  async function step<Answer>(
    code: string,
    call: PromiseLike<Answer>,
    shown: (answer: Answer) => string = inspect,
  ): Promise<Answer> {
    const before = mock.requests.length;
    const answer = await call;
    const sent = mock.requests
      .slice(before)
      .map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
    steps.push([code, summary(sent), shown(answer)]);
    return answer;
  }

  const created = cielo24.createJob({ job_name: "harbour tour", language: "en" });
  const { JobId: job_id } = await step("createJob({ job_name: 'harbour tour', language: 'en' })", created);
  const media_url = "http://www.domain.com/video.mp4";
  const added = cielo24.addMediaFromUrl({ job_id, media_url });
  await step("addMediaFromUrl({ job_id, media_url })", added);
  const order = { job_id, transcription_fidelity: "PREMIUM", priority: "STANDARD" } as const;
  const ordered = cielo24.performTranscription({ ...order, options: { speaker_id: true } });
  await step("performTranscription({ job_id, …, options: { speaker_id: true } })", ordered);
  const states: string[] = [];
  const onProgress = ({ JobStatus }: { JobStatus?: string }) => states.push(String(JobStatus));
  const done = cielo24.waitForJob({ job_id }, { interval: 20, onProgress });
  await step("waitForJob({ job_id }, { onProgress })", done, ({ JobStatus }) =>
    [...states, JobStatus].join(" → "),
  );
  const captions = cielo24.getCaption({ job_id, caption_format: "SRT" });
  await step("getCaption({ job_id, caption_format: 'SRT' })", captions, (text) => inspect(firstLines(text)));
  await step("deleteJob({ job_id })", cielo24.deleteJob({ job_id }));
  return steps;
}

/** Requests in their order; those that were sent several times in a row once. */
function summary(requests: readonly string[]): string {
  const kinds = [...new Set(requests)];
  return kinds
    .map((kind) => {
      const times = requests.filter((request) => request === kind).length;
      return times > 1 ? `${times} × ${kind}` : kind;
    })
    .join(", ");
}

const firstLines = (text: string) => `${text.split("\n").slice(0, 3).join("\n")}…`;
