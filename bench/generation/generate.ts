/** Lints, bundles and generates from one spec, as a build does: `generate.ts <spec> <folder>`. */
import { generate } from "../../scripts/generate.ts";

const [spec = "", folder = ""] = process.argv.slice(2);
await generate("printer", spec, folder);
