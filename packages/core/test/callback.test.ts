import { describe, expect, test } from "vitest";
import { InvalidArgumentError, parseCallback } from "../src/index.ts";

const inputs = {
  id: { required: true, types: ["integer"], shape: "int64" },
  size: { types: ["integer"] },
  share: { types: ["number"] },
  done: { types: ["boolean"], shape: "boolean" },
  final: { types: ["boolean"] },
  end: { types: ["string", "null"], shape: "unset" },
  name: { types: ["string"], minLength: 2 },
} as const;
const details = { provider: "things", operation: "jobDone" };
const parse = (query: string) => parseCallback(details, inputs, `/done?${query}`);

test("values have the types of their schemas", () => {
  expect(parse("id=9223372036854775807&size=-5&share=1.50&done=True&final=false&end=&name=a+b%2Bc")).toEqual({
    id: "9223372036854775807",
    size: -5,
    share: 1.5,
    done: true,
    final: false,
    end: null,
    name: "a b+c",
  });
});

test("only the query counts, and only what is declared", () => {
  expect(parseCallback(details, inputs, "https://a.example/id=1/?id=2&other=3#?id=4")).toEqual({ id: "2" });
});

describe("what is malformed is told, with its field", () => {
  test.each([
    ["size=5", "id: missing"],
    ["id=5.5", 'id: expected a 64-bit integer (a decimal string, a bigint or a safe integer), got "5.5"'],
    ["id=1&size=5.5", "size: expected integer, got 5.5"],
    ["id=1&size=", 'size: expected integer, got ""'],
    ["id=1&size=0x10", 'size: expected integer, got "0x10"'],
    ["id=1&size=9007199254740993", "size: expected integer, got"],
    ["id=1&share=Infinity", 'share: expected number, got "Infinity"'],
    ["id=1&done=maybe", 'done: expected a boolean, got "maybe"'],
    ["id=1&final=1", 'final: expected boolean, got "1"'],
    ["id=1&name=a", "name: expected at least 2 characters"],
    ["id=1&id=1", "id: expected one value, got 2"],
  ])("%s", (query, message) => {
    expect(() => parse(query)).toThrow(InvalidArgumentError);
    expect(() => parse(query)).toThrow(`things jobDone: ${message}`);
  });
});
