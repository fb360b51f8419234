import { join } from "node:path";

/** The repository's root. */
export const root = join(import.meta.dirname, "../../../..");

/** The package's folder. */
export const docs = join(root, "packages/docs");

/** Where the built site stands. */
export const dist = join(docs, "dist");
