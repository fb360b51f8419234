/** Every documented answer of every spec, through the mock and the typed client. */

import {
  AuthenticationError,
  BadRequestError,
  type Call,
  type CallOptions,
  ConflictError,
  type JobwireError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableError,
} from "@jobwire/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, providers, startMock } from "../src/index.ts";
import { type Case, casesOf } from "./cases.ts";
import { clients } from "./clients.ts";
import { type ExpectedFailure, expectedData, expectedFailure } from "./expectation.ts";
import { operationsOf, readJson, type Spec, served, specs } from "./spec.ts";

const errors: Readonly<Record<string, unknown>> = {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableError,
};

type Client = Record<string, (given: object, options: CallOptions) => Call<unknown>>;

describe("the specs", () => {
  test("are all served by some mock, and every mock serves one", () => {
    expect([...new Set(Object.values(served).flat())].sort()).toEqual([...specs.keys()].sort());
    expect([...providers]).toEqual(Object.keys(served));
  });

  test.each([...specs.keys()])("%s: the mock's bundle is the package's, else run the build", (name) => {
    expect(readJson(`mock/bundles/${name}.json`)).toEqual(specs.get(name));
  });

  test("have each a client in test/clients.ts", () => {
    expect(Object.keys(clients).sort()).toEqual([...specs.keys()].sort());
  });
});

for (const provider of providers) {
  describe(`the mock of ${provider}`, () => {
    let mock: Mock;
    beforeAll(async () => {
      mock = await startMock(provider);
    });
    afterAll(() => mock.close());

    for (const name of served[provider] ?? []) {
      const spec = specs.get(name) as Spec;
      describe(`with the client of ${name}`, () => {
        let client: Client;
        const answered = new Set<string>();
        beforeAll(() => {
          const create = clients[name];
          if (!create) throw new Error(`test/clients.ts has no client of ${name}`);
          client = create(mock) as Client;
        });

        for (const each of operationsOf(spec).flatMap(casesOf)) {
          test(`${name} ${each.name}`, async () => {
            const before = mock.requests.length;
            const failure = expectedFailure(spec, each);
            if (failure) await expectFailure(client, name, each, failure);
            else await expectSuccess(client, each);
            expectRouted(mock.requests.slice(before), each);
            answered.add(`${each.operation.operationId} ${each.status}`);
          });
        }

        for (const each of operationsOf(spec)
          .flatMap(casesOf)
          .filter(({ byValue }) => byValue)) {
          test(`${name} ${each.name}, by the values of the request alone`, async () => {
            const failure = expectedFailure(spec, each);
            const outcome = await outcomeOf(client, { ...each, prefer: "" });
            expect(outcome).toMatchObject({ status: each.status });
            if (failure) expect(outcome).toMatchObject({ code: failure.code, name: `${failure.kind}Error` });
            expect(mock.requests.at(-1)?.violations).toEqual([]);
          });
        }

        test(`${name}: every documented status was answered`, () => {
          const documented = operationsOf(spec).flatMap(({ operationId, responses }) =>
            Object.keys(responses).map((status) => `${operationId} ${status}`),
          );
          expect(documented.length).toBeGreaterThan(0);
          expect(documented.filter((answer) => !answered.has(answer))).toEqual([]);
        });
      });
    }

    /** The last request is the call's; others fetch its token, and those operations are open. */
    function expectRouted(requests: Mock["requests"], { operation, status }: Case): void {
      const all = (served[provider] ?? []).flatMap((name) => operationsOf(specs.get(name) as Spec));
      const open = all.filter(({ security }) => security?.length === 0).map(({ operationId }) => operationId);
      const last = requests.at(-1);
      expect(last).toMatchObject({ operation: operation.operationId, status, violations: [] });
      for (const each of requests) expect([operation.operationId, ...open]).toContain(each.operation);
    }
  });
}

async function expectSuccess(client: Client, each: Case): Promise<void> {
  const { data, response } = await call(client, each).withResponse();
  expect(response.status).toBe(each.status);
  expect(response.headers.get("jobwire-violations")).toBeNull();
  expect(data).toEqual(expectedData(each));
}

/** The status, and what an error says. */
async function outcomeOf(client: Client, each: Case) {
  return call(client, each)
    .withResponse()
    .then(
      ({ response: { status } }) => ({ status }),
      ({ status, code, name }: JobwireError) => ({ status, code, name }),
    );
}

async function expectFailure(
  client: Client,
  name: string,
  each: Case,
  failure: ExpectedFailure,
): Promise<void> {
  const error = (await call(client, each).then(
    (data) => expect.fail(`expected a failure, got ${JSON.stringify(data)}`),
    (reason: unknown) => reason,
  )) as JobwireError;
  const { provider, operation, status, code } = error;
  expect({ provider, operation, status, code }).toEqual({
    provider: name,
    operation: each.operation.operationId,
    status: each.status,
    code: failure.code,
  });
  expect(error.name).toBe(`${failure.kind}Error`);
  expect(error).toBeInstanceOf(errors[`${failure.kind}Error`]);
  expect(error.body).toEqual(each.example);
}

function call(client: Client, { operation, given, prefer }: Case): Call<unknown> {
  const method = client[operation.operationId];
  if (!method) throw new Error(`the client has no method ${operation.operationId}`);
  return method(given, { headers: prefer === "" ? {} : { Prefer: prefer }, retries: 0 });
}
