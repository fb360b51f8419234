import {
  AbortError,
  AuthenticationError,
  createTencentBatchClient,
  type GetKeys,
  isTencentBatchError,
  type TemporaryKeys,
  type TencentBatchOptions,
  TimeoutError,
} from "@jobwire/tencent-batch";
import { expect, test, vi } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";

const JobId = "job-f5da1edl";
const good: Reply = { body: { Response: { RequestId: "0ffc9347-a47a-43a6-a64a-aa77fda7ea13" } } };
const refused = (Code: string): Reply => ({
  body: { Response: { Error: { Code, Message: "No." }, RequestId: "5c1f3d0a-7b52-4e6c-9a41-2f8d6e0b7c13" } },
});

const keys = (number: number): TemporaryKeys => ({
  secretId: `AKID${number}`,
  secretKey: `temporary-key-${number}`,
  token: `temporary-token-${number}`,
});

/** A client whose function gives new keys each time, with what it was sent. */
async function start(credentials: GetKeys, answer: (request: Received) => Reply = () => good) {
  const server = await serve(answer);
  const batch = createTencentBatchClient({ credentials, baseUrl: server.url, retries: 0 });
  const sent = () =>
    server.requests.map(({ headers }) => [
      String(headers.authorization).match(/Credential=([^/]+)/)?.[1],
      headers["x-tc-token"],
    ]);
  return { batch, sent };
}

test("are got when they are first needed, once for all calls, and kept", async () => {
  let asked = 0;
  const { batch, sent } = await start(async () => keys(++asked));
  expect(asked).toBe(0);
  await Promise.all([batch.deleteJob({ JobId }), batch.deleteJob({ JobId })]);
  await batch.deleteJob({ JobId });
  expect(asked).toBe(1);
  expect(sent()).toEqual(Array(3).fill(["AKID1", "temporary-token-1"]));
});

test("may come from a function that does not wait, and have no token", async () => {
  const { batch, sent } = await start(() => ({ secretId: "AKID", secretKey: "a-lasting-key" }));
  await batch.deleteJob({ JobId });
  expect(sent()).toEqual([["AKID", undefined]]);
});

test("are asked for again shortly before they end", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T06:00:00Z") });
  try {
    let asked = 0;
    const { batch, sent } = await start(() => ({
      ...keys(++asked),
      expiresAt: new Date(Date.now() + 3_600_000),
    }));
    await batch.deleteJob({ JobId });
    vi.setSystemTime(new Date("2026-11-22T06:58:00Z"));
    await batch.deleteJob({ JobId });
    vi.setSystemTime(new Date("2026-11-22T06:59:30Z"));
    await batch.deleteJob({ JobId });
    expect(sent().map(([id]) => id)).toEqual(["AKID1", "AKID1", "AKID2"]);
  } finally {
    vi.useRealTimers();
  }
});

test.each(["AuthFailure.TokenFailure", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureFailure"])(
  "are asked for once more when they are refused: %s",
  async (code) => {
    let asked = 0;
    const { batch, sent } = await start(
      () => keys(++asked),
      ({ headers }) => (headers["x-tc-token"] === "temporary-token-1" ? refused(code) : good),
    );
    await batch.deleteJob({ JobId });
    await batch.deleteJob({ JobId });
    expect(sent().map(([id]) => id)).toEqual(["AKID1", "AKID2", "AKID2"]);
  },
);

test("are asked for once more where the clock is wrong as well", async () => {
  let asked = 0;
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const { batch, sent } = await start(
    () => keys(++asked),
    ({ headers }) =>
      headers["x-tc-token"] === "temporary-token-1"
        ? { ...refused("AuthFailure.TokenFailure"), headers: { date } }
        : good,
  );
  await batch.deleteJob({ JobId });
  expect(sent().map(([id]) => id)).toEqual(["AKID1", "AKID2"]);
});

test("that are refused again are an error, not a loop", async () => {
  let asked = 0;
  const { batch } = await start(
    () => keys(++asked),
    () => refused("AuthFailure.TokenFailure"),
  );
  const error = await batch.deleteJob({ JobId }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ code: "AuthFailure.TokenFailure", attempts: 2 });
  expect(asked).toBe(2);
});

test("do not show in errors", async () => {
  const { batch } = await start(
    () => keys(7),
    ({ headers }) => ({ status: 500, body: { sent: [headers["x-tc-token"], "temporary-key-7"] } }),
  );
  const error = await batch.deleteJob({ JobId }).catch((e: unknown) => e);
  expect(isTencentBatchError(error)).toBe(true);
  expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toMatch(/temporary-(token|key)-7/);
});

test.each<[string, unknown, string]>([
  ["nothing", undefined, "secretId: expected a non-empty string, got nothing"],
  ["no key", { secretId: "AKID" }, "secretKey: expected a non-empty string, got nothing"],
  ["a time", { ...keys(1), expiresAt: 1763791200 }, "expiresAt: expected a Date, got 1763791200"],
  ["no time", { ...keys(1), expiresAt: null }, "expiresAt: expected a Date, got null"],
  ["no token", { ...keys(1), token: null }, "token: expected a non-empty string, got null"],
  ["no date", { ...keys(1), expiresAt: new Date("soon") }, "expiresAt: expected a Date, got Invalid Date"],
])("that are wrong are told: %s", async (_, given, message) => {
  const { batch, sent } = await start((() => given) as GetKeys);
  const error = await batch.deleteJob({ JobId }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect((error as Error).message).toBe(`tencent-batch deleteJob: could not authenticate: ${message}`);
  expect(sent()).toEqual([]);
});

test("that cannot be got are an error with the reason, and are asked for again by the next call", async () => {
  let asked = 0;
  const { batch, sent } = await start(async () => {
    if (++asked === 1) throw new Error("the metadata service is silent");
    return keys(asked);
  });
  const error = await batch.deleteJob({ JobId }).catch((e: unknown) => e);
  expect((error as Error).message).toBe(
    "tencent-batch deleteJob: could not authenticate: the metadata service is silent",
  );
  await batch.deleteJob({ JobId });
  expect(sent()).toEqual([["AKID2", "temporary-token-2"]]);
});

test("are waited for no longer than the call's time or signal, and the function is told", async () => {
  const told: AbortSignal[] = [];
  const { batch } = await start(({ signal }) => {
    told.push(signal);
    return new Promise(() => {});
  });
  const late = await batch.deleteJob({ JobId }, { timeout: 50 }).catch((e: unknown) => e);
  expect(late).toBeInstanceOf(TimeoutError);
  const given = batch.deleteJob({ JobId }, { signal: AbortSignal.timeout(50) }).catch((e: unknown) => e);
  expect(await given).toBeInstanceOf(AbortError);
  expect(told.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test.each<[string, object, string]>([
  [
    "both",
    { credentials: () => keys(1), secretId: "i" },
    "credentials: expected no secretId beside a function that gets them",
  ],
  ["no function", { credentials: keys(1) }, "credentials: expected a function, got object"],
])("%s is refused", (_, options, message) => {
  expect(() => createTencentBatchClient(options as TencentBatchOptions)).toThrow(`tencent-batch: ${message}`);
});
