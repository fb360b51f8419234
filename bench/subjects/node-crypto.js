/** `node:crypto` for the floors, not by `import` either: `node-http.js` says why. */
export const { createHash, createHmac } = process.getBuiltinModule("node:crypto");
