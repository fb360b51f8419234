/** A small spec to compare with: what an operation brings beside its own call. */
export const scanner = {
  info: { title: "Scanner" },
  servers: [{ url: "https://scanner.example" }, { url: "https://sandbox.scanner.example" }],
  paths: {
    "/scans": {
      get: {
        operationId: "look",
        summary: "Look at a scan",
        servers: [{ url: "https://scanner.example" }],
        callbacks: { scanned: { $ref: "#/components/callbacks/Scanned" } },
        "x-waiter": { method: "waitForScan", state: "state", succeeded: ["done"], failed: ["jammed"] },
        "x-retry": "safe",
        responses: {
          "200": {
            content: {
              "application/json": { schema: { $ref: "#/components/schemas/Scan" } },
              "text/plain": { schema: { type: "string" }, "x-when": { as: "text" } },
            },
          },
        },
      },
      delete: { operationId: "cancel", summary: "Cancel", "x-retry": "idempotent", responses: { "204": {} } },
    },
  },
  components: {
    callbacks: {
      Scanned: {
        "{$request.query.tell}": {
          get: {
            operationId: "scanned",
            parameters: [{ name: "id", in: "query" }],
            responses: { "200": {} },
          },
        },
      },
    },
    schemas: {
      Scan: {
        type: "object",
        properties: {
          state: { type: "string" },
          pages: { type: ["integer", "string", "null"], "x-unset": "" },
        },
      },
    },
  },
};
