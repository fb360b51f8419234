import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hex, hmacSha256, sha256Hex } from "../src/sha256.ts";

const text = fc.string({ unit: "binary", maxLength: 400 });

test("hashes are those of Node, at every length around a block's end", () => {
  for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 1_000, 100_000]) {
    const data = "a".repeat(length);
    expect(sha256Hex(data), `${length} bytes`).toBe(createHash("sha256").update(data).digest("hex"));
  }
});

test("hashes of any text are those of Node", () => {
  fc.assert(
    fc.property(text, (data) => {
      expect(sha256Hex(data)).toBe(createHash("sha256").update(data).digest("hex"));
    }),
  );
});

test("HMACs with keys of any length are those of Node", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), text, (key, data) => {
      expect(hex(hmacSha256(key, data))).toBe(createHmac("sha256", key).update(data).digest("hex"));
    }),
  );
});
