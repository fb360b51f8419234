import type { Evidence, Pagination } from "./bundle.ts";
import type { Operation } from "./operation.ts";
import type { Provider } from "./provider.ts";

/** Something that the spec says of an operation as data, in words. */
export interface Fact {
  readonly term: string;
  /** Markdown, without a paragraph. */
  readonly text: string;
}

const retries = {
  safe: "**Safe.** It changes nothing, so the client sends it again after any failure that may pass.",
  idempotent:
    "**Idempotent.** A second time does no harm, so the client sends it again after a lost answer or a failure that may pass.",
  never:
    "**Never blindly.** A second time may do harm. The client sends it again only where the provider surely did not act: the connection was refused, or it answered that there are too many requests.",
};

/** How we know, in words that complete “Evidence:”. */
export const evidences: Record<Evidence, string> = {
  documented: "documented by the provider",
  sdk: "seen in an SDK, not in the documentation",
  inferred: "inferred; no source says it",
};

export const suppliers = {
  credential: "The client fills it in from its credentials.",
  constant: "The client fills it in: it is always the same.",
  tenant: "The client fills it in from its options; a call may say otherwise.",
};

/** How an operation is called, and what its extensions say. */
export function operationFacts({ call, spec: operation }: Operation, packageName: string): Fact[] {
  const limit = operation["x-rate-limit"];
  const lifecycle = operation["x-lifecycle"];
  const pagination = operation["x-pagination"];
  const { url, description } = operation.externalDocs;
  return [
    { term: "By name", text: `\`${call}\` of \`${packageName}\`` },
    { term: "Sending it again", text: retries[operation["x-retry"]] },
    ...(limit ? [{ term: "Rate limit", text: rate(limit) }] : []),
    ...(pagination ? [{ term: "Pages", text: pages(pagination) }] : []),
    ...(lifecycle ? [{ term: "Lifecycle", text: life(lifecycle) }] : []),
    { term: "Evidence", text: sentence(evidences[operation["x-evidence"] ?? "documented"]) },
    { term: "Provider’s page", text: `[${description ?? url}](${url})` },
  ];
}

/** What one needs to begin with an API; `base` is the way to the site's root. */
export function apiFacts(
  { name, version, packageName, installLine, sourceUrl, sharedBy, bundle }: Omit<Provider, "operations">,
  base: string,
): Fact[] {
  return [
    {
      term: "Client",
      text: `\`${installLine}\` (${packageName} ${version}, for version ${bundle.info.version} of the API)`,
    },
    { term: "Mock", text: `\`npx jobwire-mock ${sharedBy[0]?.name ?? name}\`` },
    {
      term: "Spec",
      text: `[its files and sources](${sourceUrl}), and [where those contradict each other](${base}guides/where-the-documentation-is-wrong/)`,
    },
  ];
}

function rate({ requests, seconds }: { requests: number; seconds: number }): string {
  const time = seconds === 1 ? "second" : seconds === 60 ? "minute" : `${seconds} seconds`;
  return `${requests} ${requests === 1 ? "request" : "requests"} per ${time}, the strictest that is documented. The option \`throttle\` keeps the client under it.`;
}

function pages({ items, total, offset, cursor, page, size }: Pagination): string {
  const start = offset ?? cursor ?? page;
  const kind = offset ? "the offset" : cursor ? "the cursor of the last page" : "the page’s number";
  return [
    `The items are in \`${items}\`${total ? `, their number in \`${total}\`` : ""}.`,
    start && `For the next ones, give ${kind} as \`${start}\`.`,
    size && `\`${size}\` says how many make a page.`,
  ]
    .filter(Boolean)
    .join(" ");
}

const verbs: Record<string, string> = {
  create: "Creates",
  read: "Reads",
  change: "Changes",
  cancel: "Cancels",
  delete: "Deletes",
};

function life({ resource, action, id }: { resource: string; action: string; id: string }): string {
  return `${verbs[action] ?? sentence(action)} the ${resource.replaceAll("-", " ")} that \`${id}\` names.`;
}

export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
