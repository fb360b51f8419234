import { pathToFileURL } from "node:url";
import type { Subject } from "../subjects.ts";

/** Those of a process that measures a subject. Without an address, it calls nothing. */
export function subjectArguments({ file, givenFetch }: Subject, url?: string): string[] {
  const subject = pathToFileURL(file).href;
  if (url === undefined) return [subject];
  return givenFetch ? [subject, url, "fetch"] : [subject, url];
}
