import type { Answer } from "./answer.ts";
import type { Documented } from "./documented.ts";
import type { Incoming } from "./incoming.ts";
import { type InputSchema, memberOf, partsOf } from "./input-schema.ts";
import { inputsOf } from "./inputs.ts";
import { matchingAnswer } from "./matching.ts";
import type { Operation } from "./operations.ts";
import { memberAt, withMember } from "./providers/members.ts";

const kinds = ["offset", "page", "cursor", "size"] as const;

/** What an input has to do with pages: an offset counts items, from 0; a page counts pages; a cursor is what it is. */
type Kind = (typeof kinds)[number];

/** How a list comes in pages, as `x-pagination` says: the answer's member of items, and inputs that choose a page. */
export type Pagination = { readonly items: string } & { readonly [kind in Kind]?: string };

/**
 * The success that a request gets, of some; undefined: there is none. Of a list it is a page. An example whose input
 * names a page is that page and no other; any other example is the whole list, from which the page is cut; and so
 * is the first, where none has the request's values.
 */
export function successFor(
  operation: Operation,
  successes: readonly Documented[],
  incoming: Incoming,
  body: unknown,
): Answer | undefined {
  const inputs = pagingInputs(operation, incoming, body);
  const isPage = ({ example }: Documented) => inputs.some(({ shown }) => shown(example) !== undefined);
  const isAsked = ({ example }: Documented) =>
    inputs.every(({ asked, usual, shown }) => String(shown(example) ?? usual) === String(asked));
  const asked = successes.filter((answer) => isPage(answer) && isAsked(answer));
  const wholes = successes.filter((answer) => !isPage(answer));
  const names = new Set(inputs.map(({ name }) => name)); // what is chosen from goes before which part of it
  const matching = matchingAnswer(operation, [...asked, ...wholes], incoming, body, names);
  if (matching && isPage(matching)) return matching;
  const whole = matching ?? successes[0];
  return whole && cut(whole, operation, inputs);
}

interface PagingInput {
  readonly kind: Kind;
  readonly name: string;
  /** The least value that it may have. */
  readonly least: number | undefined;
  /** What is meant when it is not given. */
  readonly usual: unknown;
  /** What the request has for it, or else what is meant. */
  readonly asked: unknown;
  /** What an example's input has for it; undefined: nothing. */
  shown(example: string | undefined): unknown;
}

function pagingInputs(operation: Operation, incoming: Incoming, body: unknown): PagingInput[] {
  const inputs = inputsOf(operation);
  return kinds.flatMap((kind): PagingInput[] => {
    const name = operation.pagination?.[kind];
    if (name === undefined) return [];
    const parameter = inputs.find((each) => each.name === name);
    const input = parameter ?? inputs.find((each) => each.name === undefined);
    if (!input) return [];
    const steps = parameter ? [] : [name];
    const { minimum: least, default: usual = firstOf(kind, least) } = steps.reduce(memberOf, input.schema);
    const asked = memberAt(input.read(incoming, body), ...steps) ?? usual;
    const shown = (example = "") => memberAt(input.examples.get(example), ...steps);
    return [{ kind, name, least, usual, asked, shown }];
  });
}

/** What stands for the first page. */
function firstOf(kind: Kind, least = 1): number | undefined {
  if (kind === "offset") return 0;
  return kind === "page" ? least : undefined;
}

/** What comes after a cursor is known to the provider alone: such a list stays whole. */
function cut(whole: Documented, operation: Operation, inputs: readonly PagingInput[]): Answer {
  const { items: name = "" } = operation.pagination ?? {};
  const path = [envelopeOf(whole, operation), name].filter((step) => step !== undefined);
  const items = memberAt(whole.body, ...path);
  if (!Array.isArray(items)) return whole;
  const [offset, page, size] = (["offset", "page", "size"] as const).map((kind) =>
    inputs.find((input) => input.kind === kind),
  );
  if (!offset && !page) return whole;
  const length = Number(size?.asked ?? items.length);
  const before = page ? Number(page.asked) - (page.least ?? 1) : 0;
  const start = offset ? Number(offset.asked) : before * length;
  return { ...whole, body: withMember(whole.body, path, () => items.slice(start, start + length)) };
}

/** The member of an answer that holds its data, as its schema says; undefined: there is none. */
function envelopeOf({ status, mediaType }: Documented, { prism }: Operation): string | undefined {
  const response = prism.responses.find(({ code }) => code === String(status));
  const content = response?.contents?.find((each) => each.mediaType === mediaType);
  const parts = partsOf((content?.schema ?? {}) as EnvelopeSchema) as EnvelopeSchema[];
  return parts.find((part) => part["x-envelope"] !== undefined)?.["x-envelope"];
}

type EnvelopeSchema = InputSchema & { readonly "x-envelope"?: string };
