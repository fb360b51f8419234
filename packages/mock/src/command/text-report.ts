import type { Report, ReportedRequest, StartedMock, Totals } from "./report.ts";
import { visible } from "./visible.ts";

export interface TextOptions {
  readonly coloured: boolean;
  /** Whether the reader is the one who ends it. */
  readonly interactive: boolean;
}

const colours = { bold: 1, red: 31, green: 32, yellow: 33, dim: 2 } as const;

/** Lines for people. None is broken or padded to a width: a narrow terminal wraps them, and all can be copied. */
export function textReport(write: (text: string) => void, { coloured, interactive }: TextOptions): Report {
  const paint = (colour: keyof typeof colours, text: string) =>
    coloured ? `\x1b[${colours[colour]}m${text}\x1b[0m` : text;
  let several = false;

  return {
    started(mocks) {
      several = mocks.length > 1;
      for (const mock of mocks) write(`${lines(mock).join("\n")}\n\n`);
      if (interactive) write(`${paint("dim", "Ctrl-C stops.")}\n\n`);
    },

    answered(provider, request) {
      const { status, time, violations } = request;
      const names = [...(several ? [provider] : []), nameOf(request)].join(" ");
      const colour = status === undefined || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
      const result = paint(violations.length > 0 ? "red" : colour, String(status ?? "no answer"));
      const found = violations.map(
        ({ at, message }) => `  ${paint("bold", visible(at))}: ${visible(message)}\n`,
      );
      write(`${visible(names)}  ${result}  ${milliseconds(time)}\n${found.join("")}`);
    },

    // The reader's terminal has put a ^C on the line.
    ended: (totals) => write(`${interactive ? "\n" : ""}${summary(totals)}\n`),
  };

  function lines({ provider, url, credentials, sample }: StartedMock): string[] {
    const accepted = Object.entries(credentials);
    const width = Math.max(0, ...accepted.map(([name]) => name.length));
    const limit = sample?.seconds === undefined ? "" : ` within ${minutes(sample.seconds)}, as it is signed`;
    return [
      `${paint("bold", provider)} listens at ${paint("bold", url)}`,
      ...(accepted.length > 0 ? ["It accepts"] : []),
      ...accepted.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
      ...(sample ? [`Try${limit}`, `  ${sample.curl}`] : []),
    ];
  }
}

/** The operation; for what met none, what was asked for. */
function nameOf({ operation, method, path }: ReportedRequest): string {
  return operation ?? `${method} ${path}`;
}

function milliseconds(time: number): string {
  return `${time.toFixed(time < 10 ? 1 : 0)} ms`;
}

function minutes(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

/** `3 requests, 1 violation` */
export function summary({ requests, violations }: Totals): string {
  return `${counted(requests, "request")}, ${counted(violations, "violation")}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
