import type { Run } from "../commands.ts";
import type { Project } from "../project.ts";
import type { Bundle } from "./bundle.ts";
import { patience, type Runtime } from "./runtime.ts";

/** How a program is run: by a command, which gets these arguments, the program's path, and the mock. */
interface Program {
  readonly command: string;
  readonly args?: (project: Project) => readonly string[];
  /** Whether the package is imported or required. */
  readonly format: "esm" | "cjs";
  readonly env?: NodeJS.ProcessEnv;
}

const main = `
  import { call } from "./call.ts";
  const failed = (error) => {
    process.stderr.write(String(error) + "\\n");
    process.exit(1);
  };
  call(JSON.parse(process.argv[2])).then((answer) => process.stdout.write(answer), failed);
`;

/** A runtime with a command of its own, which finds the package in `node_modules`. */
export function processRuntime(name: string, program: Program, bundle: Bundle, run: Run): Runtime {
  const { command, args = () => [], format, env = {} } = program;
  return {
    name,
    serves: true,
    async call(project, mock) {
      const file = format === "esm" ? "call.js" : "call.cjs";
      const flags = [`--format=${format}`, "--platform=node", "--packages=external"];
      const path = await bundle(project, main, file, flags);
      const options = { cwd: project.folder, env, timeout: patience };
      return run(command, [...args(project), path, JSON.stringify(mock)], options);
    },
  };
}
