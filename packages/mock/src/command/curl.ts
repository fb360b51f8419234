import type { SampleRequest } from "../providers/provider.ts";

/** A request as one line for a POSIX shell, which prints the status and the headers of the answer too. */
export function toCurl({ method, url, headers, body }: SampleRequest): string {
  const usual = body === undefined ? "GET" : "POST";
  return [
    "curl",
    method === "HEAD" ? "--head" : "-i",
    ...(method === usual || method === "HEAD" ? [] : ["-X", method]),
    ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    // Unlike --data, this takes an @ at the beginning as it is.
    ...(body === undefined ? [] : ["--data-raw", body]),
    url.href,
  ]
    .map(quoted)
    .join(" ");
}

/** A word of a shell's line. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
