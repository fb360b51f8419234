import { expect, test, vi } from "vitest";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";

test("backoff doubles its range up to 8 s, and is spread over all of it", async () => {
  const pauses: number[] = [];
  const client = createAcmeClient({ fetch: async () => new Response("", { status: 503 }), retries: 8 });
  const wait = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((action: () => void, ms = 0) => {
    pauses.push(ms);
    return wait(action, ms < 600_000 ? 0 : ms);
  }) as typeof setTimeout);
  vi.spyOn(Math, "random").mockReturnValue(1);
  await rejection(client.getJob({ job_id: "1" }, { timeout: 600_000 }));
  expect(pauses).toEqual([600_000, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
});
