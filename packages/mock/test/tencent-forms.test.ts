/** The forms of Tencent that carry their input as text: v3 by GET, and v1 in the query or in a form. */
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createTc3Signer } from "../../tencent-batch/src/tc3.ts";
import type { InputSchema } from "../src/input-schema.ts";
import { unflattened } from "../src/providers/unflattened.ts";
import type { Started } from "../src/started.ts";
import { signedV1 } from "./sign-v1.ts";
import { request, startThings } from "./things.ts";

let started: Started;
beforeAll(async () => {
  started = await startThings();
});
afterEach(() => started.mock.reset());
afterAll(() => started.mock.close());

interface Reply {
  violations: { at: string; message: string }[];
  Things?: string[];
  Error?: { Code: string; Message: string };
}

async function reply(response: Response): Promise<Reply> {
  const violations = JSON.parse(response.headers.get("jobwire-violations") ?? "[]");
  expect(response.status).toBe(200);
  return { violations, ...(await response.json()).Response };
}

interface V3Request {
  method: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Sends what is signed by v3. */
async function send({ method, query = "", body, headers = {} }: V3Request): Promise<Reply> {
  const { secretId = "", secretKey = "" } = started.mock.credentials;
  const timestamp = Math.floor(Date.now() / 1000);
  const url = new URL(`${started.mock.url}/${query && `?${query}`}`);
  const { "content-type": type = "application/json", ...others } = headers;
  const request = { method, path: "/", query: url.search.slice(1), body: body ?? "" };
  const authorization = createTc3Signer({ secretId, secretKey }, "batch")(
    { ...request, headers: { "content-type": type, host: url.host } },
    timestamp,
  );
  return reply(
    await fetch(url, {
      method,
      headers: {
        "content-type": type,
        "x-tc-action": "DescribeThings",
        "x-tc-version": "2017-03-12",
        "x-tc-timestamp": String(timestamp),
        authorization,
        ...others,
      },
      ...(body !== undefined && { body }),
    }),
  );
}

const v1 = (query: string, options = {}) => {
  const { mock } = started;
  const common = `Action=DescribeThings&Version=2017-03-12&Region=ap-guangzhou&${query}`;
  return signedV1(common, new URL(mock.url).host, mock.credentials, options);
};

const forms = {
  "v3 by GET": (query: string) => send({ method: "GET", query }),
  "v1 by GET": async (query: string) => reply(await fetch(`${started.mock.url}/?${v1(query)}`)),
  "v1 by POST": async (query: string) => {
    const body = new URLSearchParams(v1(query, { method: "POST" }));
    return reply(await fetch(started.mock.url, { method: "POST", body }));
  },
};

describe.each(Object.entries(forms))("%s", (_, ask) => {
  test.each([
    "Limit=20&Offset=0",
    "Sizes.0=1&Sizes.1=1000",
    "ProjectId=9223372036854775807",
    "ProjectId=-1",
    "Ratio=0.5",
    "Ratio=-1e-7",
    "Ratio=20",
    "Flag=true",
    "Flag=false",
    "Keep=TRUE",
    "Comment=",
    "Comment=20",
    "Ids.0=20&Ids.1=true",
    "Filters.0.Name=state&Filters.0.Values.0=FAILED&Filters.0.Values.1=&Filters.1.Name=zone",
    "Box.Depth=3&Box.Login.Password=secret",
    Array.from({ length: 11 }, (_, i) => `Ids.${i}=${i}`).join("&"),
    // What a client has no value for.
    "Limit=&Flag=&Ratio=&Ids=&Filters.0.Name=a&Filters.0.Values=&Box=",
  ])("takes %s", async (query) => {
    expect(await ask(query)).toMatchObject({ violations: [], Things: expect.any(Array) });
  });

  test.each([
    ["Limit=many", "body.Limit", 'must be integer, got "many"', "InvalidParameter"],
    ["Limit=1.5", "body.Limit", 'must be integer, got "1.5"', "InvalidParameter"],
    ["Limit=0x10", "body.Limit", 'must be integer, got "0x10"', "InvalidParameter"],
    ["Limit=007", "body.Limit", 'must be integer, got "007"', "InvalidParameter"],
    ["Limit=101", "body.Limit", "must be <= 100, got 101", "InvalidParameterValue"],
    ["Sizes.0=1&Sizes.1=", "body.Sizes.1", 'must be integer, got ""', "InvalidParameter"],
    ["Ratio=1,5", "body.Ratio", 'must be number, got "1,5"', "InvalidParameter"],
    ["Flag=True", "body.Flag", 'must be boolean, got "True"', "InvalidParameter"],
    ["Keep=true", "body.Keep", 'expected one of TRUE, FALSE, got "true"', "InvalidParameterValue"],
    ["Ids=a", "body.Ids", 'must be array, got "a"', "InvalidParameter"],
    ["Ids.1=a", "body.Ids", 'must be array, got {"1":"a"}', "InvalidParameter"],
    ["Ids.0=a&Ids.2=c", "body.Ids", 'must be array, got {"0":"a","2":"c"}', "InvalidParameter"],
    ["Ids.00=a", "body.Ids", 'must be array, got {"00":"a"}', "InvalidParameter"],
    ["Filters.Name=a", "body.Filters", 'must be array, got {"Name":"a"}', "InvalidParameter"],
    ["Filters.0=a", "body.Filters.0", 'must be object, got "a"', "InvalidParameter"],
    ["Filters.0.Values.0=a", "body.Filters.0.Name", "is required, and missing", "MissingParameter"],
    ["Limit.0=1", "body.Limit", 'must be integer, got ["1"]', "InvalidParameter"],
    ["Comment=a&Comment.b=1", "body.Comment.b", /^is unknown, expected some of Ids, /, "UnknownParameter"],
    [
      "Filters.0.Name=a&Filters.0.Value=1",
      "body.Filters.0.Value",
      "is unknown, expected some of Name, Values",
      "UnknownParameter",
    ],
    [
      "Box.Login.Password=far-too-long",
      "body.Box.Login.Password",
      /^must NOT have more than 8 .*, got a secret$/,
      "InvalidParameterValue",
    ],
    ["Other=", "body.Other", /^is unknown/, "UnknownParameter"],
    ["constructor.prototype=1", "body.constructor", /^is unknown/, "UnknownParameter"],
    ["__proto__.Limit=1", "body.__proto__", /^is unknown/, "UnknownParameter"],
  ])("refuses %s", async (query, at, message, code) => {
    const { violations, Error: error } = await ask(query);
    expect(violations.filter((each) => each.at === at)).toEqual([
      { at, message: typeof message === "string" ? message : expect.stringMatching(message) },
    ]);
    expect(error?.Code).toBe(code);
    expect(error?.Message).toContain(violations[0]?.message);
  });
});

test("v3 by GET: the same name twice is no list, and no value", async () => {
  expect((await forms["v3 by GET"]("Comment=a&Comment=b")).violations).toEqual([
    { at: "body.Comment", message: 'must be string,null, got ["a","b"]' },
  ]);
  expect((await forms["v3 by GET"]("Ids=a&Ids=b")).violations).toEqual([
    { at: "body.Ids", message: 'must be array, got "a"' },
  ]);
});

test("a number keeps its digits", () => {
  const schema = { properties: { ProjectId: { type: "integer" }, Ratio: { type: "number" } } };
  const parameters = [
    ["ProjectId", "9007199254740993"],
    ["Ratio", "0.1000"],
  ] as const;
  expect(unflattened(parameters, schema)).toBe('{"ProjectId":9007199254740993,"Ratio":0.1000}');
});

/** As a client without JSON sends an input; empty lists and objects leave no trace. */
function flattened(value: unknown, name = ""): [name: string, text: string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([step, member]) =>
    flattened(member, name === "" ? step : `${name}.${step}`),
  );
}

