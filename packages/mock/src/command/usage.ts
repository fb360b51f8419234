import { readFileSync } from "node:fs";
import { providers } from "../bundles.ts";

/** What `--help` prints: at most 80 columns and 24 lines. */
export const usage = `Usage: jobwire-mock <provider…|all> [options] [-- command args…]

Stands in for job APIs on this machine, for tests in any language. Providers:
${providers.join(", ")}

  --port N                 port of the first mock, from which the others count
                           up (default 0: any free ones)
  --host H                 address to listen at (default 127.0.0.1)
  --delay MS               hold every answer back for so long (default 0)
  --seed S                 the same ids, tokens and dates in every run
  --credential NAME=VALUE  accept this one instead; may be given several times
  --json                   print JSON lines
  --fail-on-violation      exit with 1 if any request broke the contract
  --list, --help, --version

With -- command, runs it, tells it the addresses in JOBWIRE_MOCK_URL (of a lone
mock) and JOBWIRE_MOCK_<PROVIDER>_URL, stops with it, exits with its code.

Examples:
  npx jobwire-mock tencent-batch --port 4010
  npx jobwire-mock all --fail-on-violation -- npm test
`;

/** The version of this package. */
export function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
