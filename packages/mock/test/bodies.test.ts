/** What answers are made of: texts, files, nothing. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, cielo24Url } from "./cielo24.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock("cielo24");
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

test("a text is sent as it is, and says in which letters", async () => {
  const { type, text, response } = await ask(cielo24Url(mock, "get_caption", { caption_format: "SBV" }));
  expect(type).toBe("text/plain; charset=utf-8");
  expect(text).toMatch(/^0:00:01\.120,0:00:03\.800\n/);
  expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
});

test("a file has its own type, and no letters", async () => {
  const { type, text } = await ask(cielo24Url(mock, "download_media", { media_type: "mp3" }));
  expect(type).toBe("audio/mp3");
  expect(text).not.toContain('"');
});

test.each([
  ["authorize", 204, null],
  ["burn_in_caption", 200, "0"],
])("%s answers nothing, with %i", async (path, status, length) => {
  const { response, text } = await ask(cielo24Url(mock, path));
  expect({ status: response.status, text }).toEqual({ status, text: "" });
  expect(response.headers.get("content-length")).toBe(length);
  expect(response.headers.get("transfer-encoding")).toBeNull();
  expect(response.headers.get("content-type")).toBeNull();
});

test.each(["slow", "cut-off", "stall-body"] as const)("a text can be %s", async (fault) => {
  const url = cielo24Url(mock, "get_caption", { caption_format: "SBV" });
  mock.fail("getCaption", fault);
  const response = await fetch(url, { signal: AbortSignal.timeout(fault === "cut-off" ? 60_000 : 500) });
  if (fault === "cut-off") expect((await response.text()).length).toBeGreaterThan(10);
  else await expect(response.text()).rejects.toThrow();
});