test("whatever is flattened comes out as it was", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 12 });
  const input = fc.record(
    {
      Ids: list(fc.string()),
      Filters: list(fc.record({ Name: fc.string(), Values: list(fc.string()) })),
      Limit: fc.integer(),
      Sizes: list(fc.integer()),
      Ratio: number,
      Flag: fc.boolean(),
      Comment: fc.string({ unit: "binary" }),
      Box: fc.record({ Depth: fc.integer(), Login: fc.record({ Password: fc.string() }) }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(input, (value) => {
      expect(JSON.parse(unflattened(flattened(value), request as InputSchema))).toEqual(value);
    }),
  );
});

describe("members within members that the API has not", () => {
  test.each([
    ['{"Filters":[{"Name":"a","Value":["b"]}]}', "body.Filters.0.Value", "Name, Values"],
    ['{"Box":{"Login":{"Pasword":"x"}}}', "body.Box.Login.Pasword", "Password"],
  ])("%s", async (body, at, known) => {
    const { violations, Error: error } = await send({ method: "POST", body });
    expect(violations).toEqual([{ at, message: `is unknown, expected some of ${known}` }]);
    expect(error?.Code).toBe("UnknownParameter");
  });
});

test("a hundred thousand members that the API has not are refused as one is", async () => {
  const members = Array.from({ length: 100_000 }, (_, index) => [`Other${index}`, 1]);
  const { Error: error } = await send({ method: "POST", body: JSON.stringify(Object.fromEntries(members)) });
  expect(error?.Code).toBe("UnknownParameter");
  expect(started.mock.violations).toHaveLength(100_000);
});

