import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Sent, toSent } from "./answer.ts";
import { checkRequest } from "./check.ts";
import { isSuccess } from "./documented.ts";
import { dynamicAnswer } from "./dynamic.ts";
import { faulty } from "./faulty.ts";
import type { Finding } from "./finding.ts";
import type { Fresh } from "./fresh.ts";
import { gatewayAnswer } from "./gateway.ts";
import type { Incoming } from "./incoming.ts";
import { matchingAnswer } from "./matching.ts";
import type { Operation } from "./operations.ts";
import { successFor } from "./pages.ts";
import { brokenEncodingAt } from "./percent-encoding.ts";
import { possibleAnswers } from "./possible.ts";
import { readPreference } from "./preferences.ts";
import { Problem } from "./problem.ts";
import type { Behaviour, Refusal } from "./providers/provider.ts";
import { maximumBody } from "./received-body.ts";
import type { Router } from "./routing.ts";
import type { NextFault, Stubs } from "./stubs.ts";

/** What became of a request. */
export interface Outcome {
  readonly operation: string | undefined;
  readonly sent: Sent;
  readonly findings: readonly Finding[];
}

/** Answers a request; rejects when the signal ends its delay. */
export type Responder = (incoming: Incoming, signal: AbortSignal) => Promise<Outcome>;

export interface ResponderParts {
  readonly route: Router;
  readonly behaviour: Behaviour;
  readonly stubs: Stubs;
  readonly fresh: Fresh;
  /** In ms since 1970. */
  readonly now: () => number;
  /** In ms, of every answer that sets none. */
  readonly delay: number;
}

/** What an operation answers, and how. */
interface Reply {
  readonly answer: Answer;
  readonly findings?: readonly Finding[];
  readonly delay?: number | undefined;
}

/** Answers requests as the provider does, from the examples and schemas of its operations. */
export function createResponder({
  route,
  behaviour,
  stubs,
  fresh,
  now,
  delay: usual,
}: ResponderParts): Responder {
  return async (original, signal) => {
    const { operation, fault, reply } = await resolve(original);
    const { findings = [], delay = usual } = reply;
    if (delay > 0) await sleep(delay, undefined, { signal });
    return { operation: operation?.name, sent: faulty(dated(reply), fault), findings };
  };

  /** Dated by the mock's clock, which clients may set theirs by. */
  function dated({ answer, findings }: Reply): Sent {
    const { status, headers, body } = answer;
    return toSent({ status, headers: { ...headers, date: new Date(now()).toUTCString() }, body }, findings);
  }

  async function resolve(original: Incoming) {
    let operation: Operation | undefined;
    let fault: NextFault | undefined;
    try {
      const incoming = behaviour.translate?.(original, route) ?? original;
      const target = route(incoming);
      if (!("reason" in target)) operation = target;
      const excess = behaviour.tooLarge?.(original);
      if (excess)
        return { operation, fault, reply: refuse({ reason: "size", findings: [excess] }, operation) };
      if ("reason" in target) return { operation, fault, reply: refuse(target) };
      fault = stubs.takeFault(target);
      const gateway = fault && gatewayAnswer(fault, target);
      const reply = gateway ? { answer: gateway } : await accept(original, incoming, target);
      return { operation, fault, reply };
    } catch (error) {
      return { operation, fault, reply: failed(error) };
    }
  }

  async function accept(original: Incoming, incoming: Incoming, operation: Operation): Promise<Reply> {
    if (incoming.body === undefined) {
      const message = `expected at most ${maximumBody} bytes, got more`;
      return refuse({ reason: "size", findings: [{ at: "body", message }] }, operation);
    }
    if (brokenEncodingAt(incoming.path) !== undefined) {
      const message = `expected well-formed percent-encoding, got ${incoming.path}`;
      return refuse({ reason: "invalid", findings: [{ at: "path", message }] }, operation);
    }
    const { body, unreadable, findings: broken } = await checkRequest(incoming, operation);
    // Who logs in by a body that cannot be read is not told that its password is another one.
    if (unreadable && operation.open)
      return refuse({ reason: "unreadable", findings: [unreadable] }, operation);
    const unknown = asksForRefusal(incoming, operation, body)
      ? undefined
      : behaviour.authenticate(original, operation);
    if (unknown) {
      const { answer, message } = unknown;
      return { answer, findings: message === undefined ? [] : [{ at: "credentials", message }] };
    }
    if (unreadable) return refuse({ reason: "unreadable", findings: [unreadable] }, operation);
    const findings = [...broken, ...(behaviour.check?.(incoming, operation) ?? [])];
    if (findings.length > 0) return refuse({ reason: "invalid", findings }, operation);
    return choose(incoming, operation, body);
  }

  /** What was set goes before what is asked for, and that before what the request's values tell. */
  async function choose(incoming: Incoming, operation: Operation, body: unknown): Promise<Reply> {
    const stub = stubs.takeAnswer(operation);
    if (stub) return stub;
    const preference = readPreference(incoming.headers.prefer, operation);
    if (preference && "answer" in preference) return { answer: preference.answer };
    const answers = possibleAnswers(operation, incoming);
    const successes = answers.filter(isSuccess).filter((each) => !behaviour.tellsFailure?.(each.body));
    const failures = answers.filter((each) => !successes.includes(each));
    const usualAnswer = successes[0] ?? failures[0];
    if (!usualAnswer) throw new Problem(501, `${operation.name} documents no answer with an example`);
    const answer = preference
      ? await dynamicAnswer(operation, usualAnswer, fresh)
      : // An input that has the name of a failure means nothing else.
        (matchingAnswer(operation, failures, incoming, body) ??
        successFor(operation, successes, incoming, body) ??
        usualAnswer);
    return { answer: behaviour.renew(answer, operation, incoming) };
  }

  function refuse(refusal: Refusal, operation?: Operation): Reply {
    const { status, headers, body } = behaviour.refuse(refusal, operation);
    const allow = refusal.allow === undefined ? {} : { allow: refusal.allow };
    return { answer: { status, headers: { ...headers, ...allow }, body }, findings: refusal.findings };
  }
}

/** Refuses what is no request that could be routed. */
export function refuseMalformed(behaviour: Behaviour, at: string, message: string): Outcome {
  const findings = [{ at, message }];
  return {
    operation: undefined,
    sent: toSent(behaviour.refuse({ reason: "unreadable", findings }, undefined), findings),
    findings,
  };
}

/** Wrong credentials that the spec has as an example of wrong credentials break no contract. */
function asksForRefusal(incoming: Incoming, operation: Operation, body: unknown): boolean {
  if (!operation.open) return false;
  const failures = operation.documented.filter((answer) => !isSuccess(answer));
  return matchingAnswer(operation, failures, incoming, body) !== undefined;
}

function failed(error: unknown): Reply {
  const problem = error instanceof Problem ? error : new Problem(500, `the mock failed: ${error}`);
  const { at, message } = problem;
  return { answer: problem.toAnswer(), findings: at === undefined ? [] : [{ at, message }] };
}
