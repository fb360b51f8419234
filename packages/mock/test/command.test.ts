/** The command as people run it: a process of its own, real HTTP, real signals. */
import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { providers } from "../src/index.ts";
import { sendCurl } from "./shell-line.ts";
import { killSpawned, type Spawned, spawnCommand } from "./spawn-command.ts";

afterAll(killSpawned);

const patience = 60_000;
const node = process.execPath;
const listening = /listens at (http:\S+)/;

async function stop(command: Spawned, signal: NodeJS.Signals = "SIGTERM") {
  const asked = performance.now();
  command.process.kill(signal);
  const code = await command.exit;
  return { code, time: performance.now() - asked };
}

const jsonLines = (command: Spawned) =>
  command
    .stdout()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

/** Sends the line by fetch, and by curl itself where the machine has it. Resolves to the statuses. */
async function pasted(line: string): Promise<number[]> {
  const sent = await sendCurl(line);
  if (!hasCurl) return [sent];
  const { NO_PROXY: _, ...environment } = process.env;
  const env = { ...environment, no_proxy: "*" };
  const { stdout } = await promisify(execFile)("sh", ["-c", line], { env });
  return [sent, Number(stdout.match(/^HTTP\/1\.1 (\d+)/)?.[1])];
}

describe("what it prints", () => {
  test(
    "address, credentials and a curl line that works, of every provider; then each request, and a summary",
    async () => {
      const command = spawnCommand(["all"], { FORCE_COLOR: "1" });
      await command.printed(/curl.*\/\n\n$/);
      const start = command.stdout();
      const blocks = start.trim().split("\n\n");
      expect(
        blocks.map((block) => block.match(/^(\S+) listens at http:\/\/127\.0\.0\.1:\d+\n/)?.[1]),
      ).toEqual(providers);
      expect(blocks[1]).toContain("\n  apiToken   7ca5dc5c7cce449fb0fff719307e8f5f\n");
      expect(blocks[4]).toContain("\n  secretId   AKIDEXAMPLE\n  secretKey  EXAMPLEKEY\n");
      expect(blocks.map((block) => block.match(/\nTry(.*)\n/)?.[1])).toEqual([
        "",
        "",
        "",
        "",
        " within 5 minutes, as it is signed",
      ]);
      for (const block of blocks) {
        for (const status of await pasted(block.split("\n").at(-1) ?? "")) {
          expect({ block, success: status >= 200 && status < 300 }).toEqual({ block, success: true });
        }
      }
      const { code } = await stop(command);
      const told = command.stdout().slice(start.length);
      expect(code).toBe(0);
      expect(told).toMatch(/^bigchange cancelJob {2}204 {2}[\d.]+ ms\n/);
      expect(told).toMatch(/\ncielo24 getSettings {2}200 {2}[\d.]+ ms\n/);
      expect(told).toMatch(new RegExp(`\n${hasCurl ? 10 : 5} requests, 0 violations\n$`));
      expect(told).not.toContain("api_token");
      expect(command.stdout()).not.toContain("\x1b");
      expect(command.stderr()).toBe("");
    },
    patience,
  );

  test(
    "the curl line uses the credentials that were given, and quotes them rightly",
    async () => {
      const given = [
        "customerId=5",
        "accessToken=it's $HOME",
        "apiToken=a&b'c",
        "token=x`y",
        "secretKey=other",
      ];
      const credentials = given.flatMap((pair) => ["--credential", pair]);
      const command = spawnCommand(["all", "--json", ...credentials]);
      await command.printed(/"provider":"tencent-batch".*\n/);
      const starts = jsonLines(command);
      expect(starts).toMatchObject(
        providers.map((provider) => ({
          type: "start",
          provider,
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        })),
      );
      expect(starts[0].credentials).toMatchObject({ customerId: "5", accessToken: "it's $HOME" });
      expect(starts[4].curlExpiresIn).toBe(300);
      for (const { curl } of starts) {
        for (const status of await pasted(curl)) expect([200, 204]).toContain(status);
      }
      const path = "/api/job/delete";
      const answer = await fetch(`${starts[1].url}${path}?v=2&api_token=${encodeURIComponent("a&b'c")}`);
      expect(answer.status).toBe(400);
      expect((await stop(command)).code).toBe(0);
      const [, , , , , ...told] = jsonLines(command);
      expect(told.at(-2)).toEqual({
        type: "request",
        provider: "cielo24",
        operation: "deleteJob",
        method: "GET",
        path,
        status: 400,
        time: expect.any(Number),
        violations: expect.arrayContaining([
          { at: "query.job_id", message: expect.any(String) },
          { at: "query.v", message: expect.stringContaining("expected 1") },
        ]),
      });
      expect(told.at(-1)).toEqual({ type: "end", requests: hasCurl ? 11 : 6, broken: 1, violations: 2 });
      expect(JSON.stringify(told)).not.toMatch(/api_token|a&b/);
    },
    patience,
  );

  test(
    "each violation with its place on a line of its own, nothing that steers a terminal, and no query",
    async () => {
      const command = spawnCommand(["tencent-batch", "--fail-on-violation"]);
      const [, url = ""] = await command.printed(listening);
      await fetch(`${url}/nowhere?Signature=hunter2`, {
        method: "POST",
        headers: { authorization: "hunter2" },
      });
      await command.printed(
        /\nPOST \/nowhere {2}404 {2}[\d.]+ ms\n {2}path: no operation has the path \/nowhere\n/,
      );
      const v1 = `Action=DeleteJob&SecretId=AKIDEXAMPLE&Nonce=1&Timestamp=${Math.floor(Date.now() / 1000)}`;
      await fetch(`${url}/?${v1}&Secret=hunter2&Signature=hunter2`);
      await command.printed(
        /\n {2}credentials: Signature is not .* of this request and key; .*jobwire-violations/,
      );
      await fetch(url, { method: "POST", headers: { "x-tc-action": "\x9b2J" } });
      const { code } = await stop(command, "SIGINT");
      expect(code).toBe(1);
      expect(command.stderr()).toBe(
        "jobwire-mock: 3 of 3 requests broke the contract (--fail-on-violation)\n",
      );
      expect(command.stdout()).toMatch(
        /\n {2}header\.x-tc-action: expected an action of the API, such as \w+, got "\\u009b2J"\n/,
      );
      expect(command.stdout()).toMatch(/\n3 requests, 3 violations\n$/);
      for (const kept of ["hunter2", "\x9b", "\x1b"]) expect(command.stdout()).not.toContain(kept);
    },
    patience,
  );

  test("usage: 80 columns, a screen, two examples", async () => {
    const help = spawnCommand(["--help"]);
    expect(await help.exit).toBe(0);
    const lines = help.stdout().trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(help.stdout().match(/^ {2}npx jobwire-mock .*$/gm)).toHaveLength(2);
    const bare = spawnCommand([]);
    expect(await bare.exit).toBe(2);
    expect([bare.stdout(), bare.stderr()]).toEqual(["", help.stdout()]);
  });

  test("the providers and the version", async () => {
    const [list, json, version] = [["--list"], ["--list", "--json"], ["--version"]].map((args) =>
      spawnCommand(args),
    ) as [Spawned, Spawned, Spawned];
    expect(await Promise.all([list.exit, json.exit, version.exit])).toEqual([0, 0, 0]);
    expect(list.stdout()).toBe(`${providers.join("\n")}\n`);
    expect(jsonLines(json)).toEqual([{ type: "list", providers }]);
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(version.stdout()).toBe(`${manifest.version}\n`);
  });
});

