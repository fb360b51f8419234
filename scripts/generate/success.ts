import type { AnswerForm } from "../../packages/core/src/definition.ts";
import {
  type Content,
  type Document,
  isJson,
  type Located,
  resolve,
  type Schema,
  splitChoices,
} from "./document.ts";

/** One kind of success of an operation. */
export interface Outcome {
  /** Absent: JSON. */
  form: AnswerForm | undefined;
  /** The schemas of its data, envelopes taken off; none where there is no body. */
  data: Schema[];
  envelope: string | undefined;
  /** The arguments that ask for it; absent: all others. */
  when?: Record<string, unknown>;
}

type Refuse = (what: string) => void;

/** How the runtime reads a media type; undefined: as JSON. */
export function formOf(mediaType: string): AnswerForm | undefined {
  if (isJson(mediaType)) return undefined;
  return mediaType.startsWith("text/") ? "text" : "bytes";
}

/**
 * What an operation's 2xx answers hold: first what calls get as a rule, then what they get for certain arguments.
 * Where a provider answers failures with HTTP 200 too, the answer is a choice of schemas, and only those with an
 * envelope are successes. The runtime does not go by the status, so what differs by it alone is refused.
 */
export function successOf(document: Document, { operation }: Located): [Outcome, ...Outcome[]] {
  const refuse: Refuse = (what) => {
    throw new Error(`${operation.operationId}: ${what} are not supported yet`);
  };
  const kinds = new Map<string, Outcome>();
  for (const [status, { content }] of Object.entries(operation.responses)) {
    if (!/^2/.test(status)) continue;
    for (const outcome of outcomesOf(document, content, refuse)) {
      const kind = JSON.stringify(outcome.when ?? null);
      const other = kinds.get(kind);
      if (!other) {
        kinds.set(kind, outcome);
        continue;
      }
      const forms = [other.form, outcome.form];
      if (other.form !== outcome.form && forms.includes("none"))
        refuse("2xx answers with and without content");
      if (other.form !== outcome.form)
        refuse(`2xx answers as ${forms.map((form) => form ?? "JSON").join(" and ")}`);
      if (other.envelope !== outcome.envelope) refuse("2xx answers with different envelopes");
      other.data.push(...outcome.data);
    }
  }
  const none: Outcome = { form: "none", data: [], envelope: undefined };
  const { null: usual = none, ...others } = Object.fromEntries(kinds);
  const variants = Object.values(others);
  if (variants.some(({ envelope }) => envelope !== usual.envelope))
    refuse("2xx answers with different envelopes");
  return [usual, ...variants];
}

/** The kinds of one answer: the first media type without `x-when` is what clients expect as a rule. */
function outcomesOf(document: Document, content: Content = {}, refuse: Refuse): Outcome[] {
  const media = Object.entries(content);
  if (media.length === 0) return [{ form: "none", data: [], envelope: undefined }];
  const usual = media.find(([, { "x-when": when }]) => when === undefined);
  const chosen = media.filter(([, { "x-when": when }]) => when !== undefined);
  return [...(usual ? [usual] : []), ...chosen].map(([mediaType, { schema = {}, "x-when": when }]) => {
    const form = formOf(mediaType);
    if (form !== undefined) return { form, data: [schema], envelope: undefined, ...(when && { when }) };
    const envelopes = new Set<string | undefined>();
    const data = splitChoices(document, schema).successes.map((alternative) => {
      const { "x-envelope": envelope, properties } = resolve(document, alternative);
      envelopes.add(envelope);
      return envelope === undefined ? alternative : (properties?.[envelope] ?? {});
    });
    if (envelopes.size > 1) refuse("2xx answers with different envelopes");
    return { form, data, envelope: [...envelopes][0], ...(when && { when }) };
  });
}
