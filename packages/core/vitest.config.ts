import { join } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../vitest.config.ts";

const src = join(import.meta.dirname, "src");

/** Every test twice: over what sends in Node, and over `fetch`; but for those that are about one of them. */
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        project("node", "node/exchange.ts", ["test/fetch/**"]),
        project("fetch", "exchange/default.ts", ["test/node/**"]),
      ],
    },
  }),
);

function project(name: string, exchange: string, exclude: string[]) {
  return {
    extends: true as const,
    resolve: { alias: { "#exchange": join(src, exchange) } },
    test: { name, exclude },
  };
}
