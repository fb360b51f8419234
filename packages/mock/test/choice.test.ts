/** Which of the documented answers a request gets. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, cielo24Url, jobs } from "./cielo24.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock("cielo24");
});
afterAll(() => mock.close());

const caption = (query: Record<string, string>) =>
  ask(cielo24Url(mock, "get_caption", { caption_format: "SRT", ...query }));

describe("the kind of body that a parameter chooses", () => {
  test.each(["true", "True"])("build_url=%s: a link, whatever the format", async (build_url) => {
    const { type, text } = await caption({ build_url, caption_format: "WEB_VTT" });
    expect(type).toBe("application/json");
    expect(JSON.parse(text)).toHaveProperty("CaptionUrl");
  });

  test.each([{}, { build_url: "false" }, { build_url: "False" }])("%j: the file", async (query) => {
    const { type, text } = await caption({ ...query, caption_format: "WEB_VTT" });
    expect(type).toBe("text/plain; charset=utf-8");
    expect(text).toMatch(/^WEBVTT\n/);
  });

  test("a format without an example: the first file, and not the link", async () => {
    expect((await caption({ caption_format: "ECHO" })).text).toMatch(/^1\n00:00:01,120/);
    expect((await caption({ caption_format: "ECHO", build_url: "true" })).text).toMatch(/^\{"CaptionUrl"/);
  });

  test("an error is one for either kind", async () => {
    for (const build_url of ["true", "false"]) {
      const { text } = await caption({ build_url, job_id: jobs.unknown });
      expect(JSON.parse(text).ErrorType).toBe("ITEM_NOT_FOUND");
    }
  });

  test("Prefer goes before it", async () => {
    const url = cielo24Url(mock, "get_caption", { caption_format: "SRT" });
    const { text } = await ask(url, { headers: { prefer: "example=captionUrl" } });
    expect(JSON.parse(text)).toHaveProperty("CaptionUrl");
  });

  test.each(["mp3", "mp4"])("media of the type %s", async (media_type) => {
    const { type } = await ask(cielo24Url(mock, "download_media", { media_type }));
    expect(type).toBe(media_type === "mp3" ? "audio/mp3" : "video/mp4");
  });

  test.each([{}, { build_url: "true" }])("made up, with %j", async (query) => {
    const url = cielo24Url(mock, "get_caption", { caption_format: "SRT", ...query });
    const { status, type, text } = await ask(url, { headers: { prefer: "dynamic=true" } });
    expect(status).toBe(200);
    if ("build_url" in query) expect(Object.keys(JSON.parse(text))).toEqual(["CaptionUrl"]);
    else expect({ type, text }).toMatchObject({ text: expect.stringMatching(/^1\n00:00:01,120/) });
  });
});

describe("an error goes before a success", () => {
  test.each([
    { caption_format: "WEB_VTT" },
    { caption_format: "SRT", build_url: "false" },
    { caption_format: "SRT", build_url: "true" },
  ])("an unknown job with %j", async (query) => {
    const { status, text } = await caption({ ...query, job_id: jobs.unknown });
    expect({ status, type: JSON.parse(text).ErrorType }).toEqual({ status: 400, type: "ITEM_NOT_FOUND" });
  });
});

describe("values of several parts are the example", () => {
  const translate = (target_languages: string) =>
    ask(cielo24Url(mock, "translate", { target_languages, approve_uplevel: "yes" }));

  test("a list with commas", async () => {
    const [all, some] = [await translate("de,fr"), await translate("fr,it")];
    expect(all).toMatchObject({ status: 201, violations: [] });
    expect(some).toMatchObject({ status: 201, violations: [] });
    expect(some.text).not.toBe(all.text);
  });

  test("a boolean in another spelling", async () => {
    const query = { target_languages: "de,fr", job_id: "7d05e3b81f9c4c2aa6e4d8b0f3c25e79" };
    for (const approve_uplevel of ["false", "no", "n", "f"]) {
      expect((await ask(cielo24Url(mock, "translate", { ...query, approve_uplevel }))).status).toBe(400);
    }
  });

  test("JSON, in whatever order", async () => {
    const statistics = (metrics: string[]) =>
      ask(
        cielo24Url(mock, "aggregate_statistics", {
          account_id: "my_sub_account",
          group_by: "week",
          start_date: "2014-08-20T00:00:00",
          end_date: "2014-09-02T00:00:00",
          metrics: JSON.stringify(metrics),
        }),
      );
    const example = [
      "billable_minutes_total",
      "billable_minutes_professional",
      "billable_minutes_english_transcription",
    ];
    expect(await statistics(example)).toMatchObject({ status: 200, violations: [] });
    expect(await statistics(["billable_minutes_total"])).toMatchObject({ status: 200, violations: [] });
  });
});

test("a job that is waited for: the answers that were set, one after the other, and then the usual one", async () => {
  const state = async () => JSON.parse((await ask(cielo24Url(mock, "info"))).text).JobStatus;
  mock.respond("getJobInfo", { example: "inProcess", times: 2 });
  mock.respond("getJobInfo", { body: { JobStatus: "Reviewing" } });
  expect([await state(), await state(), await state(), await state(), await state()]).toEqual([
    "In Process",
    "In Process",
    "Reviewing",
    "Complete",
    "Complete",
  ]);
});

test("a session that was ended is over", async () => {
  const login = new URL(`${mock.url}/api/account/login?v=1&username=john_doe&password=example_password`);
  const { ApiToken } = JSON.parse((await ask(login)).text);
  const ask1 = (path: string) => ask(`${mock.url}/api/account/${path}?v=1&api_token=${ApiToken}`);
  expect((await ask1("verify_key")).status).toBe(200);
  expect((await ask1("logout")).status).toBe(204);
  const { status, text } = await ask1("verify_key");
  expect({ status, type: JSON.parse(text).ErrorType }).toEqual({ status: 400, type: "BAD_API_TOKEN" });
});