describe("how it is told", () => {
  test(
    "--seed, --host and --port: the same answers in every run, where it is told to listen",
    async () => {
      const bodies: string[] = [];
      for (const port of [await freePort(), await freePort()]) {
        const command = spawnCommand([
          "cielo24",
          "--seed",
          "-7",
          "--host",
          "localhost",
          "--port",
          String(port),
        ]);
        const [, url = ""] = await command.printed(listening);
        expect(url).toBe(`http://localhost:${port}`);
        const query =
          "v=1&job_id=64bea283eff6475ea6596027a6ba0929&api_token=7ca5dc5c7cce449fb0fff719307e8f5f";
        bodies.push(await (await fetch(`${url}/api/job/delete?${query}`)).text());
        await stop(command);
      }
      expect(bodies[0]).toMatch(/"TaskId":"[0-9a-f]{32}"/);
      expect(bodies[1]).toBe(bodies[0]);
    },
    patience,
  );

  test(
    "several providers take one port after the other; a taken one leaves nothing running",
    async () => {
      const port = await freePort(3);
      const names = ["tencent-batch", "bigchange", "cielo24"];
      const args = [...names, "--port", String(port), "--json"];
      const command = spawnCommand(args);
      await command.printed(/"provider":"cielo24"/);
      expect(jsonLines(command).map(({ url }) => url)).toEqual(
        [0, 1, 2].map((index) => `http://127.0.0.1:${port + index}`),
      );
      await stop(command);

      const blocker = createServer().listen(port + 1, "127.0.0.1");
      await once(blocker, "listening");
      const refused = spawnCommand(args);
      expect(await refused.exit).toBe(2);
      expect(refused.stdout()).toBe("");
      expect(refused.stderr()).toBe(
        `jobwire-mock: cannot listen at 127.0.0.1, port ${port + 1}: the port is in use; try --port 0, which takes any that is free\n`,
      );
      blocker.close();
    },
    patience,
  );

  test.concurrent.each<[args: string[], message: string]>([
    [["tencent"], 'unknown provider "tencent"; did you mean "tencent-batch"?'],
    [["nobody"], 'unknown provider "nobody"; --list names them'],
    [["two\nlines"], 'unknown provider "two\\nlines"; --list names them'],
    [["all", "cielo24"], "cielo24 is named twice; once is enough"],
    [["all", "--prot=1"], 'unknown option "--prot"; did you mean "--port"?'],
    [["all", "-x"], 'unknown option "-x"; --help lists them'],
    [["all", "--port"], "--port: expected a value, got none"],
    [
      ["all", "--port", "-1"],
      '--port: expected a whole number from 0 to 65535, got "-1"; 0 takes any that is free',
    ],
    [["all", "--port", "65533"], "--port: 5 mocks from 65533 on would need port 65537; 65535 is the last"],
    [
      ["all", "--delay", "1s"],
      '--delay: expected a whole number from 0 to 2147483647, got "1s"; it is in ms',
    ],
    [["all", "--json=yes"], "--json takes no value"],
    [
      ["cielo24", "--credential", "hunter2"],
      "--credential: expected name=value; names are username, password, secureKey, apiToken",
    ],
    [
      ["cielo24", "--credential", "apitoken=hunter2"],
      'unknown credential "apitoken"; did you mean "apiToken"?',
    ],
    [["cielo24", "--"], "expected a command after --, got none; for example -- npm test"],
    [
      ["cielo24", "--host", "192.0.2.1"],
      "cannot listen at 192.0.2.1, port 0: listen EADDRNOTAVAIL: address not available 192.0.2.1; --host takes an address of this machine, such as 127.0.0.1",
    ],
  ])(
    "%j is refused in one line",
    async (args, message) => {
      const command = spawnCommand(args);
      expect(await command.exit).toBe(2);
      expect(command.stderr()).toBe(`jobwire-mock: ${message}\n`);
      expect(command.stdout()).toBe("");
    },
    patience,
  );
});

