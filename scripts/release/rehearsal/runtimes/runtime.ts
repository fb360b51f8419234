import type { RunningMock } from "../mocks.ts";
import type { Project } from "../project.ts";

/** Something that runs JavaScript. */
export interface Runtime {
  /** With its version, as the matrix shows it. */
  readonly name: string;
  /** Whether a program in it can listen at a port. */
  readonly serves: boolean;
  /** Makes the call of a project there and gives its answer. Rejects with the call's failure. */
  call(project: Project, mock: RunningMock): Promise<string>;
}

/** How long a call may take in all, in ms, start and end of its runtime included. */
export const patience = 60_000;

/** What pages and workers send back. */
export type Outcome = { readonly answer: string } | { readonly failure: string };

/** The expression of a program that makes the call and becomes an `Outcome`. */
export const outcomeOf = (mock: string) =>
  `call(${mock}).then((answer) => ({ answer }), (error) => ({ failure: String(error) }))`;

export function answerOf(outcome: Outcome): string {
  if ("failure" in outcome) throw new Error(outcome.failure);
  return outcome.answer;
}
