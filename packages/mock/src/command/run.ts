import type { RecordedRequest } from "../mock.ts";
import type { RunArguments } from "./arguments.ts";
import { type Child, codeOf, startChild, variablesOf } from "./child.ts";
import { jsonReport } from "./json-report.ts";
import { openOutput } from "./output.ts";
import { type Report, type Totals, toReported } from "./report.ts";
import { onEndingSignal } from "./signals.ts";
import { startMocks, stopMocks, toStartedMock } from "./start-mocks.ts";
import { counted, textReport } from "./text-report.ts";

/** Runs mocks until a signal comes or the given command ends, and resolves to the exit code. */
export async function run(args: RunArguments): Promise<number> {
  const { command, failOnViolation } = args;
  let child: Child | undefined;
  let asked: NodeJS.Signals | undefined;
  const stop = new AbortController();
  onEndingSignal(
    (signal) => {
      asked = signal;
      stop.abort();
      child?.pass(signal);
    },
    (signal) => {
      child?.kill();
      process.exit(codeOf(signal));
    },
  );
  const output = openOutput(process.stdout, () => stop.abort());
  const report = createReport(args, output.write);
  const totals = { requests: 0, broken: 0, violations: 0 };
  const count = (provider: string, request: RecordedRequest) => {
    const { length } = request.violations;
    totals.requests += 1;
    totals.broken += length > 0 ? 1 : 0;
    totals.violations += length;
    report.answered(provider, toReported(request));
  };

  const started = await startMocks(args, count);
  let code = 0;
  try {
    report.started(started.map(toStartedMock));
    if (command === undefined) await aborted(stop.signal);
    else if (asked !== undefined) code = codeOf(asked);
    else {
      child = startChild(command, variablesOf(started.map(({ mock }) => mock)));
      code = await child.ended;
    }
  } finally {
    await stopMocks(started);
  }
  report.ended(totals);
  await output.flushed();
  return failOnViolation && totals.broken > 0 ? complain(totals, code) : code;
}

function createReport({ json, command }: RunArguments, write: (text: string) => void): Report {
  if (json) return jsonReport(write);
  const { NO_COLOR = "", TERM } = process.env;
  return textReport(write, {
    coloured: process.stdout.isTTY && NO_COLOR === "" && TERM !== "dumb",
    interactive: command === undefined && process.stdin.isTTY,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
}

/** A command that has failed by itself keeps its own exit code. */
function complain({ broken, requests }: Totals, code: number): number {
  const subject = `${broken} of ${counted(requests, "request")}`;
  process.stderr.write(`jobwire-mock: ${subject} broke the contract (--fail-on-violation)\n`);
  return code === 0 ? 1 : code;
}
