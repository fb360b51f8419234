/** What type-checking costs a user, over an empty file, with the repository's TypeScript. */
import type { Row } from "./row.ts";
import { measureTypes } from "./types/measure.ts";

export async function measureTypeCheck(): Promise<Row[]> {
  return (await measureTypes()).map(({ name, instantiations, ms, declarationBytes, declarationFiles }) => ({
    ...{ group: "type-check", name },
    values: { ms, instantiations, ".d.ts KB": declarationBytes / 1000, ".d.ts files": declarationFiles },
  }));
}
