import { defineConfig } from "vitest/config";

/** For the tests of a package, with the package as root, and for those of the repository's own scripts. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "scripts/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: "test-results.json" }]],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
