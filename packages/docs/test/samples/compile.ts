import { join } from "node:path";
import ts from "typescript";
import type { Workspace } from "./workspace.ts";

const options: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  noEmit: true,
  skipLibCheck: true,
};

/** What the compiler finds wrong, by file name. */
export function compile({ folder, files }: Workspace): Map<string, string[]> {
  const program = ts.createProgram(
    files.map((file) => join(folder, file)),
    options,
  );
  const found = new Map<string, string[]>();
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName.slice(folder.length + 1) ?? "";
    const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    const message = `${name}:${line}:1 ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}
