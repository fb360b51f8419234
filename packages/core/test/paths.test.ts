import { describe, expect, test } from "vitest";
import { InvalidArgumentError, type JobwireError } from "../src/index.ts";
import { type AcmeClient, createAcmeClient } from "./fixture.ts";
import { type Random, seeded } from "./random.ts";
import { rejection } from "./rejection.ts";

type Way = (client: AcmeClient, job_id: unknown) => PromiseLike<unknown>;

const ways: [string, Way][] = [
  ["by name", (client, job_id) => client.getJob({ job_id })],
  ["by path", (client, job_id) => client.raw.GET("/jobs/{job_id}", { params: { path: { job_id } } })],
];

/** A client that answers by itself and keeps the addresses it was asked for. */
function createRecorder(): { client: AcmeClient; urls: string[] } {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    urls.push(String(url));
    return new Response("{}");
  };
  return { client: createAcmeClient({ baseUrl: "https://api.example/base", fetch }), urls };
}

describe.each(ways)("%s", (_, call) => {
  test.each([
    [undefined, "missing"],
    [null, "expected string, got null"],
    ["", 'expected a path segment, got ""'],
    [".", 'expected a path segment, got "."'],
    ["..", 'expected a path segment, got ".."'],
    ["\ud800", "expected well-formed Unicode, got a lone surrogate"],
    ["a\udc00b", "expected well-formed Unicode, got a lone surrogate"],
    [7, "expected string, got 7"],
    [true, "expected string, got true"],
    [{}, "expected string, got {}"],
    [["a"], 'expected string, got ["a"]'],
  ])("%j is refused before anything is sent", async (value, message) => {
    const { client, urls } = createRecorder();
    const error: JobwireError = await rejection(call(client, value));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toBe(`acme getJob: job_id: ${message}`);
    expect(error.attempts).toBe(0);
    expect(urls).toHaveLength(0);
  });

  test.each([
    ["/", "%2F"],
    ["../admin", "..%2Fadmin"],
    ["..\\admin", "..%5Cadmin"],
    ["%2e%2e", "%252e%252e"],
    ["%2E", "%252E"],
    ["..%2f", "..%252f"],
    ["...", "..."],
    [". .", ".%20."],
    ["a?b#c", "a%3Fb%23c"],
    ["a;b=c", "a%3Bb%3Dc"],
    ["{job_id}", "%7Bjob_id%7D"],
    ["$&$1$$", "%24%26%241%24%24"],
    ["\t\r\n", "%09%0D%0A"],
    ["\u0000", "%00"],
    [" ", "%20"],
    ["日本 é 😀", "%E6%97%A5%E6%9C%AC%20%C3%A9%20%F0%9F%98%80"],
    ["．．", "%EF%BC%8E%EF%BC%8E"],
    ["\ufeff", "%EF%BB%BF"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ])("%j is sent as one segment", async (value, segment) => {
    const { client, urls } = createRecorder();
    await call(client, value);
    expect(urls).toEqual([`https://api.example/base/jobs/${segment}`]);
  });

  test("a random string arrives as it was given, in one segment, or is refused", async () => {
    const random = seeded(42);
    const { client, urls } = createRecorder();
    for (let i = 0; i < 3000; i++) {
      const value = randomText(random);
      urls.length = 0;
      const error = await Promise.resolve(call(client, value)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (/^\.{0,2}$/.test(value) || Buffer.from(value).toString() !== value) {
        expect(error, JSON.stringify(value)).toBeInstanceOf(InvalidArgumentError);
        expect(urls).toHaveLength(0);
      } else {
        expect(error, JSON.stringify(value)).toBeUndefined();
        const { pathname, search, hash, host } = new URL(urls[0] ?? "");
        expect([host, search, hash]).toEqual(["api.example", "", ""]);
        const segments = pathname.split("/");
        expect(segments.slice(0, 3)).toEqual(["", "base", "jobs"]);
        expect(segments).toHaveLength(4);
        expect(decodeURIComponent(segments[3] ?? "")).toBe(value);
      }
    }
  });
});

/** Made of what is dangerous in a path, more than of letters. */
function randomText({ integer, pick }: Random): string {
  const pieces = [".", "..", "/", "\\", "%2e", "%2F", "%", "?", "#", "{", "}", "a", "é", "😀"] as const;
  const piece = () => (integer(3) === 0 ? String.fromCharCode(integer(0x10000)) : pick(pieces));
  return Array.from({ length: integer(5) }, piece).join("");
}
