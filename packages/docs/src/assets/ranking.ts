import type { SearchEntry } from "../site/search-index.ts";

/**
 * The entries that match every word of a query, best first. A path may be a template, a real path or a whole URL.
 * Where none does, `delete_job` and `tencent-batch.deleteJob` are looked for part by part.
 */
export function rank(query: string, entries: readonly SearchEntry[]): SearchEntry[] {
  const words = split(query.toLowerCase(), /\s+/);
  const found = matches(words, entries);
  return found.length > 0 ? found : matches(split(query.toLowerCase(), /[\s_.-]+/), entries);
}

function split(text: string, separator: RegExp): string[] {
  return text.split(separator).filter(Boolean);
}

function matches(words: readonly string[], entries: readonly SearchEntry[]): SearchEntry[] {
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, scores: words.map((word) => score(word, entry)) }))
    .filter(({ scores }) => scores.every((value) => value > 0))
    .sort((a, b) => sum(b.scores) - sum(a.scores))
    .map(({ entry }) => entry);
}

function score(word: string, entry: SearchEntry): number {
  const id = entry.id.toLowerCase();
  if (id === word) return 100;
  if (id.startsWith(word)) return 60;
  const { host, path } = address(word);
  if (path !== "" && pathMatches(path, entry.path.toLowerCase())) return 80;
  if (host !== "" && path === "" && starts(host, entry.words)) return 50;
  // deleteFlinkJob → delete, flink, job
  const parts = entry.id.split(/(?=[A-Z])/).map((part) => part.toLowerCase());
  if (parts.some((part) => part.startsWith(word))) return 40;
  if (starts(word, entry.summary) || starts(word, entry.provider)) return 30;
  if (entry.method.toLowerCase() === word) return 20;
  if (starts(word, entry.words)) return 10;
  const everything = `${id} ${entry.path} ${entry.summary} ${entry.provider} ${entry.words}`.toLowerCase();
  return word.length > 2 && everything.includes(word) ? 4 : 0;
}

function starts(word: string, text: string): boolean {
  return text
    .toLowerCase()
    .split(/[\s()]+/)
    .some((candidate) => candidate.startsWith(word));
}

/** Host and path of a word that has a slash, such as a whole URL; empty where there is none, or the path is `/`. */
function address(word: string): { host: string; path: string } {
  if (!word.includes("/")) return { host: "", path: "" };
  const parts = /^(?:https?:\/\/([^/:]*)(?::\d+)?|([a-z0-9.-]+\.[a-z]{2,})(?=\/))?([^?#]*)/.exec(word);
  const [, host, bareHost = "", path = ""] = parts ?? [];
  return { host: host ?? bareHost, path: path === "/" ? "" : path };
}

/** Whether what was typed lies in the path, segment by segment, where `{…}` stands for any value. */
function pathMatches(typed: string, path: string): boolean {
  if (path.includes(typed)) return true;
  const segments = path.split("/").slice(1);
  const given = typed.replace(/^\/|\/$/g, "").split("/");
  return segments.some((_, start) =>
    given.every((value, index) => {
      const segment = segments[start + index];
      if (segment === undefined) return false;
      if (segment.startsWith("{")) return true;
      return index === given.length - 1 ? segment.startsWith(value) : segment === value;
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
