import { createCielo24Client, InvalidArgumentError } from "@jobwire/cielo24";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const ordered = { body: { TaskId: "41ec7d23fb4b45f9b48a13d0b7283bf2" } };

async function started(reply: object = ordered) {
  const server = await serve(() => reply);
  const cielo24 = createCielo24Client({ apiToken: "t", baseUrl: server.url });
  /** Values of the last query, by name. */
  const sent = () => {
    const { searchParams } = new URL(server.requests.at(-1)?.url ?? "", "http://host");
    expect(new Set(searchParams.keys()).size, "no name comes twice").toBe(searchParams.size);
    const { v, api_token, ...values } = Object.fromEntries(searchParams);
    return values;
  };
  return { server, cielo24, sent };
}

test("an order has its options as JSON and its languages with commas", async () => {
  const { cielo24, sent } = await started();
  await cielo24.performTranscription({
    job_id,
    transcription_fidelity: "PREMIUM",
    options: {
      notes: "Ms. Ortega & co",
      speaker_id: true,
      return_iwp: ["MECHANICAL", "FINAL"],
      custom_metadata: { n: 1 },
    },
    target_language: ["de", "fr", "it"],
    turnaround_hours: 36,
    standard_product: false,
  });
  expect(sent()).toEqual({
    job_id,
    transcription_fidelity: "PREMIUM",
    options:
      '{"notes":"Ms. Ortega & co","speaker_id":true,"return_iwp":["MECHANICAL","FINAL"],"custom_metadata":{"n":1}}',
    target_language: "de,fr,it",
    turnaround_hours: "36",
    standard_product: "false",
  });
});

test("captions have sounds as JSON and their boundaries as a tuple", async () => {
  const { cielo24, server, sent } = await started({ body: "WEBVTT" });
  await cielo24.getCaption({
    job_id,
    caption_format: "WEB_VTT",
    remove_sounds_list: ["MUSIC", "LAUGH"],
    sound_tokens_by_line_list: [],
    sound_boundaries: ["{", "}"],
    caption_by_sentence: false,
  });
  expect(sent()).toEqual({
    job_id,
    caption_format: "WEB_VTT",
    remove_sounds_list: '["MUSIC","LAUGH"]',
    sound_tokens_by_line_list: "[]",
    sound_boundaries: "('{','}')",
    caption_by_sentence: "false",
  });
  expect(server.requests[0]?.url).toContain("sound_boundaries=(%27%7B%27%2C%27%7D%27)");
});

test("statistics have their metrics as JSON", async () => {
  const { cielo24, sent } = await started({ body: { data: [] } });
  await cielo24.aggregateStatistics({ metrics: ["billable_minutes_total"] });
  expect(sent()).toEqual({ metrics: '["billable_minutes_total"]' });
});

test("by path they are written alike", async () => {
  const { cielo24, sent } = await started({ body: "WEBVTT" });
  await cielo24.raw.GET("/api/job/get_caption", {
    params: {
      query: {
        job_id,
        caption_format: "SRT",
        remove_sounds_list: ["MUSIC"],
        sound_boundaries: ["<", ">"],
      },
    },
  });
  expect(sent()).toMatchObject({ remove_sounds_list: '["MUSIC"]', sound_boundaries: "('<','>')" });
});

test("a form of members is one", async () => {
  const { cielo24, server } = await started({ status: 204 });
  await cielo24.updatePassword({ new_password: "p&ss wörd" });
  expect(server.requests[0]).toMatchObject({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "new_password=p%26ss+w%C3%B6rd",
  });
  expect(server.requests[0]?.url).toMatch(
    /^\/api\/account\/update_password\?(v=1&api_token=t|api_token=t&v=1)$/,
  );
});

describe("what is malformed is refused, and nothing is sent", () => {
  test.each<[string, object, string]>([
    [
      "a text in place of a list",
      { remove_sounds_list: "MUSIC" },
      'remove_sounds_list: expected array, got "MUSIC"',
    ],
    ["one boundary", { sound_boundaries: ["{"] }, "sound_boundaries: expected 2 items, got 1"],
    ["three boundaries", { sound_boundaries: ["{", "}", "|"] }, "sound_boundaries: expected 2 items, got 3"],
    ["a boundary that is no text", { sound_boundaries: [{}, "}"] }, "sound_boundaries: expected text"],
    ["a boolean as a word", { mixed: "yes" }, 'mixed: expected a boolean, got "yes"'],
    ["null in place of a boolean", { mixed: null }, "mixed: expected boolean, got null"],
    ["an unknown format", { caption_format: "TXT" }, "caption_format: expected one of"],
  ])("%s", async (_, more, message) => {
    const { cielo24, server } = await started();
    const call = cielo24.getCaption({ job_id, caption_format: "SRT", ...more } as never);
    await expect(call).rejects.toThrow(message);
    await expect(call).rejects.toThrow(InvalidArgumentError);
    expect(server.requests).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["no language", [], "target_languages: expected at least 1 items, got 0"],
    ["a comma in a language", ["de,fr"], "target_languages: expected items without commas"],
  ])("%s", async (_, target_languages, message) => {
    const { cielo24, server } = await started();
    await expect(cielo24.orderTranslation({ job_id, target_languages } as never)).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });

  test("options that are no object", async () => {
    const { cielo24, server } = await started();
    const given = { job_id, transcription_fidelity: "PREMIUM", options: '{"notes":""}' };
    await expect(cielo24.performTranscription(given as never)).rejects.toThrow(
      "options: expected object, got",
    );
    expect(server.requests).toEqual([]);
  });
});