describe("how it ends", () => {
  test(
    "a signal ends it at once, with open connections and delayed answers",
    async () => {
      const command = spawnCommand(["cielo24", "--delay", "600000", "--fail-on-violation"]);
      const [, url = ""] = await command.printed(listening);
      const idle = connect(Number(new URL(url).port), "127.0.0.1");
      await once(idle, "connect");
      const unanswered = fetch(`${url}/api/job/delete`).then(
        () => "answered",
        () => "cut",
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      const { code, time } = await stop(command, "SIGINT");
      expect(code).toBe(0);
      expect(time).toBeLessThan(5000); // 30 ms, but for machines that are busy
      expect(await unanswered).toBe("cut");
      expect(command.stdout()).toMatch(/\n0 requests, 0 violations\n$/);
    },
    patience,
  );

  test(
    "nobody reads on: it ends quietly",
    async () => {
      const command = spawnCommand(["cielo24"]);
      const [, url = ""] = await command.printed(listening);
      command.process.stdout?.destroy();
      await fetch(`${url}/nowhere`).catch(() => {});
      expect(await command.exit).toBe(0);
      expect(command.stderr()).toBe("");
    },
    patience,
  );

  test(
    "somebody reads slowly: requests are answered all the same",
    async () => {
      const command = spawnCommand(["cielo24", "--json"]);
      const [, url = ""] = await command.printed(/"url":"([^"]+)"/);
      command.process.stdout?.pause();
      const path = `/${"x".repeat(4000)}`;
      for (let count = 0; count < 100; count++) expect((await fetch(url + path)).status).toBe(404);
      const ended = once(command.process, "exit");
      command.process.kill();
      expect(await ended).toEqual([0, null]);
    },
    patience,
  );
});

