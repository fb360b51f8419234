/** `npm start`: builds everything, then takes the tour. With `--serve`, keeps the mocks up instead. */
import { serve } from "./serve.ts";
import { runTurbo } from "./turbo.ts";

const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== "--serve");
if (unknown !== undefined) {
  process.stderr.write(`unknown argument ${unknown}; npm start takes -- --serve or nothing\n`);
  process.exit(2);
}

process.stdout.write("Building the packages (some seconds at first, then cached) …\n");
if ((await runTurbo(["build", "--output-logs=errors-only"], { quiet: true })) !== 0) process.exit(1);

if (args.includes("--serve")) process.exit(await serve());
const { tour } = await import("./tour/tour.ts"); // imports what was just built
await tour();
