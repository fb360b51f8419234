import type { Answer } from "./answer.ts";
import { nameOf } from "./documented.ts";
import { expected, expectMembers, expectNumber, expectOneOf } from "./expect.ts";
import { firstSuccess } from "./matching.ts";
import type { Fault, FaultKind, StubbedAnswer } from "./mock.ts";
import type { Operation } from "./operations.ts";
import { findDocumented } from "./preferences.ts";

const faultKinds: readonly FaultKind[] = [
  "reset",
  "stall",
  "stall-body",
  "cut-off",
  "bad-gateway",
  "throttled",
  "slow",
];

/** An answer that was set, and how long it is held back. */
export interface Stub {
  readonly answer: Answer;
  readonly delay: number | undefined;
}

interface Queued<Item> {
  readonly item: Item;
  times: number;
}

/** A fault that is due. */
export type NextFault = Required<Omit<Fault, "times">>;

/** What operations are to answer next, and how they are to misbehave. */
export class Stubs {
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #answers = new Map<string, Queued<Stub>[]>();
  readonly #faults = new Map<string, Queued<NextFault>[]>();

  constructor(operations: readonly Operation[]) {
    this.#operations = new Map(operations.map((operation) => [operation.name, operation]));
  }

  respond(name: string, answer: StubbedAnswer): void {
    const operation = this.#operation(name);
    expectObject("answer", answer);
    expectMembers("answer", answer, ["example", "status", "body", "headers", "delay", "times"]);
    const { delay, times = 1 } = answer;
    if (delay !== undefined) expectNumber("delay", delay, { least: 0, most: 2 ** 31 - 1 });
    push(this.#answers, name, { answer: stubbed(operation, answer), delay }, times);
  }

  fail(name: string, fault: FaultKind | Fault): void {
    this.#operation(name);
    const given = typeof fault === "string" ? { kind: fault } : fault;
    expectObject("fault", given);
    expectMembers("fault", given, ["kind", "times", "retryAfter"]);
    const { kind, times = 1, retryAfter = 1 } = given;
    expectOneOf("kind", kind, faultKinds);
    expectNumber("retryAfter", retryAfter, { least: 0, most: Number.MAX_SAFE_INTEGER });
    push(this.#faults, name, { kind, retryAfter }, times);
  }

  /** The answer that was set for the next request of an operation; with this it is used up. */
  takeAnswer({ name }: Operation): Stub | undefined {
    return take(this.#answers, name);
  }

  takeFault({ name }: Operation): NextFault | undefined {
    return take(this.#faults, name);
  }

  clear(): void {
    this.#answers.clear();
    this.#faults.clear();
  }

  #operation(name: string): Operation {
    return this.#operations.get(expectOneOf("operation", name, [...this.#operations.keys()])) as Operation;
  }
}

function push<Item>(queues: Map<string, Queued<Item>[]>, name: string, item: Item, times: number): void {
  expectNumber("times", times, { least: 1, most: Number.POSITIVE_INFINITY, integer: true });
  queues.set(name, [...(queues.get(name) ?? []), { item, times }]);
}

function take<Item>(queues: Map<string, Queued<Item>[]>, name: string): Item | undefined {
  const queue = queues.get(name);
  const [next] = queue ?? [];
  if (!queue || !next) return undefined;
  next.times -= 1;
  if (next.times === 0) queue.shift();
  return next.item;
}

/** The example that is asked for, with what is given in its place. */
function stubbed(operation: Operation, { example, status, body, headers = {} }: StubbedAnswer): Answer {
  if (status !== undefined) expectNumber("status", status, { least: 200, most: 599, integer: true });
  const asked = example !== undefined || status !== undefined;
  const code = status === undefined ? undefined : String(status);
  const found = asked ? findDocumented(operation, code, example) : firstSuccess(operation.documented);
  if (!found && (example !== undefined || body === undefined)) {
    const what = example === undefined ? `status ${status} (or give a body)` : JSON.stringify(example);
    const known = operation.documented.map(nameOf).join("; ");
    throw new Error(`answer: ${operation.name} documents no ${what}, only ${known}`);
  }
  const base = found ?? { status: status as number, headers: {} };
  const given = body === undefined ? {} : { body: toText(body) };
  const type = typeof body === "string" ? "text/plain" : "application/json";
  return {
    status: status ?? base.status,
    headers: {
      ...(body !== undefined && { "content-type": type }),
      ...base.headers,
      ...checkedHeaders(headers),
    },
    ...("body" in base && { body: base.body }),
    ...given,
  };
}

/** Put into text at once: what becomes of the object later does not change the answer. */
function toText(body: unknown): string {
  let text: string | undefined;
  try {
    text = typeof body === "string" ? body : JSON.stringify(body);
  } catch (cause) {
    throw new Error(`body: ${(cause as Error).message.split("\n")[0]}`, { cause });
  }
  if (text === undefined)
    throw new Error(`body: expected a string, or what JSON can say, got ${typeof body}`);
  return text;
}

/** How a body is sent is up to HTTP. */
const framing = ["connection", "content-length", "transfer-encoding"];

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  expectObject("headers", headers);
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string") throw expected(`headers.${name}`, "a string", value);
    if (framing.includes(name.toLowerCase())) throw new Error(`headers.${name}: cannot be set`);
  }
  try {
    return Object.fromEntries(new Headers(headers));
  } catch (cause) {
    throw new Error(`headers: ${(cause as Error).message}`, { cause });
  }
}

function expectObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) throw expected(name, "an object", value);
}
