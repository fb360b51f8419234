import { describe, expect, test, vi } from "vitest";
import {
  AbortError,
  createSelectedClient,
  isJobwireError,
  JobFailedError,
  ServerError,
  TimeoutError,
  waiter,
} from "../src/index.ts";
import { envelope, operations, service } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer, type TestServer, unusedAddress } from "./server.ts";

type Wait = (given: object, options?: object) => Promise<unknown>;

const waitForJob = {
  make: waiter,
  repeats: "getJob",
  operation: operations.getJob,
  state: "state",
  succeeded: ["Complete"],
  failed: ["Failed", "Lost"],
} as const;

function waitAt(baseUrl: string, options: object = {}): Wait {
  const setup = { service, operations: { waitForJob }, envelope, ownOptions: [], auth: () => undefined };
  return createSelectedClient<{ waitForJob: Wait }>({ ...setup, options: { baseUrl, ...options } })
    .waitForJob;
}

/** Tells one state after the other, and then the last one for ever. */
const states = (...told: (string | number)[]): Promise<TestServer> =>
  startServer((response, _, count) => {
    const state = told[Math.min(count, told.length) - 1];
    if (typeof state === "number") json(response, {}, state);
    else json(response, { id: 7, state });
  });

const soon = { interval: 5 };

test("waits until the job is complete, and gives its last answer", async () => {
  const server = await states("Pending", "In Process", "Complete");
  const seen: unknown[] = [];
  const options = { ...soon, onProgress: ({ state }: { state: string }) => seen.push(state) };
  expect(await waitAt(server.url)({ job_id: "a/1" }, options)).toEqual({ id: "7", state: "Complete" });
  expect(seen).toEqual(["Pending", "In Process"]);
  expect(server.requests.map(({ url }) => url)).toEqual(Array(3).fill("/jobs/a%2F1"));
});

test("a job that has ended already is told at once, as another process needs that goes on waiting", async () => {
  const server = await states("Complete");
  expect(await waitAt(server.url)({ job_id: "1" }, { interval: 600_000 })).toMatchObject({ id: "7" });
});

test("a job that failed is an error with its state and its last answer", async () => {
  const server = await states("Pending", "Lost");
  const error = await rejection(waitAt(server.url)({ job_id: "1" }, soon));
  expect(error).toBeInstanceOf(JobFailedError);
  expect(isJobwireError(error)).toBe(true);
  expect(error.message).toBe('acme waitForJob: 200: state is "Lost" (2 attempts)');
  expect(error).toMatchObject({ name: "JobFailedError", attempts: 2, body: { id: "7", state: "Lost" } });
});

