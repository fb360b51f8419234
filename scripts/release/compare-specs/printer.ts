/** A small spec to compare with: it has each construct that our specs have. */
export const printer = {
  info: { title: "Printer" },
  servers: [
    {
      url: "https://{region}.printer.example",
      variables: { region: { default: "eu", enum: ["eu", "us"] } },
    },
    { url: "https://printer.example" },
  ],
  security: [{ token: [] }],
  paths: {
    "/jobs/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      post: {
        operationId: "print",
        summary: "Print a page",
        security: [{ token: [] }, { key: [], secret: [] }],
        "x-retry": "never",
        parameters: [
          { name: "v", in: "query", required: true, schema: { const: 1 }, "x-client-supplies": "constant" },
          {
            name: "tenant",
            in: "header",
            required: true,
            schema: { type: "string" },
            "x-client-supplies": "tenant",
          },
          { name: "copies", in: "query", schema: { type: "integer", minimum: 1, maximum: 99 } },
          { name: "sides", in: "query", schema: { type: "string", enum: ["one", "two"] } },
        ],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } },
        },
        responses: {
          "200": {
            headers: { "X-Pages": {} },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Answer" } } },
          },
          "404": { content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } } },
        },
        "x-error-codes": [{ code: "Jam", status: 409, kind: "Conflict", description: "Paper is stuck." }],
      },
      delete: {
        operationId: "cancel",
        summary: "Cancel",
        "x-retry": "idempotent",
        responses: { "204": {} },
      },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
    schemas: {
      Page: {
        type: "object",
        required: ["text"],
        properties: {
          text: { type: "string", minLength: 1 },
          font: { type: "string", pattern: "^[a-z]+$" },
          due: { type: "integer", format: "int64" },
          ink: { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Ink" }] },
          isDraft: { type: "boolean" },
          tags: { type: "array", items: { type: "string" } },
        },
      },
      Ink: { type: "object", properties: { colour: { type: "string" } } },
      Spare: { type: "string" },
      Answer: {
        anyOf: [{ $ref: "#/components/schemas/Printed" }, { $ref: "#/components/schemas/Problem" }],
      },
      Printed: {
        type: "object",
        "x-envelope": "data",
        required: ["data"],
        properties: { data: { $ref: "#/components/schemas/Job" } },
      },
      Job: {
        type: "object",
        required: ["id", "state"],
        properties: {
          id: { type: "integer", format: "int64" },
          pages: { type: "integer" },
          state: { type: "string", enum: ["waiting", "printed"] },
          isColour: { type: ["boolean", "string"], format: "boolean", enum: [true, false, "true", "false"] },
          parent: { $ref: "#/components/schemas/Job" },
          notes: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      Problem: {
        allOf: [
          { type: "object", properties: { code: { type: "string" } }, required: ["code"] },
          { type: "object", properties: { title: { type: "string" } } },
        ],
      },
    },
  },
  "x-error-codes": [
    { code: "BadToken", status: 401, kind: "Authentication", description: "The token is unknown." },
  ],
};
