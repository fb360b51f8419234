import { expect, test } from "vitest";
import { InvalidArgumentError } from "../src/index.ts";
import { createAcmeClient } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { startServer } from "./server.ts";

test.each([
  [{ sounds: ["MUSIC", "ö"] }, "sounds", '["MUSIC","ö"]'],
  [{ sounds: [] }, "sounds", "[]"],
  [{ options: { notes: "a&b", id: 9007199254740993n } }, "options", '{"notes":"a&b","id":9007199254740993}'],
  [{ languages: ["de", "fr", "it"] }, "languages", "de,fr,it"],
  [{ brackets: ["{", "}"] }, "brackets", "('{','}')"],
  [{ brackets: ["'", "\\"] }, "brackets", "('\\'','\\\\')"],
])("%# is one text on the wire", async (given, name, text) => {
  const server = await startServer((response) => response.end());
  await createAcmeClient({ baseUrl: server.url }).getCaption(given);
  const sent = new URL(server.requests[0]?.url ?? "", server.url).searchParams;
  expect([...sent]).toEqual([[name, text]]);
});

test("by path it is the same", async () => {
  const server = await startServer((response) => response.end());
  const query = { sounds: ["MUSIC"], languages: ["de", "fr"] };
  await createAcmeClient({ baseUrl: server.url }).raw.GET("/caption", { params: { query } });
  const sent = new URL(server.requests[0]?.url ?? "", server.url).searchParams;
  expect([...sent]).toEqual([
    ["sounds", '["MUSIC"]'],
    ["languages", "de,fr"],
  ]);
});

test.each([
  [{ sounds: "MUSIC" }, 'sounds: expected array, got "MUSIC"'],
  [{ sounds: [Number.NaN] }, "sounds[0]: expected a finite number, got NaN"],
  [{ languages: ["de,fr"] }, 'languages: expected items without commas, got "de,fr"'],
  [{ brackets: [{}] }, "brackets: expected text, a finite number or a boolean, got object"],
])("%j is refused", async (given, message) => {
  const error = await rejection(createAcmeClient({ baseUrl: "http://127.0.0.1:1" }).getCaption(given));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.message).toBe(`acme getCaption: ${message}`);
});

test("a secret within it is redacted", async () => {
  const server = await startServer((response, { url }) => response.writeHead(500).end(url));
  const client = createAcmeClient({ baseUrl: server.url, retries: 0 });
  const error = await rejection(client.getCaption({ options: { password: 'p"ss wörd' } }));
  expect(error.message).toContain("[redacted]");
  expect(JSON.stringify(error)).not.toMatch(/p(\\|%5C|%22|")+.{0,6}ss/i);
});
