import { afterEach, describe, expect, test, vi } from "vitest";
import { AbortError, CachedToken, type IssuedToken, TimeoutError, tokenAuth } from "../src/index.ts";
import { type AcmeClient, createAcmeClient, logIn } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer, type TestServer } from "./server.ts";

afterEach(() => void vi.useRealTimers());

function createSessionClient(server: TestServer): AcmeClient {
  return createAcmeClient({
    baseUrl: server.url,
    auth: (call) =>
      tokenAuth(
        new CachedToken(async (signal) => ({ value: await logIn(call, signal) })),
        [],
        ({ headers }, token) => {
          headers["x-token"] = token;
        },
      ),
  });
}

const logins = (server: TestServer) => server.requests.filter(({ url }) => url.startsWith("/login")).length;

test("200 calls at once share one token", async () => {
  const server = await startServer((response, { url }) =>
    url.startsWith("/login")
      ? setTimeout(() => json(response, { token: "token-1" }), 30)
      : json(response, {}),
  );
  const client = createSessionClient(server);
  await Promise.all(Array.from({ length: 200 }, () => client.getJob({ job_id: "1" })));
  expect(logins(server)).toBe(1);
  expect(server.requests).toHaveLength(201);
});

test("200 calls whose token is refused share one new token", async () => {
  let issued = 0;
  const server = await startServer((response, { url, headers }) => {
    if (url.startsWith("/login")) setTimeout(() => json(response, { token: `token-${++issued}` }), 10);
    // Refusals come late and one by one, when the new token is there already.
    else if (headers["x-token"] === "token-1")
      setTimeout(() => json(response, {}, 401), server.requests.length);
    else json(response, {});
  });
  const client = createSessionClient(server);
  await Promise.all(Array.from({ length: 200 }, () => client.getJob({ job_id: "1" })));
  expect(logins(server)).toBe(2);
});

test("one that stops waiting does not stop the others", async () => {
  const server = await startServer((response, { url }) =>
    url.startsWith("/login")
      ? setTimeout(() => json(response, { token: "token-1" }), 100)
      : json(response, { id: 1 }),
  );
  const client = createSessionClient(server);
  const controller = new AbortController();
  const first = rejection(client.getJob({ job_id: "1" }, { signal: controller.signal }));
  const hurried = rejection(client.getJob({ job_id: "1" }, { timeout: 20 }));
  const patient = client.getJob({ job_id: "1" });
  setTimeout(() => controller.abort(), 10);
  expect(await first).toBeInstanceOf(AbortError);
  expect(await hurried).toBeInstanceOf(TimeoutError);
  expect(await patient).toEqual({ id: "1" });
  expect(logins(server)).toBe(1);
});

test("the last one that stops waiting stops the fetch, and the next call begins anew", async () => {
  const server = await startServer((response, { url }, count) => {
    if (url.startsWith("/login")) return count === 1 ? undefined : json(response, { token: "token-2" });
    json(response, {});
  });
  const client = createSessionClient(server);
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [1, 2, 3].map(() => rejection(client.getJob({ job_id: "1" }, { signal })));
  await vi.waitFor(() => expect(server.connections()).toBe(1), 10_000);
  controller.abort();
  const next = client.getJob({ job_id: "1" });
  for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(AbortError);
  await next;
  expect(logins(server)).toBe(2);
});

test("a fetch that fails fails all who wait, and the next call tries again", async () => {
  const server = await startServer((response, { url }, count) => {
    if (count === 1) setTimeout(() => json(response, {}, 403), 20);
    else json(response, url.startsWith("/login") ? { token: "token-2" } : {});
  });
  const client = createSessionClient(server);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => rejection(client.getJob({ job_id: "1" }))),
  );
  expect(new Set(outcomes.map(({ name, operation }) => `${name} ${operation}`))).toEqual(
    new Set(["PermissionDeniedError logIn"]),
  );
  await client.getJob({ job_id: "1" });
  expect(logins(server)).toBe(2);
});

describe("renewal", () => {
  const { signal } = new AbortController();

  function counted(token: Omit<IssuedToken, "value">) {
    let count = 0;
    return new CachedToken(async () => ({ ...token, value: `token-${++count}` }));
  }

  test("a minute before the end of a long life", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = counted({ lifetime: 3_600_000 });
    expect(await token.get(signal)).toBe("token-1");
    vi.advanceTimersByTime(3_540_000 - 1);
    expect(await token.get(signal)).toBe("token-1");
    vi.advanceTimersByTime(1);
    expect(await token.get(signal)).toBe("token-2");
  });

  test("after nine tenths of a short one", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = counted({ lifetime: 10_000 });
    await token.get(signal);
    vi.advanceTimersByTime(8_999);
    expect(await token.get(signal)).toBe("token-1");
    vi.advanceTimersByTime(1);
    expect(await token.get(signal)).toBe("token-2");
  });

  test("when it has not been used for long; use keeps it alive", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = counted({ idle: 3_600_000 });
    for (let i = 0; i < 5; i++) {
      expect(await token.get(signal)).toBe("token-1");
      vi.advanceTimersByTime(3_500_000);
    }
    vi.advanceTimersByTime(100_000);
    expect(await token.get(signal)).toBe("token-2");
  });

  test("never, when no end is known", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const token = counted({});
    await token.get(signal);
    vi.advanceTimersByTime(1e12);
    expect(await token.get(signal)).toBe("token-1");
  });

  test("a lifetime that cannot be read counts as not known", async () => {
    const token = counted({ lifetime: Number.NaN });
    await token.get(signal);
    expect(await token.get(signal)).toBe("token-1");
  });

  test("a refusal of an old token does not take the new one away", async () => {
    const token = counted({});
    await token.get(signal);
    token.refuse("token-1");
    expect(await token.get(signal)).toBe("token-2");
    token.refuse("token-1");
    expect(await token.get(signal)).toBe("token-2");
  });

  test("waiters leave no listener at their signal", async () => {
    const own = new AbortController().signal;
    const add = vi.spyOn(own, "addEventListener");
    const remove = vi.spyOn(own, "removeEventListener");
    await counted({}).get(own);
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });
});