describe("the deadline", () => {
  test("ends the wait, and says how far the job was", async () => {
    const server = await states("In Process");
    const error = await rejection(waitAt(server.url)({ job_id: "1" }, { ...soon, timeout: 300 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toMatch(/^acme waitForJob: state is "In Process" after 300 ms/);
    expect(error.body).toEqual({ id: "7", state: "In Process" });
  });

  test("tells why the last look failed", async () => {
    const server = await startServer((response, _, count) =>
      count === 1 ? json(response, { error: { message: "not now" } }, 503) : undefined,
    );
    const options = { ...soon, retries: 0, timeout: 300 };
    const error = await rejection(waitAt(server.url)({ job_id: "1" }, options));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toBe(
      "acme waitForJob: state is unknown after 300 ms; the last look failed: acme getJob: 503: not now",
    );
    expect(error.cause).toBeInstanceOf(ServerError);
  });

  test("ends a look that hangs, too", async () => {
    const server = await startServer(() => {});
    const error = await rejection(waitAt(server.url)({ job_id: "1" }, { timeout: 100 }));
    expect(error.message).toBe("acme waitForJob: state is unknown after 100 ms");
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test("the signal as well, during a pause", async () => {
    const server = await states("In Process");
    const controller = new AbortController();
    const options = {
      interval: 600_000,
      signal: controller.signal,
      onProgress: () => controller.abort("enough"),
    };
    const error = await rejection(waitAt(server.url)({ job_id: "1" }, options));
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ operation: "waitForJob", cause: "enough", attempts: 1 });
  });
});

test("a pause that is longer than a timer can keep is none that ends at once", async () => {
  const server = await states("In Process");
  const error = await rejection(waitAt(server.url)({ job_id: "1" }, { interval: 2 ** 33, timeout: 300 }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(server.requests).toHaveLength(1);
});

test("what takes the progress is waited for, but no longer than the deadline", async () => {
  const server = await states("In Process");
  const options = { ...soon, timeout: 300, onProgress: () => new Promise(() => {}) };
  const error = await rejection(waitAt(server.url)({ job_id: "1" }, options));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(server.requests).toHaveLength(1);
});

describe("a look that fails", () => {
  test("is repeated while the failure may pass", async () => {
    const server = await states("Pending", 503, 503, 429, "Complete");
    expect(await waitAt(server.url, { retries: 0 })({ job_id: "1" }, soon)).toMatchObject({
      state: "Complete",
    });
  });

  test("may fail as often as it likes, if not in a row", async () => {
    const server = await states("Pending", 503, 503, 503, "Pending", 503, 503, 503, "Complete");
    expect(await waitAt(server.url, { retries: 0 })({ job_id: "1" }, soon)).toMatchObject({
      state: "Complete",
    });
  });

  test("five times in a row fails the wait", async () => {
    const server = await states("Pending", 503);
    const error = await rejection(waitAt(server.url, { retries: 0 })({ job_id: "1" }, soon));
    expect(error).toMatchObject({ name: "ServerError", operation: "getJob" });
    expect(server.requests).toHaveLength(6);
  });

  test("without an answer is one of them", async () => {
    const error = await rejection(waitAt(await unusedAddress(), { retries: 0 })({ job_id: "1" }, soon));
    expect(error.name).toBe("ConnectionError");
  });

  test("for good fails the wait at once", async () => {
    const server = await states("Pending", 404);
    expect((await rejection(waitAt(server.url)({ job_id: "1" }, soon))).name).toBe("NotFoundError");
    expect(server.requests).toHaveLength(2);
  });
});

test("an answer without a state is refused", async () => {
  const server = await startServer((response) => json(response, { id: 7 }));
  const error = await rejection(waitAt(server.url)({ job_id: "1" }, soon));
  expect(error.message).toBe("acme waitForJob: 200: expected a state in state, got undefined");
});

test("the pauses grow by half each, up to the longest", async () => {
  const server = await states("a", "b", "c", "d", "Complete");
  const times: number[] = [];
  const options = { interval: 100, maxInterval: 160, onProgress: () => times.push(performance.now()) };
  const begun = performance.now();
  await waitAt(server.url)({ job_id: "1" }, options);
  times.push(performance.now());
  const pauses = times.slice(1).map((time, i) => time - (times[i] ?? begun));
  // Each is up to a tenth shorter or longer, and later by however slow the machine is.
  [90, 135, 144, 144].forEach((least, i) => {
    expect(pauses[i]).toBeGreaterThan(least - 5);
  });
});

test.each([
  [{ interval: 0 }, "interval: expected a positive number of milliseconds, got 0"],
  [{ maxInterval: "1" }, 'maxInterval: expected a positive number of milliseconds, got "1"'],
  [{ onProgress: true }, "onProgress: expected a function, got true"],
  [{ intervall: 1 }, 'unknown option "intervall"; did you mean "interval"?'],
])("%j is refused", async (options, message) => {
  const error = await rejection(waitAt("http://127.0.0.1:1")({ job_id: "1" }, options));
  expect(error.message).toBe(`acme waitForJob: ${message}`);
});

test("an argument that is wrong is refused", async () => {
  const error = await rejection(waitAt("http://127.0.0.1:1")({ jobid: "1" }));
  expect(error.message).toContain('unknown argument "jobid"; did you mean "job_id"?');
});

test("what onProgress throws ends the wait", async () => {
  const server = await states("Pending");
  const thrown = new ServerError("stop", { provider: "another" });
  const onProgress = () => {
    throw thrown;
  };
  expect(await rejection(waitAt(server.url)({ job_id: "1" }, { ...soon, onProgress }))).toBe(thrown);
  expect(server.requests).toHaveLength(1);
});

describe("a job of parts", () => {
  const waitForParts = {
    ...waitForJob,
    reason: "why",
    parts: { items: "tasks", state: "at", busy: ["Running"] },
  } as const;

  function waitAtParts(baseUrl: string): Wait {
    const setup = { service, operations: { waitForParts }, envelope, ownOptions: [], auth: () => undefined };
    return createSelectedClient<{ waitForParts: Wait }>({ ...setup, options: { baseUrl } }).waitForParts;
  }

  const tell = (...answers: object[]) =>
    startServer((response, _, count) => json(response, answers[Math.min(count, answers.length) - 1]));

  test("is over when none of them is busy, whatever its own state is", async () => {
    for (const [state, error] of [
      ["Complete", undefined],
      ["Failed", JobFailedError],
    ] as const) {
      const server = await tell(
        { id: 7, state, tasks: [{ at: "Done" }, { at: "Running" }] },
        { id: 7, state, tasks: [{ at: "Done" }, { at: "Waiting" }] },
      );
      const wait = waitAtParts(server.url)({ job_id: "1" }, soon);
      if (error) expect(await rejection(wait)).toBeInstanceOf(error);
      else expect(await wait).toMatchObject({ state });
      expect(server.requests).toHaveLength(2);
    }
  });

  test("needs no list of them", async () => {
    for (const tasks of [undefined, null, [null, 7]]) {
      const server = await tell({ id: 7, state: "Complete", tasks });
      expect(await waitAtParts(server.url)({ job_id: "1" }, soon)).toMatchObject({ id: "7" });
    }
  });

  test("tells why it failed, or that some were busy when the time was over", async () => {
    const failed = await tell({ id: 7, state: "Failed", why: "no machine\nwas free" });
    const error = await rejection(waitAtParts(failed.url)({ job_id: "1" }, soon));
    expect(error.message).toBe('acme waitForParts: 200: state is "Failed": no machine was free');
    const busy = await tell({ id: 7, state: "Failed", tasks: [{ at: "Running" }] });
    const late = await rejection(waitAtParts(busy.url)({ job_id: "1" }, { ...soon, timeout: 200 }));
    expect(late.message).toMatch(/state is "Failed", with some of tasks busy, after 200 ms/);
  });
});
