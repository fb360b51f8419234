import { inspect } from "node:util";
import { type Mock, startMock } from "@jobwire/mock";
import { type Stop, stops } from "./stops.ts";
import { printTable } from "./table.ts";
import { workflow } from "./workflow.ts";

/** Five calls through the built packages, one failing call of each, and a whole workflow of one. */
export async function tour(): Promise<void> {
  const mocks = await startMocks();
  try {
    const connected = stops.map((stop, i) => {
      const mock = mocks[i] as Mock;
      return { stop, mock, call: stop.connect(mock) };
    });
    print("\nFive job APIs, one call each, through the built packages, to mocks on this machine:\n");
    const answers: string[][] = [];
    for (const { stop, mock, call } of connected) {
      const start = performance.now();
      const answer = inspect(await call(stop.succeeds as never));
      const time = `${(performance.now() - start).toFixed(0)} ms`;
      answers.push([stop.provider, code(stop, stop.succeeds), wire(stop, mock), answer, time].map(shorten));
    }
    printTable(["provider", "call", "over the wire", "answer", "time"], answers);

    print("\nThe same operations, refused by the provider: the error that you would catch.\n");
    const errors: string[][] = [];
    for (const { stop, call } of connected) {
      const error = await refusal(stop, call);
      errors.push([code(stop, stop.fails), error.name, error.message].map(shorten));
    }
    printTable(["call", "class", "error.message"], errors);

    print("\nA workflow: cielo24 captions a video. The client logs in by itself, and waits.\n");
    const steps = await workflow(mocks[0] as Mock<"cielo24">);
    printTable(
      ["call", "over the wire", "answer"],
      steps.map((step) => step.map(shorten)),
    );
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()));
  }
  print(`
Next:
  npm start -- --serve     keeps the mocks up, for your own client or curl
  packages/<provider>      each has a README with three lines to the first call
  npm test                 lint, types and all tests
`);
}

const startMocks = () => Promise.all(stops.map(({ provider }) => startMock(provider, { seed: "tour" })));

/** The call as a user writes it. */
const code = ({ operation }: Stop, given: object) =>
  `${operation}(${inspect(given, { breakLength: Infinity })})`;

async function refusal(stop: Stop, call: ReturnType<Stop["connect"]>): Promise<Error> {
  try {
    await call(stop.fails as never);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`${stop.provider}: the mock did not refuse ${code(stop, stop.fails)}`);
}

/** The request line of the operation's own request, with the header that names Tencent's action, and the body. */
function wire({ operation }: Stop, { requests }: Mock): string {
  const request = requests.findLast((request) => request.operation === operation);
  if (!request) throw new Error(`${operation} did not reach the mock`);
  const action = request.headers["x-tc-action"];
  const path = request.path.replace(/(token=)[^&]*/, "$1…");
  return [request.method, path, action && `X-TC-Action: ${action}`, request.body].filter(Boolean).join(" ");
}

/** Long ids and texts, shortened to where one can tell them apart. */
function shorten(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/\b([0-9a-f]{4})[0-9a-f-]{24,}\b/g, "$1…")
    .replace(/'([^']{16})[^']{4,}'/g, "'$1…'");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
