import { sdkDate, signSdkHmac } from "@jobwire/huawei-auth";
import { expect, test } from "vitest";
import vectors from "./vectors.json" with { type: "json" };

const [vector] = vectors;

test.each(vectors)("signs as the official SDK does: $name", async ({ authorization, headers, ...vector }) => {
  const signed = Object.fromEntries(Object.entries(headers as Record<string, string>));
  expect(signSdkHmac({ ...vector, headers: signed }, vector)).toBe(authorization);
});

test("the date is UTC, to the second, cut off and not rounded", () => {
  expect(sdkDate(Date.UTC(2026, 10, 22, 4, 10, 36, 999))).toBe("20261122T041036Z");
  expect(vector?.headers["x-sdk-date"]).toBe("20261122T041036Z");
});

const key = { accessKey: "AK", secretKey: "SK" };
const sign = (path: string, query: string, headers = {}) =>
  signSdkHmac(
    {
      method: "GET",
      path,
      query,
      headers: { host: "h", "x-sdk-date": "20261122T041036Z", ...headers },
      body: "",
    },
    key,
  );

test.each([
  ["names in their order", "b=2&a=1", "a=1&b=2"],
  ["values of one name in their order", "a=2&a=10", "a=10&a=2"],
  ["the order of code units", "a=1&B=2", "B=2&a=1"],
  ["characters that URLs leave as they are", "a=!'()*", "a=%21%27%28%29%2A"],
  ["an empty value", "a", "a="],
])("the query is signed in canonical form: %s", async (_, sent, canonical) => {
  expect(await sign("/jobs", sent)).toBe(await sign("/jobs", canonical));
});

test.each([
  ["with the slash at the end that is not sent", "/jobs", "/jobs/"],
  ["strictly encoded", "/jobs/a!'()*", "/jobs/a%21%27%28%29%2A"],
])("the path is signed %s", async (_, sent, canonical) => {
  expect(await sign(sent, "")).toBe(await sign(canonical, ""));
});

test("what differs is signed differently", async () => {
  const signatures = await Promise.all([
    sign("/jobs", ""),
    sign("/job", ""),
    sign("/jobs", "a=1"),
    sign("/jobs", "a=%2B"),
    sign("/jobs", "a=%20"),
    sign("/jobs", "", { "x-project-id": "p" }),
    sign("/jobs", "", { "x-project-id": "q" }),
  ]);
  expect(new Set(signatures).size).toBe(signatures.length);
});
