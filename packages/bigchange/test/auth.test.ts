import { AuthenticationError, createBigChangeClient, ResponseFormatError } from "@jobwire/bigchange";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Received, type Reply, serve } from "../../core/test/serve.ts";

const app = { clientId: "app-1", clientSecret: "s3cr&t key+é", customerId: 40817 };
const cancelled: Reply = { status: 204 };
const jobId = 128734501;

const isTokenCall = ({ url }: Received) => url === "/auth/tokens";
const tokenOf = ({ headers }: Received) => headers.authorization;

/** Issues `jwt-1`, then `jwt-2` and so on; everything else is answered by `answer`. */
function issuer(
  answer: (request: Received) => Reply = () => cancelled,
  issued: object = { expires_in: 3600 },
) {
  let count = 0;
  return serve((request) =>
    isTokenCall(request) ? { body: { access_token: `jwt-${++count}`, ...issued } } : answer(request),
  );
}

afterEach(() => {
  vi.useRealTimers();
});

test("a given token is sent as bearer, and not tried again when refused", async () => {
  const server = await serve(() => ({ status: 401 }));
  const bigchange = createBigChangeClient({
    accessToken: "eyJ.given",
    customerId: "40817",
    baseUrl: server.url,
  });
  const error = await bigchange.cancelJob({ jobId }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(server.requests).toMatchObject([
    {
      method: "PUT",
      url: "/v1/jobs/128734501/cancel",
      headers: { authorization: "Bearer eyJ.given", "customer-id": "40817" },
    },
  ]);
});

describe("an application", () => {
  test("trades id and secret, in a form, for a token", async () => {
    const server = await issuer();
    await createBigChangeClient({ ...app, baseUrl: server.url }).cancelJob({ jobId });
    const [login, call] = server.requests;
    expect(login).toMatchObject({
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(login?.body.split("&").sort()).toEqual([
      "client_id=app-1",
      "client_secret=s3cr%26t+key%2B%C3%A9",
      "grant_type=client_credentials",
    ]);
    expect(login?.headers).not.toHaveProperty("authorization");
    expect(login?.headers).not.toHaveProperty("customer-id");
    expect(call && tokenOf(call)).toBe("Bearer jwt-1");
  });

  test("gets one token for many calls at the same time", async () => {
    const server = await issuer();
    const bigchange = createBigChangeClient({ ...app, baseUrl: server.url });
    expect(server.requests).toHaveLength(0);
    await Promise.all(Array.from({ length: 20 }, () => bigchange.cancelJob({ jobId })));
    expect(server.requests.filter(isTokenCall)).toHaveLength(1);
  });

  test.each<[string, object, number]>([
    ["the answer's expires_in", { expires_in: 7200 }, 120],
    ["an hour where the answer does not say", {}, 60],
  ])("gets another token shortly before the end of %s", async (_, issued, minutes) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const server = await issuer(undefined, issued);
    const bigchange = createBigChangeClient({ ...app, baseUrl: server.url });
    for (const passed of [0, minutes - 2, 1.5]) {
      vi.setSystemTime(Date.now() + passed * 60_000);
      await bigchange.cancelJob({ jobId });
    }
    const calls = server.requests.filter((request) => !isTokenCall(request));
    expect(calls.map(tokenOf)).toEqual(["Bearer jwt-1", "Bearer jwt-1", "Bearer jwt-2"]);
  });

  test("gets another token once when 401 refuses the first, although the operation is never repeated", async () => {
    const server = await issuer((request) =>
      tokenOf(request) === "Bearer jwt-1" ? { status: 401, body: { message: "expired" } } : cancelled,
    );
    const bigchange = createBigChangeClient({ ...app, baseUrl: server.url });
    await Promise.all([1, 2, 3].map(() => bigchange.cancelJob({ jobId })));
    expect(server.requests.filter(isTokenCall)).toHaveLength(2);
    const refusing = await issuer(() => ({ status: 401 }));
    const call = createBigChangeClient({ ...app, baseUrl: refusing.url }).cancelJob({ jobId });
    await expect(call).rejects.toMatchObject({ name: "AuthenticationError", attempts: 2 });
    expect(refusing.requests.filter(isTokenCall)).toHaveLength(2);
  });

  test.each([400, 401])(
    "whose secret is wrong is told so under the token call, with %i, once",
    async (status) => {
      const server = await serve(({ body }) => ({ status, body: { title: "Wrong.", detail: body } }));
      const bigchange = createBigChangeClient({ ...app, baseUrl: server.url });
      const error = await bigchange.cancelJob({ jobId }).catch((e: unknown) => e);
      expect(error).toMatchObject({
        name: status === 400 ? "BadRequestError" : "AuthenticationError",
        operation: "getAccessToken",
        message: expect.stringMatching(
          `^bigchange getAccessToken: ${status}: Wrong: .*client_secret=\\[redacted\\]`,
        ),
      });
      expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toMatch(/s3cr/);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each<[string, unknown]>([
    ["null for a token", { access_token: null, expires_in: 3600 }],
    ["no token", {}],
    ["null", "null"],
  ])("meets a ResponseFormatError if the answer has %s", async (_, body) => {
    const server = await serve(() => ({ body }));
    const bigchange = createBigChangeClient({ ...app, baseUrl: server.url });
    const error = await bigchange.cancelJob({ jobId }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({
      message: "bigchange getAccessToken: 200: expected an access_token, got none",
    });
    expect(server.requests).toHaveLength(1);
  });
});
