/**
 * `node:http` for the floors. Not by `import`: that reads every export, and since Node 22 one of them loads all of
 * `fetch`, for 40 ms.
 */
export const { Agent, request } = process.getBuiltinModule("node:http");
