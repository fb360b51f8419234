/** The words of a POSIX shell's line, as far as quotes go. */
export function shellWords(line: string): string[] {
  return (line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []).map((word) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ""),
  );
}

/** Sends what a line of curl would send; resolves to the status. */
export async function sendCurl(line: string): Promise<number> {
  const [program, ...words] = shellWords(line);
  if (program !== "curl") throw new Error(`expected a line of curl, got ${line}`);
  const headers = new Headers();
  const target: { url?: string; method?: string; body?: string } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-i") continue;
    if (word === "-X") target.method = words.shift() ?? "";
    else if (word === "--data-raw") target.body = words.shift() ?? "";
    else if (word === "-H") {
      const [, name = "", value = ""] = words.shift()?.match(/^([^:]+): (.*)$/s) ?? [];
      headers.append(name, value);
    } else if (word.startsWith("-") || target.url !== undefined) throw new Error(`unexpected ${word}`);
    else target.url = word;
  }
  const { url = "", body, method = body === undefined ? "GET" : "POST" } = target;
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  await response.arrayBuffer();
  return response.status;
}
