import { startMock } from "@jobwire/mock";

/** Starts a mock within the runtime, and deletes a job by plain HTTP. */
export async function call(): Promise<string> {
  const mock = await startMock("cielo24", { seed: "rehearsal" });
  try {
    const query = new URLSearchParams({
      v: "1",
      job_id: "64bea283eff6475ea6596027a6ba0929",
      api_token: mock.credentials.apiToken,
    });
    const response = await fetch(`${mock.url}/api/job/delete?${query}`);
    const { TaskId } = (await response.json()) as { TaskId: string };
    return TaskId;
  } finally {
    await mock.close();
  }
}