describe("with a command", () => {
  const printVariables = `
    const known = Object.entries(process.env).filter(([name]) => name.startsWith("JOBWIRE_MOCK"));
    console.log(JSON.stringify(Object.fromEntries(known)));`;

  test(
    "tells it the address, and exits with its code",
    async () => {
      const script = `${printVariables} fetch(process.env.JOBWIRE_MOCK_URL + "/nowhere").then(() => process.exit(7))`;
      const command = spawnCommand(["huawei-dli", "--json", "--fail-on-violation", "--", node, "-e", script]);
      expect(await command.exit).toBe(7);
      const [{ url }, variables, request, end] = jsonLines(command);
      expect(variables).toEqual({ JOBWIRE_MOCK_URL: url, JOBWIRE_MOCK_HUAWEI_DLI_URL: url });
      expect(request).toMatchObject({ type: "request", status: 404 });
      expect(end).toMatchObject({ type: "end", requests: 1 });
      expect(command.stderr()).toContain("1 of 1 request broke the contract");
      await expect(fetch(url)).rejects.toThrow();
    },
    patience,
  );

  test(
    "a violation makes 0 to 1; several providers have a variable each",
    async () => {
      const script = `${printVariables} fetch(process.env.JOBWIRE_MOCK_CIELO24_URL + "/nowhere")`;
      const args = ["cielo24", "tencent-batch", "--json"];
      const strict = spawnCommand([...args, "--fail-on-violation", "--", node, "-e", script]);
      expect(await strict.exit).toBe(1);
      const [first, second, variables] = jsonLines(strict);
      expect(variables).toEqual({
        JOBWIRE_MOCK_CIELO24_URL: first.url,
        JOBWIRE_MOCK_TENCENT_BATCH_URL: second.url,
      });
      const lenient = spawnCommand([...args, "--", node, "-e", script, "--", "--port", "x"]);
      expect(await lenient.exit).toBe(0);
    },
    patience,
  );

  test(
    "passes signals on, and waits for its end",
    async () => {
      const script = `
      process.on("SIGTERM", () => setTimeout(() => process.exit(5), 100));
      setInterval(() => {}, 1000);
      console.log("child is ready");`;
      const command = spawnCommand(["cielo24", "--", node, "-e", script]);
      await command.printed(/child is ready/);
      expect((await stop(command)).code).toBe(5);
      expect(command.stdout()).toMatch(/\n0 requests, 0 violations\n$/);
    },
    patience,
  );

  test(
    "a second Ctrl-C ends both at once",
    async () => {
      const script = `
      process.on("SIGINT", () => console.log("child goes on"));
      setInterval(() => {}, 1000);
      console.log("child", process.pid);`;
      const command = spawnCommand(["cielo24", "--", node, "-e", script]);
      const [, pid] = await command.printed(/child (\d+)/);
      command.process.kill("SIGINT");
      await command.printed(/child goes on/);
      expect((await stop(command, "SIGINT")).code).toBe(130);
      await expect.poll(() => isRunning(Number(pid)), { timeout: 10_000 }).toBe(false);
    },
    patience,
  );

  test(
    "one that is not there",
    async () => {
      const command = spawnCommand(["cielo24", "--", "no-such-command"]);
      expect(await command.exit).toBe(2);
      expect(command.stderr()).toBe(
        'jobwire-mock: cannot run "no-such-command": there is no such command; is it installed, and on PATH?\n',
      );
    },
    patience,
  );
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The first of so many ports in a row that are free now, outside the range from which others get any. */
async function freePort(count = 1): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const probes = await Promise.allSettled(
      Array.from({ length: count }, async (_, index) => {
        const probe = createServer().listen(port + index, "127.0.0.1");
        await once(probe, "listening");
        probe.close();
        await once(probe, "close");
      }),
    );
    if (probes.every(({ status }) => status === "fulfilled")) return port;
  }
}
