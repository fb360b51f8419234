import { posix } from "node:path";
import { repository } from "./layout.ts";

/** Makes the relative links of a Markdown file of the repository absolute, so that they hold on a page of the site. */
export function repositoryLinks(markdown: string, file: string): string {
  return markdown.replace(
    /\]\((?![a-z]+:|#|\/)([^)\s]+)\)/g,
    (_, target: string) => `](${repositoryUrl(target, file)})`,
  );
}

/** The address at GitHub of what a link in a file of the repository points to. */
export function repositoryUrl(target: string, file: string): string {
  const path = posix.join(posix.dirname(file), target).replace(/\/$/, "");
  return `${repository}/blob/main/${path}`; // GitHub sends folders on to /tree/
}
