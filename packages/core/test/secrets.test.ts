import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { type Auth, CachedToken, isJobwireError, tokenAuth, type WireRequest } from "../src/index.ts";
import { type AcmeClient, createAcmeClient } from "./fixture.ts";
import { rejection, thrown } from "./rejection.ts";
import { json, type Script, startServer } from "./server.ts";

/** Holds every kind of character that some encoding changes. */
const canary = `cAn&ry+<"s3cret">/é'=% 4`;

/** Everything that could be written to a log of it. */
function shownOf(value: unknown): string {
  const texts = [String(value), inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true })];
  texts.push(JSON.stringify(value) ?? "");
  if (value instanceof Error) {
    texts.push(value.message, value.stack ?? "", inspect(value.cause, { depth: null, showHidden: true }));
    if (isJobwireError(value)) texts.push(inspect(value.body, { depth: null }));
  }
  return texts.join("\n");
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** The secret as a server may echo it. */
const encodings: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  "URL-encoded": encodeURIComponent,
  "URL-encoded in lower case": (secret) =>
    encodeURIComponent(secret).replace(/%../g, (percent) => percent.toLowerCase()),
  "form-encoded": (secret) => new URLSearchParams({ s: secret }).toString().slice(2),
  "JSON-escaped": (secret) => JSON.stringify(secret).slice(1, -1),
  "JSON-escaped as ASCII": (secret) => JSON.stringify(secret).slice(1, -1).replace("é", "\\u00e9"),
  "JSON-escaped as PHP does": (secret) =>
    JSON.stringify(secret).slice(1, -1).replace("é", "\\u00e9").replaceAll("/", "\\/"),
  "HTML-escaped": (secret) =>
    secret
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
  base64,
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
};

/** What of an encoded secret must not be seen: its middle, since a rim of base64 tells next to nothing. */
const middle = (encoded: string) => encoded.slice(4, -4);

/** What an echo may look like. */
const echoes: Record<string, (secret: string) => Script> = {
  "the message of a failure": (secret) => (response) =>
    json(response, { error: { code: "JobLost", message: `no ${secret}!` } }, 404),
  "the code and the id of a failure": (secret) => (response) =>
    json(response, { error: { code: secret, message: "no" }, request_id: secret }, 400),
  "the members of a failure, and their names": (secret) => (response) =>
    json(response, { given: { [secret]: [secret, { deep: `<${secret}>` }] } }, 500),
  "an HTML page": (secret) => (response) => json(response, `<html>GET /x?s=${secret}</html>`, 502),
  "an HTML page with 200": (secret) => (response) => json(response, `<html>GET /x?s=${secret}</html>`),
  "JSON with 200 and no envelope": (secret) => (response) => json(response, { echo: secret }),
};

describe.each(Object.keys(encodings))("a secret that is echoed %s", (encoding) => {
  const echoed = (encodings[encoding] as (secret: string) => string)(canary);

  test.each(Object.keys(echoes))("is not shown, in %s", async (echo) => {
    const server = await startServer((echoes[echo] as (secret: string) => Script)(echoed));
    // As a credential of the client, and as an argument of one call.
    const auth: Auth = { secrets: [canary], apply() {} };
    const own = createAcmeClient({ baseUrl: server.url, auth, retries: 0 });
    const other = createAcmeClient({ baseUrl: server.url, retries: 0 });
    const calls = [
      own.findJobs(),
      own.raw.GET("/find").then((result) => (result.error === undefined ? result : Promise.reject(result))),
      other.logIn({ user: "me", password: canary }),
      other.createJob({ name: "a", tree: { id: 1, password: canary } }),
      other.sendForm({ password: canary }),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      if (outcome.status === "fulfilled") continue; // data is given as it is
      const shown = shownOf(outcome.reason);
      expect(shown).not.toContain(middle(echoed));
      expect(shown).not.toContain(middle(JSON.stringify(echoed)));
    }
    expect((await Promise.allSettled(calls))[0]?.status).toBe("rejected");
  });
});

