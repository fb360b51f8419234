import { expect, test } from "vitest";
import { createAcmeClient } from "../fixture.ts";

test("the fetch of the runtime is looked up when a call is made, so that it can be replaced", async () => {
  const client = createAcmeClient({});
  const original = globalThis.fetch;
  try {
    globalThis.fetch = async () => new Response('{"id":5}');
    expect(await client.getJob({ job_id: "1" })).toEqual({ id: "5" });
  } finally {
    globalThis.fetch = original;
  }
});
