/** Parameters that hold more than one value: JSON, lists with commas, tuples. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, cielo24Url } from "./cielo24.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock("cielo24");
});
afterAll(() => mock.close());

const order = (query: Record<string, string>) =>
  ask(cielo24Url(mock, "perform_transcription", { transcription_fidelity: "PREMIUM", ...query }));
const transcript = (query: Record<string, string>) => ask(cielo24Url(mock, "get_transcript", query));

describe("JSON text", () => {
  test.each([
    '{"speaker_id":true,"return_iwp":["FINAL"]}',
    '{"speaker_id":"true"}',
    '{ "notes" : "é, \\"quoted\\", & = +" }',
    "{}",
    '{"member_that_servers_add":1}',
    `{"notes":"a quote \\\\ \\"${"[".repeat(501)}"}`,
  ])("%s", async (options) => {
    expect(await order({ options })).toMatchObject({ status: 200, violations: [] });
  });

  test.each<[string, string, string]>([
    ["{speaker_id:true}", "query.options", "expected JSON, got text that is none"],
    ["", "query.options", "expected JSON, got text that is none"],
    ["\ufeff{}", "query.options", "expected JSON, got text that begins with a byte order mark"],
    [`${"[".repeat(501)}${"]".repeat(501)}`, "query.options", "expected JSON, got more than 500 levels"],
    ["[]", "query.options", "must be object, got []"],
    ["null", "query.options", "must be object, got null"],
    [
      '{"return_iwp":["FINAL","LAST"]}',
      "query.options.return_iwp.1",
      'expected one of MECHANICAL, PREMIUM, INTERIM_PROFESSIONAL, PROFESSIONAL, SPEAKER_ID, CUSTOMER_APPROVED_RETURN, CUSTOMER_APPROVED_TRANSLATION, FINAL, got "LAST"',
    ],
    [
      '{"return_iwp":"[MECHANICAL,FINAL]"}',
      "query.options.return_iwp",
      'must be array, got "[MECHANICAL,FINAL]"',
    ],
    ['{"notes":1}', "query.options.notes", "must be string, got 1"],
  ])("%.40s is refused", async (options, at, message) => {
    const { status, text, violations } = await order({ options });
    expect(violations).toEqual([{ at, message: expect.stringContaining(message) }]);
    expect({ status, type: JSON.parse(text).ErrorType }).toEqual({
      status: 400,
      type: message.startsWith("expected one of") ? "INVALID_OPTION" : "INVALID_QUERY",
    });
  });

  test("it is not quoted where it is malformed: it may hold a secret", async () => {
    const { violations } = await order({ options: '{"key":hunter2}' });
    expect(JSON.stringify(violations)).not.toContain("hunter2");
  });
});

describe("a list with commas", () => {
  test.each(["de", "de,fr,it"])("%s", async (target_language) => {
    expect(await order({ target_language })).toMatchObject({ status: 200, violations: [] });
  });

  test.each<[string, string, string]>([
    ["de,xx", "query.target_language.1", ', got "xx"'],
    ["de, fr", "query.target_language.1", ', got " fr"'],
    ["de,", "query.target_language.1", ', got ""'],
    ['["de"]', "query.target_language.0", String.raw`, got "[\"de\"]"`],
  ])("%s is refused", async (target_language, at, message) => {
    const { violations } = await order({ target_language });
    expect(violations).toEqual([{ at, message: expect.stringContaining(message) }]);
  });

  test("one that is required must not be empty", async () => {
    const { violations } = await ask(cielo24Url(mock, "translate", { target_languages: "" }));
    expect(violations).toEqual([{ at: "query.target_languages", message: "is required, and missing" }]);
  });
});

describe("a tuple", () => {
  test.each([
    `('{','}')`,
    `("{","}")`,
    `( '[' , "]" )`,
    `('(',')')`,
    `(',',',')`,
    `('\\'','"')`,
    `('{','}',)`,
  ])("%s", async (sound_boundaries) => {
    expect(await transcript({ sound_boundaries })).toMatchObject({ status: 200, violations: [] });
  });

  test.each<[string, string, string]>([
    ["{,}", "query.sound_boundaries", `expected a tuple such as ('a','b'), got "{,}"`],
    ["('{','}'", "query.sound_boundaries", `expected a tuple such as ('a','b'), got "('{','}'"`],
    ["('{' '}')", "query.sound_boundaries", "expected a tuple such as ('a','b'), got"],
    [`["{","}"]`, "query.sound_boundaries", "expected a tuple such as ('a','b'), got"],
    ["('{')", "query.sound_boundaries", 'must NOT have fewer than 2 items, got ["{"]'],
    ["('{','}','x')", "query.sound_boundaries", "must NOT have more than 2 items, got"],
    ["('{{','}')", "query.sound_boundaries.0", 'must NOT have more than 1 characters, got "{{"'],
  ])("%s is refused", async (sound_boundaries, at, message) => {
    const { status, violations } = await transcript({ sound_boundaries });
    expect(status).toBe(400);
    expect(violations).toEqual([{ at, message: expect.stringContaining(message) }]);
  });

  test("a long one that never ends is refused at once", async () => {
    const sound_boundaries = `(${"'\\\\".repeat(10_000)}`;
    expect((await transcript({ sound_boundaries })).violations).toHaveLength(1);
  });
});

test.each(["true", "false", "True", "False"])("a boolean is %s", async (mixed) => {
  expect(await transcript({ mixed })).toMatchObject({ status: 200, violations: [] });
});

test("a boolean is nothing else", async () => {
  expect((await transcript({ mixed: "1" })).violations).toEqual([
    { at: "query.mixed", message: 'expected one of true, false, true, false, True, False, got "1"' },
  ]);
});
