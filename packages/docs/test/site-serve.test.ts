import { spawn } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "../src/serve.ts";
import { docs } from "../src/site/places.ts";

let served: Served;
beforeAll(async () => {
  served = await serve({ base: "/jobwire/" });
});
afterAll(() => served.close());

/** The status of a path that is sent as it stands, dots included. */
function status(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(new URL(served.url), { path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("the server", () => {
  test.each([
    ["/jobwire/", 200],
    ["/jobwire/guides/errors/", 200],
    ["/jobwire/guides/errors", 301],
    ["/jobwire/nothing", 404],
    ["/", 404],
    ["/jobwire/../package.json", 404],
    ["//jobwire/", 404],
    ["/jobwire/..%2fpackage.json", 404],
    ["/jobwire/%2e%2e/%2e%2e/package.json", 404],
    ["/jobwire/%ff", 404],
    ["/jobwire/%00", 404],
  ])("answers %s with %d", async (path, expected) => {
    expect(await status(path)).toBe(expected);
  });

  test("lets browsers keep what has a hash in its name, and nothing else", async () => {
    const page = await fetch(served.url);
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const style = /href="(assets\/[^"]+\.css)"/.exec(await page.text())?.[1] ?? "";
    const answer = await fetch(served.url + style);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("content-type")).toBe("text/css; charset=utf-8");
  });
});

describe("the commands", () => {
  const cases = [
    ["src/serve.ts", ["--port", "70000"], {}, "--port 70000: must be 0 to 65535"],
    ["src/serve.ts", ["--base", "jobwire"], {}, "--base jobwire: must begin and end with a slash"],
    ["src/serve.ts", ["--colour"], {}, "Unknown option '--colour'"],
    ["src/build.ts", [], { DOCS_BASE: "jobwire" }, "DOCS_BASE is jobwire: must begin and end with a slash"],
    [
      "src/build.ts",
      [],
      { DOCS_BASE: "/jobwire/", DOCS_SITE: "https://example.org/" },
      "DOCS_SITE is https://example.org/: must be an address with the path /jobwire/",
    ],
  ] as const;

  test.each(cases)("%s %j %j is refused in one line", async (script, args, env, message) => {
    const child = spawn(process.execPath, [join(docs, script), ...args], { env: { ...process.env, ...env } });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(2);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toContain(message);
  });
});