test("base64 of longer data that holds a secret is blotted out, wherever it begins", async () => {
  const secret = "correct-horse-battery-staple";
  for (const before of ["", "u", "us", "user:"]) {
    const server = await startServer((response) =>
      json(response, `<p>Basic ${base64(`${before}${secret}${before}`)}`, 401),
    );
    const client = createAcmeClient({ baseUrl: server.url, auth: { secrets: [secret], apply() {} } });
    const error = await rejection(client.getJob({ job_id: "1" }));
    const [, encoded = ""] = /Basic ([\w+/=[\]]*)/.exec(error.message) ?? [];
    const left = encoded.replace("[redacted]", "");
    expect(encoded).toContain("[redacted]");
    expect(left.length).toBeLessThan(16);
  }
});

test("a secret that an answer told is not shown by the errors of later calls", async () => {
  const token = "told-by-the-answer";
  const server = await startServer((response, _, count) =>
    json(response, count === 1 ? { token } : { message: `${token} is unknown` }, count === 1 ? 200 : 500),
  );
  const client = createAcmeClient({ baseUrl: server.url, retries: 0 });
  expect(await client.logIn()).toEqual({ token });
  const error = await rejection(client.getJob({ job_id: "1" }));
  expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(token);
});

test("a secret of digits is blotted out where it comes back as a number", async () => {
  const server = await startServer((response) =>
    json(response, '{"pin":12345678,"long":1234567890123456789012}', 400),
  );
  const client = createAcmeClient({ baseUrl: server.url });
  const short = await rejection(client.logIn({ password: "12345678" }));
  expect(shownOf(short)).not.toContain("12345678,");
  expect(short.body).toMatchObject({ pin: "[redacted]" });
  const long = await rejection(client.logIn({ password: "1234567890123456789012" }));
  expect(shownOf(long)).not.toContain("34567890123");
});

test("one secret that is a part of another leaves nothing of it", async () => {
  const server = await startServer((response) => json(response, "abcd-efgh-ijkl and abcd", 500));
  for (const secrets of [
    ["abcd", "abcd-efgh-ijkl"],
    ["abcd-efgh-ijkl", "abcd"],
  ]) {
    const client = createAcmeClient({ baseUrl: server.url, auth: { secrets, apply() {} }, retries: 0 });
    const error = await rejection(client.getJob({ job_id: "1" }));
    expect(error.body).toBe("[redacted] and [redacted]");
  }
});

test("each of 200 calls at once keeps its own secret", async () => {
  const server = await startServer((response, { url }) => setTimeout(() => json(response, url, 500), 50));
  const client = createAcmeClient({ baseUrl: server.url, retries: 0 });
  const secrets = Array.from({ length: 200 }, (_, i) => `secret-number-${i}-`);
  const errors = await Promise.all(secrets.map((password) => rejection(client.logIn({ password }))));
  for (const error of errors) expect(shownOf(error)).not.toContain("secret-number");
});

describe("a fetched token", () => {
  const token = "t0ken-that-was-fetched";
  const place = (request: WireRequest, value: string) => {
    request.query = `api_token=${value}`;
  };
  const auth = tokenAuth(new CachedToken(async () => ({ value: token })), [], place);

  test("is not shown by the call that sent it, nor by the next", async () => {
    const server = await startServer((response, { url }) =>
      json(response, { error: { message: `${url} ${token}` } }, 500),
    );
    const client = createAcmeClient({ baseUrl: server.url, auth, retries: 0 });
    expect(shownOf(await rejection(client.getJob({ job_id: "1" })))).not.toContain(token);
    expect(shownOf(await rejection(client.logIn({})))).not.toContain(token);
  });

  test("is not in the message of a connection that failed", async () => {
    const fetch = (url: unknown) => Promise.reject(new TypeError(`cannot reach ${url}`));
    const client = createAcmeClient({ fetch, auth, retries: 0 });
    const error = await rejection(client.getJob({ job_id: "1" }));
    expect(error.message).toContain("api_token=[redacted]");
    expect(shownOf(error)).not.toContain(token);
  });
});

