import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Auth,
  AuthenticationError,
  CachedToken,
  type CallOperation,
  type JobwireError,
  tokenAuth,
} from "../src/index.ts";
import { createAcmeClient, logIn } from "./fixture.ts";
import { rejection } from "./rejection.ts";
import { json, startServer } from "./server.ts";

beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0)); // no backoff
afterEach(() => void vi.restoreAllMocks());

/** A signature that is nothing but the time. */
const clockAuth: Auth = {
  secrets: [],
  signsTime: true,
  apply({ headers }, { now }) {
    headers["x-time"] = String(now);
  },
};

const hour = 3_600_000;

/** Refuses signatures that are more than five minutes off its own clock, which is an hour ahead. */
function startSkewedServer(delay = 0) {
  return startServer((response, { headers }) => {
    const now = Date.now() + hour;
    const refused = !(Math.abs(Number(headers["x-time"]) - now) < 300_000);
    const answer = refused ? { error: { code: "AuthFailure.SignatureExpire" } } : {};
    setTimeout(() => json(response, answer, 200, { Date: new Date(now).toUTCString() }), delay);
  });
}

test("every attempt is authenticated anew, with its own time", async () => {
  const server = await startServer((response, _, count) =>
    setTimeout(() => json(response, {}, count < 3 ? 503 : 200), 5),
  );
  await createAcmeClient({ baseUrl: server.url, auth: clockAuth }).getJob({ job_id: "1" });
  const times = server.requests.map(({ headers }) => Number(headers["x-time"]));
  expect(new Set(times).size).toBe(3);
  expect(times).toEqual([...times].sort());
});

test("what authentication adds to one attempt is not there at the next", async () => {
  let count = 0;
  const auth: Auth = {
    secrets: [],
    apply(request) {
      count++;
      request.headers["x-signature"] = (request.headers["x-signature"] ?? "") + String(count);
      request.query += `${request.query && "&"}signature=${count}`;
    },
  };
  const server = await startServer((response) => json(response, {}, 503));
  await rejection(createAcmeClient({ baseUrl: server.url, auth }).getJob({ job_id: "1" }));
  expect(server.requests.map(({ url, headers }) => [url, headers["x-signature"]])).toEqual([
    ["/jobs/1?signature=1", "1"],
    ["/jobs/1?signature=2", "2"],
    ["/jobs/1?signature=3", "3"],
  ]);
});

test("open operations are sent without credentials", async () => {
  const server = await startServer((response) => json(response, { token: "t" }));
  await createAcmeClient({ baseUrl: server.url, auth: clockAuth }).logIn({ user: "me" });
  expect(server.requests[0]?.headers).not.toHaveProperty("x-time");
});

describe("a wrong clock", () => {
  test("costs one more request, and from then on none", async () => {
    const server = await startSkewedServer();
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth, retries: 0 });
    await client.getJob({ job_id: "1" });
    expect(server.requests).toHaveLength(2);
    await client.getJob({ job_id: "1" });
    expect(server.requests).toHaveLength(3);
  });

  test("is no failure for any of many calls at once", async () => {
    const server = await startSkewedServer(20);
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth, retries: 0 });
    const calls = Array.from({ length: 20 }, (_, i) => client.getJob({ job_id: String(i) }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
    expect(server.requests).toHaveLength(40);
  });

  test("is corrected for an operation that is never sent twice, since the first was refused", async () => {
    const server = await startSkewedServer();
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    await client.createJob({ name: "a" });
    expect(server.requests).toHaveLength(2);
  });

  test("is not what a refusal is about when both clocks agree", async () => {
    const server = await startServer((response) => json(response, { error: { code: "AuthFailure" } }));
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    expect(await rejection(client.getJob({ job_id: "1" }))).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(1);
  });

  test("is corrected once, even if the server's clock runs wild", async () => {
    const server = await startServer((response, _, count) =>
      json(response, {}, 401, { Date: new Date(Date.now() + count * hour).toUTCString() }),
    );
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    expect(await rejection(client.getJob({ job_id: "1" }))).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(2);
  });

  test("is not what an open operation is refused for", async () => {
    const server = await startSkewedServer();
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    const outcome = await client.logIn({ user: "me" }).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(1);
  });

  test("does not make a stream be sent again", async () => {
    const server = await startSkewedServer();
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    const error = await rejection(client.upload({ body: new Blob(["streamed"]).stream() }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(1);
    // What was learnt of the clock holds for the next call.
    await client.upload({ body: new Blob(["streamed"]).stream() });
    expect(server.requests).toHaveLength(2);
  });

  test.each(["", "yesterday"])("is not believed of the date %j", async (date) => {
    const server = await startServer((response) => json(response, {}, 401, { Date: date }));
    const client = createAcmeClient({ baseUrl: server.url, auth: clockAuth });
    await rejection(client.getJob({ job_id: "1" }));
    expect(server.requests).toHaveLength(1);
  });
});

