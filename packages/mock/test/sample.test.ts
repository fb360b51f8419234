/** Requests made from the examples of a spec. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providers } from "../src/index.ts";
import { generic } from "../src/providers/generic.ts";
import { sampleRequest } from "../src/sample.ts";
import { type Started, startWithParts } from "../src/started.ts";

/** Open, and all of its credentials are optional, since there are two ways to send them. */
const unsampled = "login";

describe.each(providers)("of %s", (provider) => {
  let started: Started;
  beforeAll(async () => {
    started = await startWithParts(provider, {});
  });
  afterAll(() => started.mock.close());

  test("each operation answers its success", async () => {
    const { mock, operations, behaviour } = started;
    for (const operation of operations.filter(({ name }) => name !== unsampled)) {
      const { url, method, headers, body } = sampleRequest(operation, mock.url, behaviour);
      const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
      expect(mock.requests.at(-1)).toMatchObject({ operation: operation.name, violations: [] });
      expect(response.ok).toBe(true);
    }
  });

  test("signed by nobody, each operation has its examples for what the client supplies", () => {
    const { mock, operations } = started;
    const fresh = { hex: () => "", uuid: () => "", date: () => 0 };
    const behaviour = generic.start({ credentials: {}, now: () => 0, fresh });
    for (const operation of operations) {
      const { url, headers } = sampleRequest(operation, mock.url, behaviour);
      expect(decodeURIComponent(url.href)).not.toContain("{");
      const required = operation.prism.request?.headers?.filter((header) => header.required) ?? [];
      for (const { name } of required) expect(headers[name.toLowerCase()]).toMatch(/./);
    }
  });
});
