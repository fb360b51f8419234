import { expect, test } from "vitest";
import { printClient } from "./client.ts";
import type { Document } from "./document.ts";
import { documentOf, text } from "./document-of.ts";

const region = { name: "Region", in: "header", schema: text, "x-client-supplies": "tenant" };
const id = { name: "id", in: "query", required: true, schema: text };

/** A document of several operations, by their names, with these parameters. */
function documentOfAll(operations: Record<string, object[]>): Document {
  const documents = Object.entries(operations).map(([operationId, parameters]) =>
    documentOf({ operationId, parameters }, {}, `/${operationId}`),
  );
  return { ...documents[0], paths: Object.assign({}, ...documents.map(({ paths }) => paths)) } as Document;
}

test("what several operations may be given in place of the client's own is said once", () => {
  const client = printClient("things", documentOfAll({ find: [region, id], list: [region], ping: [] }));
  expect(client.match(/Region\?: string/g)).toHaveLength(1);
  expect(client).toMatch(/interface TenantArguments \{\s+\/\*\*[^}]*Region\?: string \| undefined;\s+\}/);
  expect(client).toMatch(/interface FindArguments extends TenantArguments \{\s+id: string;\s+\}/);
  expect(client).toMatch(/interface ListArguments extends TenantArguments \{\s*\}/);
  expect(client).toMatch(/interface PingArguments \{\s*\}/);
});

test("what one operation alone may be given stands there", () => {
  const client = printClient("things", documentOfAll({ find: [region, id], ping: [] }));
  expect(client).toMatch(/interface FindArguments \{[^}]*Region\?: string \| undefined;\s+id: string;\s+\}/);
  expect(client).not.toContain("TenantArguments");
});
