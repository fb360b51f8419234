import type { Report } from "./report.ts";

/** One JSON object a line, told apart by `type`: `start` of each mock, `request`, `end`. */
export function jsonReport(write: (text: string) => void): Report {
  const print = (line: object) => write(`${JSON.stringify(line)}\n`);
  return {
    started(mocks) {
      for (const { provider, url, credentials, sample } of mocks) {
        const { curl, seconds } = sample ?? {};
        print({ type: "start", provider, url, credentials, curl, curlExpiresIn: seconds });
      }
    },
    answered: (provider, { operation, method, path, status, time, violations }) =>
      print({
        type: "request",
        provider,
        operation: operation ?? null,
        method,
        path,
        status: status ?? null,
        time,
        violations,
      }),
    ended: (totals) => print({ type: "end", ...totals }),
  };
}