describe("the cause of an error", () => {
  const auth: Auth = { secrets: [canary], apply() {} };
  const failing = (reason: unknown) =>
    rejection(
      createAcmeClient({ fetch: () => Promise.reject(reason), auth, retries: 0 }).getJob({ job_id: "1" }),
    );

  test("is the error itself when it shows no secret", async () => {
    const reason = new TypeError("fetch failed", { cause: new Error("why") });
    expect((await failing(reason)).cause).toBe(reason);
  });

  test.each<[string, () => unknown]>([
    ["its message", () => new Error(`to ${canary}`)],
    ["a cause of it", () => new Error("failed", { cause: new Error(canary) })],
    [
      "a member deep in it",
      () =>
        Object.assign(new Error("failed"), { config: { headers: { Authorization: `Bearer ${canary}` } } }),
    ],
    [
      "a member that is not enumerable",
      () => Object.defineProperty(new Error("failed"), "request", { value: [canary] }),
    ],
    ["the errors of an AggregateError", () => new AggregateError([new Error(canary)], "failed")],
    ["a Map", () => Object.assign(new Error("failed"), { headers: new Map([["Authorization", canary]]) })],
    [
      "a circle",
      () => {
        const circle = new Error(canary);
        circle.cause = circle;
        return circle;
      },
    ],
    ["what is no Error", () => ({ message: "failed", token: canary })],
    ["a string", () => `failed ${canary}`],
    [
      "a cause of very many objects",
      () => {
        const list: { next?: object; token?: string } = { token: canary };
        let last = list;
        for (let i = 0; i < 100_000; i++) {
          const next = {};
          last.next = next;
          last = next;
        }
        return Object.assign(new Error("failed"), { list: list.next, token: canary });
      },
    ],
  ])("shows none that stands in %s", async (_, reason) => {
    const shown = shownOf(await failing(reason()));
    expect(shown).not.toContain("s3cret");
    expect(shown).toMatch(/failed|to \[redacted\]|\[redacted\]/);
  });

  test("the reason of an aborted signal is kept, whatever it is", async () => {
    for (const reason of [new Error("mine"), "text", { why: "mine" }, 7]) {
      const signal = AbortSignal.abort(reason);
      expect((await rejection(createAcmeClient({ auth }).getJob({ job_id: "1" }, { signal }))).cause).toBe(
        reason,
      );
    }
  });
});

describe("what is refused before it is sent", () => {
  const client = createAcmeClient({ auth: { secrets: ["X".repeat(200), "client-s3cret"], apply() {} } });

  test.each<[string, (client: AcmeClient) => PromiseLike<unknown>]>([
    ["of the wrong type", (own) => own.createJob({ name: "a", password: [canary] })],
    ["in place of an object", (own) => own.createJob({ name: "a", tree: canary })],
    ["deep within a wrong type", (own) => own.createJob({ name: "a", logins: { password: canary } })],
    ["with a line break in a header", (own) => own.runAction({ token: `${canary}\n` })],
    ["that is no well-formed text", (own) => own.logIn({ password: `${canary}\ud800` })],
    ["of the client, given as another argument", (own) => own.createJob({ name: "my client-s3cret" })],
    ["of the client, given as a longer argument", (own) => own.createJob({ name: "X".repeat(200) })],
  ])("shows no secret %s", async (_, start) => {
    const error = await rejection(start(client));
    expect(error.attempts).toBe(0);
    expect(shownOf(error)).not.toContain("s3cret");
    expect(shownOf(error)).not.toContain("XXXX");
  });

  test.each([
    `user:${canary}@host`,
    `https://user:${canary}@host.example`,
    `http://user:${canary}@ho st`,
    `https://host.example/?token=${canary}`,
    `ftp://host.example/?token=${canary}`,
    `http://host.example/?token=${canary}`,
    `//host?token=${canary}`,
  ])("shows nothing of the user, password or query of a refused baseUrl", (baseUrl) => {
    expect(shownOf(thrown(() => createAcmeClient({ baseUrl })))).not.toContain("s3cret");
  });

  test("shows no value of a refused header", () => {
    const error = thrown(() => createAcmeClient({ headers: { "X-Key": `${canary}\n` } }));
    expect(shownOf(error)).not.toContain("s3cret");
  });
});

