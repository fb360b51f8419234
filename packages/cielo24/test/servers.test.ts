import { createCielo24Client, InvalidArgumentError } from "@jobwire/cielo24";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const account = { new_username: "john_doe", new_password: "example_password" };

/** A `fetch` that leads nowhere, and remembers where it should have. */
function recorder() {
  const hosts: string[] = [];
  const answer: typeof fetch = async (url) => {
    const { host, pathname } = new URL(String(url));
    hosts.push(host + pathname);
    return pathname.endsWith("login")
      ? Response.json({ ApiToken: "session-1" })
      : new Response(null, { status: 204 });
  };
  return { hosts, fetch: answer };
}

describe("an operation that only one server has", () => {
  test("is refused for the other, before anything is sent", async () => {
    const { hosts, fetch } = recorder();
    const baseUrl = "https://sandbox.cielo24.com";
    const cielo24 = createCielo24Client({ username: "u", password: "secret", baseUrl, fetch });
    for (const call of [
      cielo24.getTranscodedMedia({ job_id, transcoded_version: "mp4" }),
      cielo24.requestUploadUrl({ job_id }),
      cielo24.raw.GET("/api/job/transcoded_media", {
        params: { query: { job_id, transcoded_version: "mp4" } },
      }),
    ]) {
      await expect(call).rejects.toThrow(InvalidArgumentError);
      await expect(call).rejects.toThrow(
        "https://sandbox.cielo24.com does not have this operation; https://api.cielo24.com has",
      );
    }
    expect(hosts).toEqual([]);
  });

  test("goes to that server unless told otherwise; the session is one of production", async () => {
    const { hosts, fetch } = recorder();
    const cielo24 = createCielo24Client({ username: "u", password: "secret", fetch });
    await cielo24.createAccount(account);
    await cielo24.logout();
    expect(hosts).toEqual([
      "api.cielo24.com/api/account/login",
      "sandbox.cielo24.com/api/account/create",
      "api.cielo24.com/api/account/logout",
    ]);
  });

  test("goes wherever a server stands in for the provider", async () => {
    const server = await serve(() => ({ status: 204 }));
    const cielo24 = createCielo24Client({ apiToken: "t", baseUrl: server.url });
    await cielo24.createAccount(account);
    expect(server.requests[0]).toMatchObject({
      url: expect.stringMatching(/^\/api\/account\/create\?/),
      body: "new_username=john_doe&new_password=example_password",
    });
  });
});

describe("what may be sent again", () => {
  test.each<[string, number]>([
    ["createJob", 1],
    ["performTranscription", 1],
    ["uploadTranscript", 1],
    ["deleteJob", 3],
    ["getCaption", 3],
    ["uploadMedia", 3],
  ])("%s is sent %i times when the server fails", async (name, times) => {
    const server = await serve(() => ({ status: 503, headers: { "Retry-After": "0" } }));
    const cielo24 = createCielo24Client({ apiToken: "t", baseUrl: server.url, retries: 2 });
    const given = {
      createJob: {},
      performTranscription: { job_id, transcription_fidelity: "PREMIUM" },
      uploadTranscript: { job_id, format: "text", body: "Hello" },
      deleteJob: { job_id },
      getCaption: { job_id, caption_format: "SRT" },
      uploadMedia: { job_id, body: "content" },
    }[name];
    const methods = cielo24 as unknown as Record<string, (given: unknown) => Promise<unknown>>;
    await expect(methods[name]?.(given)).rejects.toMatchObject({ status: 503, attempts: times });
    expect(server.requests).toHaveLength(times);
  });
});
