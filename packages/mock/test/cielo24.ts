/** Requests to the mock of cielo24, which has every form of input that there is, by plain HTTP. */
import type { Mock } from "../src/index.ts";

export const jobs = {
  own: "64bea283eff6475ea6596027a6ba0929",
  inProcess: "9c2e7b4d1f0a4c3e8b6d5a7f92e01c48",
  unknown: "1b7e9d40c3a84f5f9a260e8d5c71f3a2",
} as const;

/** The address of an operation on the job of the account, or on another. */
export function cielo24Url(mock: Mock, path: string, query: Readonly<Record<string, string>> = {}): URL {
  const url = new URL(`${mock.url}/api/job/${path}`);
  const all = { v: "1", api_token: mock.credentials.apiToken ?? "", job_id: jobs.own, ...query };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url;
}

/** What is answered, and what was wrong. */
export async function ask(url: URL | string, init: RequestInit = {}) {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
  const text = await response.text();
  const violations = JSON.parse(response.headers.get("jobwire-violations") ?? "[]") as object[];
  return { status: response.status, type: response.headers.get("content-type"), text, violations, response };
}
