/** The public types of a package as text for review. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTool } from "./load-tool.ts";

/** As much of API Extractor as is used here. */
interface ApiExtractor {
  ExtractorConfig: { prepare(options: object): object };
  Extractor: { invoke(config: object, options: object): { succeeded: boolean } };
}

/** A consumer with strict settings. The report is of declarations alone, so no library of ours is rebuilt. */
const compilerOptions = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/**
 * What users of an entry point can name or reach, sorted, without documentation.
 *
 * @param folder of the package, built
 * @param entry its declarations, such as `./dist/index.d.ts`
 */
export async function apiReport(folder: string, entry: string): Promise<string> {
  const { Extractor, ExtractorConfig } = (await loadTool(
    "api-report",
    "@microsoft/api-extractor",
  )) as ApiExtractor;
  const scratch = await mkdtemp(join(tmpdir(), "jobwire-api-"));
  try {
    const mainEntryPointFilePath = join(folder, entry);
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(folder, "package.json"),
      configObjectFullPath: join(folder, "api-extractor.json"),
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath,
        compiler: { overrideTsconfig: { compilerOptions, files: [mainEntryPointFilePath] } },
        apiReport: {
          enabled: true,
          reportFolder: scratch,
          reportTempFolder: join(scratch, "temp"),
          reportFileName: "report.api.md",
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: {
          compilerMessageReporting: { default: { logLevel: "error" } },
          // What is not exported but reached is in the report; our doc comments are not TSDoc.
          extractorMessageReporting: { default: { logLevel: "none" } },
          tsdocMessageReporting: { default: { logLevel: "none" } },
        },
      },
    });
    const messages: string[] = [];
    const messageCallback = (message: { logLevel: string; text: string; handled: boolean }) => {
      if (message.logLevel === "error") messages.push(message.text);
      message.handled = true;
    };
    // `localBuild` writes the report instead of comparing it: the comparing is the test's.
    const { succeeded } = Extractor.invoke(config, { localBuild: true, messageCallback });
    if (!succeeded) throw new Error(`${mainEntryPointFilePath}: ${messages.join("\n") || "no report"}`);
    return await readFile(join(scratch, "report.api.md"), "utf8");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