describe("sizes", () => {
  const kb = 1024;
  const refusal = (at: string, limit: number) => ({
    Error: {
      Code: "RequestSizeLimitExceeded",
      Message: expect.stringMatching(new RegExp(`^${at}: expected at most ${limit} bytes, got \\d+$`)),
    },
  });

  test("32 KB by GET", async () => {
    const rest = "Comment=".length;
    expect(
      (await send({ method: "GET", query: `Comment=${"a".repeat(32 * kb - rest)}` })).violations,
    ).toEqual([]);
    const larger = await send({ method: "GET", query: `Comment=${"a".repeat(32 * kb - rest + 1)}` });
    expect(larger).toMatchObject(refusal("query", 32 * kb));
    expect(started.mock.requests.at(-1)?.operation).toBe("describeThings");
    expect(await forms["v1 by GET"](`Comment=${"a".repeat(32 * kb)}`)).toMatchObject(
      refusal("query", 32 * kb),
    );
  });

  test("1 MB as a form", async () => {
    const ask = forms["v1 by POST"];
    expect((await ask(`Comment=${"a".repeat(kb * kb - 500)}`)).violations).toEqual([]);
    expect(await ask(`Comment=${"a".repeat(kb * kb)}`)).toMatchObject(refusal("body", kb * kb));
    expect(await ask(`Comment=${"a".repeat(11 * kb * kb)}`)).toMatchObject(refusal("body", kb * kb));
  });

  test("10 MB as JSON", async () => {
    const body = (length: number) => JSON.stringify({ Comment: "a".repeat(length) });
    const most = 10 * kb * kb;
    const rest = body(0).length;
    expect((await send({ method: "POST", body: body(most - rest) })).violations).toEqual([]);
    expect(await send({ method: "POST", body: body(most - rest + 1) })).toMatchObject(refusal("body", most));
  });
});

test.each(["multipart/form-data", "application/x-www-form-urlencoded"])(
  "v3 by POST takes JSON, no %s",
  async (type) => {
    const headers = { "content-type": `${type}; boundary=x` };
    const { violations, Error: error } = await send({ method: "POST", body: "--x--", headers });
    expect(violations).toEqual([
      { at: "header.content-type", message: `expected application/json, got ${type}` },
    ]);
    expect(error?.Code).toBe("InvalidParameter");
  },
);

test.each(["zh-CN", "en-US"])("messages in the language %s are asked for", async (language) => {
  const headers = { "x-tc-language": language };
  expect((await send({ method: "POST", body: "{}", headers })).violations).toEqual([]);
  expect((await forms["v1 by GET"](`Language=${language}`)).violations).toEqual([]);
});
