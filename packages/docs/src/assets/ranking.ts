import type { SearchEntry } from "../site/search-index.ts";

/** The entries that match every word of a query, best first. A path may be a template, a real path or a whole URL. */
export function rank(query: string, entries: readonly SearchEntry[]): SearchEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
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
  if (word.includes("/")) return pathMatches(word, entry.path.toLowerCase()) ? 80 : 0;
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

/** Whether what was typed lies in the path, segment by segment, where `{…}` stands for any value. */
function pathMatches(typed: string, path: string): boolean {
  const wanted = typed.replace(/^https?:\/\/[^/]+/, "").replace(/[?#].*$/, "");
  if (path.includes(wanted)) return true;
  const segments = path.split("/").slice(1);
  const given = wanted.replace(/^\/|\/$/g, "").split("/");
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
