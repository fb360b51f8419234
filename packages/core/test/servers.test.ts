import { expect, test } from "vitest";
import { type AcmeOptions, createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";

async function addressOf(options: AcmeOptions) {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    urls.push(String(url));
    return new Response("{}");
  };
  await createAcmeClient({ ...options, fetch }).testJob();
  return urls[0];
}

test("an operation that only one server has goes there by itself", async () => {
  expect(await addressOf({})).toBe("https://south.acme.example/test");
});

test("it stays with a server that has it, and with an address of one's own", async () => {
  expect(await addressOf({ baseUrl: "https://south.acme.example/" })).toBe("https://south.acme.example/test");
  expect(await addressOf({ baseUrl: "https://mock.example/base" })).toBe("https://mock.example/base/test");
});

test("a server that was chosen and does not have it is not asked", async () => {
  let asked = false;
  const fetch: typeof globalThis.fetch = async () => {
    asked = true;
    return new Response("{}");
  };
  const client = createAcmeClient({ baseUrl: "https://north.acme.example", fetch });
  const error = await rejection(client.testJob());
  expect(error.message).toBe(
    "acme testJob: https://north.acme.example does not have this operation; https://south.acme.example has",
  );
  expect(asked).toBe(false);
});
