import { hasMembers, mainContent } from "../../../../scripts/generate/document.ts";
import { answerKinds } from "./answer-kinds.ts";
import type { Bundle, Evidence, OperationObject } from "./bundle.ts";
import { callbacksOf } from "./callbacks.ts";
import { idempotencyKey } from "./inputs.ts";
import { listFact } from "./list-fact.ts";
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
  idempotency:
    "The client makes up another for each call, unless it is given; all attempts of a call have the same.",
};

/** How an operation is called, and what its extensions say; `base` is the way to the site's root. */
export function operationFacts(
  located: Operation,
  { packageName, bundle }: Pick<Provider, "packageName" | "bundle">,
  base: string,
): Fact[] {
  const { call, spec: operation } = located;
  const limit = operation["x-rate-limit"];
  const lifecycle = operation["x-lifecycle"];
  const { url, description } = operation.externalDocs;
  const kinds = answerKinds(operation);
  return [
    { term: "By name", text: `\`${call}\` of \`${packageName}\`` },
    ...onlyOn(operation),
    ...upload(operation, base),
    ...(kinds ? [{ term: "Kind of answer", text: `${sentence(kinds)} ${streaming(base)}` }] : []),
    ...waiting(operation, call, base),
    ...callbacksOf(bundle, operation).map(({ address, parser }) => ({
      term: "Callback",
      text: `The provider calls \`${address}\`; \`${parser}\` reads what comes: see [receiving it](${base}${waitingGuide}#being-called).`,
    })),
    ...listFact(bundle, located, base),
    { term: "Sending it again", text: retries[operation["x-retry"]] },
    ...idempotency(bundle, located, base),
    ...(limit ? [{ term: "Rate limit", text: rate(limit) }] : []),
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

const waitingGuide = "guides/waiting-and-callbacks/";
const retriesGuide = "guides/retries-and-deadlines/";
const filesGuide = "guides/uploads-and-streams/";

const streaming = (base: string): string =>
  `With \`{ as: "stream" }\`, text and bytes come [as a stream](${base}${filesGuide}#answers-as-streams).`;

/** The servers of an operation that not all have. */
function onlyOn({ servers = [] }: OperationObject): Fact[] {
  if (servers.length === 0) return [];
  const list = servers.map(({ url }) => `\`${url}\``).join(" or ");
  const text = `Only ${list}. A call goes there unless there is a \`baseUrl\`; if that is another server of the provider, the call is refused and nothing is sent.`;
  return [{ term: "Servers", text }];
}

/** What a body that is a file may be. */
function upload({ requestBody }: OperationObject, base: string): Fact[] {
  const content = mainContent(requestBody?.content);
  if (!content || hasMembers(content.mediaType)) return [];
  const text = `\`body\` is a file: a \`Blob\`, bytes, text or a \`ReadableStream\`; \`onProgress\` is told how far it has got. [Uploads](${base}${filesGuide})`;
  return [{ term: "Upload", text }];
}

/** The method that repeats the operation until a state is final. */
function waiting({ "x-waiter": waiter }: OperationObject, call: string, base: string): Fact[] {
  if (!waiter) return [];
  const { method, state, succeeded, failed, reason, parts } = waiter;
  const name = `${call.split(".")[0]}.${method}`;
  const list = (states: readonly string[]) => states.map((each) => `\`${each}\``).join(" or ");
  const text = [
    `[\`${name}\`](${base}${waitingGuide}) repeats this until \`${state}\` is final: ${list(succeeded)} gives the answer, ${list(failed)} a \`JobFailedError\`${reason ? `, whose message has \`${reason}\`` : ""}.`,
    "Every other state means: not yet.",
    parts &&
      `So does any state while the \`${parts.state}\` of one of \`${parts.items}\` is ${list(parts.busy)}.`,
  ];
  return [{ term: "Waiting", text: text.filter(Boolean).join(" ") }];
}

/** The input that makes a second attempt do no harm. */
function idempotency(bundle: Bundle, operation: Operation, base: string): Fact[] {
  const key = idempotencyKey(bundle, operation);
  if (!key) return [];
  const text = `\`${key.name}\`: all attempts of a call have the same, so that the provider acts once. The client makes one up for each call, [unless you give it](${base}${retriesGuide}#idempotency-keys).`;
  return [{ term: "Idempotency key", text }];
}

function rate({ requests, seconds }: { requests: number; seconds: number }): string {
  const time = seconds === 1 ? "second" : seconds === 60 ? "minute" : `${seconds} seconds`;
  return `${requests} ${requests === 1 ? "request" : "requests"} per ${time}, the strictest that is documented. The option \`throttle\` keeps the client under it.`;
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
