/** A small spec in the manner of Tencent's: one action of every kind of input, and lists in pages of every kind. */
import { startWithParts } from "../src/started.ts";

const text = { type: "string" };
const count = { type: "integer", format: "int64", minimum: 0, maximum: 1000 };

const filter = {
  type: "object",
  required: ["Name"],
  properties: { Name: text, Values: { type: "array", items: { type: ["string", "null"] } } },
};

/** The input of its action. */
export const request = {
  type: "object",
  properties: {
    Ids: { type: "array", items: text },
    Filters: { type: "array", items: filter },
    Offset: { ...count, default: 0 },
    Limit: { ...count, minimum: 1, maximum: 100, default: 4 },
    ProjectId: { type: "integer", format: "int64" },
    Sizes: { type: "array", items: count },
    Ratio: { type: "number" },
    Flag: { type: "boolean" },
    Keep: { type: "string", format: "boolean", enum: ["TRUE", "FALSE"] },
    Comment: { type: ["string", "null"] },
    Box: {
      anyOf: [
        {
          type: "object",
          properties: {
            Depth: count,
            Login: {
              type: "object",
              properties: { Password: { ...text, format: "password", maxLength: 8 } },
            },
          },
        },
        { type: "null" },
      ],
    },
  },
};

const answer = {
  anyOf: [
    {
      type: "object",
      "x-envelope": "Response",
      required: ["Response"],
      properties: { Response: { type: "object", properties: { Things: { type: "array" }, Total: count } } },
    },
    { type: "object", properties: { Response: { type: "object", required: ["Error"] } } },
  ],
};

const response = (Things: readonly string[] | null, Total = 5) => ({
  value: { Response: { Things, Total, RequestId: "0ffc9347-a47a-43a6-a64a-aa77fda7ea13" } },
});

const failure = (Code: string) => ({
  value: { Response: { Error: { Code, Message: "No." }, RequestId: "5c1f3d0a-7b52-4e6c-9a41-2f8d6e0b7c13" } },
});

/** Its first example is the whole list; `second` is a page whose items no other answer has. */
const describeThings = {
  operationId: "describeThings",
  security: [{ tc3: [] }],
  "x-pagination": { items: "Things", total: "Total", offset: "Offset", size: "Limit" },
  parameters: [
    { name: "X-TC-Action", in: "header", required: true, schema: { const: "DescribeThings" } },
    { name: "X-TC-Version", in: "header", required: true, schema: { const: "2017-03-12" } },
    { name: "X-TC-Language", in: "header", schema: text },
  ],
  requestBody: {
    content: {
      "application/json": {
        schema: request,
        examples: {
          all: { value: { Limit: 20 } },
          second: { value: { Offset: 2, Limit: 2 } },
          few: { value: { Ids: ["x", "y", "z"] } },
          none: { value: { Ids: ["none"] } },
          fewAgain: { value: { Ids: ["x", "y", "z"] } },
          unknown: { value: { Ids: ["unknown"] } },
          unknownWithComment: { value: { Ids: ["unknown"], Comment: "known" } },
        },
      },
    },
  },
  responses: {
    "200": {
      description: "",
      content: {
        "application/json": {
          schema: answer,
          examples: {
            all: response(["a", "b", "c", "d", "e"]),
            second: response(["C", "D"]),
            few: response(["x", "y", "z"], 3),
            none: response(null, 0),
            fewAgain: response(["again"]),
            unknownWithComment: response(["known"]),
            unknown: failure("ResourceNotFound"),
          },
        },
      },
    },
  },
};

const spec = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  paths: { "/#X-TC-Action=DescribeThings": { post: describeThings } },
  components: {
    securitySchemes: { tc3: { type: "apiKey", in: "header", name: "Authorization" } },
  },
};

/** A mock of Tencent that has these actions and no others. */
export const startThings = () => startWithParts("tencent-batch", {}, { "tencent-batch": spec });

/** The same list as other providers have theirs: by parameters in the query, without an envelope. */
function listBy(pagination: object, parameters: object[]): object {
  const get = {
    operationId: "listThings",
    security: [],
    "x-pagination": pagination,
    parameters,
    responses: {
      "200": {
        description: "",
        content: {
          "application/json": {
            schema: { type: "object" },
            examples: {
              all: { value: { things: ["a", "b", "c", "d", "e"], total: 5, next: "n2" } },
              later: { value: { things: ["later"], total: 5 } },
            },
          },
        },
      },
    },
  };
  return { openapi: "3.1.0", info: { title: "Things", version: "1" }, paths: { "/things": { get } } };
}

/** A mock of no provider that is known, with one list. */
export const startList = (pagination: object, parameters: object[]) =>
  startWithParts(
    "cielo24",
    {},
    { things: listBy({ items: "things", total: "total", ...pagination }, parameters) },
  );