test("neither client nor call nor Response shows a credential", async () => {
  const server = await startServer((response, { url }) =>
    json(response, { id: 1 }, 200, {
      "X-Echo": `${encodeURIComponent(canary)} ${url}`,
      Via: "c4nary-simple",
    }),
  );
  const auth: Auth = {
    secrets: [canary, "c4nary-simple"],
    apply(request) {
      request.query = `key=${encodeURIComponent(canary)}`;
      request.headers.authorization = "c4nary-simple";
    },
  };
  const client = createAcmeClient({ baseUrl: server.url, auth });
  const call = client.getJob({ job_id: "1" });
  const full = await call.withResponse();
  const raw = await client.raw.GET("/jobs/{job_id}", { params: { path: { job_id: "1" } } });
  for (const value of [client, call, full, full.response, raw, raw.response]) {
    const shown = shownOf(value);
    expect(shown).not.toContain("s3cret");
    expect(shown).not.toContain("c4nary");
  }
  expect(full.response.url).toBe("");
  expect(server.requests[0]?.headers.authorization).toBe("c4nary-simple");
});

test("secrets of a few characters are not looked for: they would be found everywhere", async () => {
  const server = await startServer((response) => json(response, { error: { message: "able" } }, 400));
  const client = createAcmeClient({ baseUrl: server.url, auth: { secrets: ["abl"], apply() {} } });
  expect((await rejection(client.getJob({ job_id: "1" }))).message).toContain("able");
});

test("many backslashes take no time", async () => {
  const server = await startServer((response) =>
    json(response, { error: { message: "\\".repeat(5_000) } }, 400),
  );
  const auth: Auth = { secrets: [`${"\\".repeat(8)}Z`], apply: () => {} };
  const start = performance.now();
  await rejection(createAcmeClient({ baseUrl: server.url, auth }).getJob({ job_id: "1" }));
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("neither the reason phrase nor the host of a redirect shows a secret", async () => {
  const auth: Auth = { secrets: ["s3cret-token"], apply: () => {} };
  const server = await startServer((response, _, count) => {
    if (count === 1) response.writeHead(302, { Location: "https://s3cret-token.example/" }).end();
    else response.writeHead(200, "s3cret-token").end("{}");
  });
  const client = createAcmeClient({ baseUrl: server.url, auth });
  expect((await rejection(client.getJob({ job_id: "1" }))).message).not.toContain("s3cret");
  const { response } = await client.getJob({ job_id: "1" }).withResponse();
  expect(response.statusText).toBe("[redacted]");
});

test("a cause that holds a request or an address is not shown", async () => {
  const auth: Auth = { secrets: ["s3cret-token"], apply: () => {} };
  const held = {
    request: new Request("http://127.0.0.1/", { headers: { "X-Key": "s3cret-token" } }),
    address: new URL("http://127.0.0.1/?key=s3cret-token"),
  };
  for (const [name, value] of Object.entries(held)) {
    const fetch = () => Promise.reject(Object.assign(new TypeError("failed"), { [name]: value }));
    const error = await rejection(createAcmeClient({ fetch, auth, retries: 0 }).getJob({ job_id: "1" }));
    expect(inspect(error, { depth: Infinity })).not.toContain("s3cret");
  }
});

test("no part of a very long token shows, wherever an answer echoes it", async () => {
  const token = "MIIB7xqA".repeat(4_000);
  const auth: Auth = { secrets: [token], apply: () => {} };
  const echoes = [`<p>${token}</p>`, `${" ".repeat(19_990)}${token}`];
  for (const echo of echoes) {
    const server = await startServer((response) => response.writeHead(502).end(echo));
    const error = await rejection(
      createAcmeClient({ baseUrl: server.url, auth, retries: 0 }).getJob({ job_id: "1" }),
    );
    expect(inspect(error, { depth: Infinity })).not.toContain("MIIB7xqA");
  }
});