describe("a refused token", () => {
  /** Gives tokens `t1`, `t2`, … at `/login`. */
  const sessionAuth = (call: CallOperation): Auth =>
    tokenAuth(
      new CachedToken(async (signal) => ({ value: await logIn(call, signal) })),
      [],
      ({ headers }, token) => {
        headers["x-token"] = token;
      },
    );

  function startSessionServer(accepts: (token: string) => boolean) {
    let logins = 0;
    return startServer((response, { url, headers }) => {
      if (url.startsWith("/login")) json(response, { token: `token-${++logins}` });
      else json(response, {}, accepts(String(headers["x-token"])) ? 200 : 401);
    });
  }

  test("is fetched once more, and the call succeeds", async () => {
    const server = await startSessionServer((token) => token !== "token-1");
    const client = createAcmeClient({ baseUrl: server.url, auth: sessionAuth, retries: 0 });
    await client.createJob({ name: "a" });
    expect(server.requests.map(({ url }) => url)).toEqual(["/login", "/jobs", "/login", "/jobs"]);
  });

  test("is not fetched a third time", async () => {
    const server = await startSessionServer(() => false);
    const client = createAcmeClient({ baseUrl: server.url, auth: sessionAuth, retries: 5 });
    const error = await rejection(client.getJob({ job_id: "1" }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.attempts).toBe(2);
    expect(server.requests).toHaveLength(4);
  });

  test("does not make a stream be sent again, but the next call has a new one", async () => {
    const server = await startSessionServer((token) => token !== "token-1");
    const client = createAcmeClient({ baseUrl: server.url, auth: sessionAuth });
    const stream = () => new Blob(["streamed"]).stream();
    expect(await rejection(client.upload({ body: stream() }))).toBeInstanceOf(AuthenticationError);
    await client.upload({ body: stream() });
    expect(server.requests.map(({ url }) => url)).toEqual(["/login", "/upload", "/login", "/upload"]);
  });

  test("that was given is not sent again", async () => {
    const server = await startSessionServer(() => false);
    const auth = tokenAuth("given-token", [], ({ headers }, token) => {
      headers["x-token"] = token;
    });
    expect(
      await rejection(createAcmeClient({ baseUrl: server.url, auth }).getJob({ job_id: "1" })),
    ).toBeInstanceOf(AuthenticationError);
    expect(server.requests).toHaveLength(1);
  });

  test("a wrong password is sent once, lest the account be locked", async () => {
    const server = await startServer((response) => json(response, { error: { code: "AuthFailure" } }, 401));
    const client = createAcmeClient({ baseUrl: server.url, auth: sessionAuth });
    const error = await rejection(client.getJob({ job_id: "1" }));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.operation).toBe("logIn");
    expect(server.requests.map(({ url }) => url)).toEqual(["/login"]);
    await rejection(client.logIn({ user: "me", password: "wrong" }));
    expect(server.requests).toHaveLength(2);
  });
});

describe("a token that cannot be used", () => {
  test.each([undefined, null, "", 7, "line\nbreak"])(
    "%j ends the call with one of our errors",
    async (token) => {
      const server = await startServer((response) => json(response, {}));
      const auth = tokenAuth(
        new CachedToken(async () => ({ value: token as string })),
        [],
        ({ headers }, value) => {
          headers["x-token"] = value;
        },
      );
      const client = createAcmeClient({ baseUrl: server.url, auth });
      const error: JobwireError = await rejection(client.getJob({ job_id: "1" }));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error.operation).toBe("getJob");
      expect(error.attempts).toBe(0);
      expect(`${error.message}${error.stack}${error.cause}`).not.toContain("line");
      expect(server.requests).toHaveLength(0);
    },
  );
});
