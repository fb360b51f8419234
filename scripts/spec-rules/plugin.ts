/**
 * jobwire's lint rules, for Redocly CLI: what OpenAPI and the built-in rules cannot check. See
 * specs/README.md.
 */

import { mapsOnly } from "./maps-only.ts";
import type { Rule } from "./redocly.ts";
import { booleanFormat } from "./rules/boolean-format.ts";
import { clientSupplies } from "./rules/client-supplies.ts";
import { componentNames } from "./rules/component-names.ts";
import { credentialOnce } from "./rules/credential-once.ts";
import { described } from "./rules/described.ts";
import { envelope } from "./rules/envelope.ts";
import { errorCodes } from "./rules/error-codes.ts";
import { errorCodesFit } from "./rules/error-codes-fit.ts";
import { errorExamples } from "./rules/error-examples.ts";
import { evidence } from "./rules/evidence.ts";
import { exactNumbers } from "./rules/exact-numbers.ts";
import { externalDocs } from "./rules/external-docs.ts";
import { int64Format } from "./rules/int64-format.ts";
import { keyOrder } from "./rules/key-order.ts";
import { lifecycle } from "./rules/lifecycle.ts";
import { links } from "./rules/links.ts";
import { namedExamples } from "./rules/named-examples.ts";
import { namedSchemas } from "./rules/named-schemas.ts";
import { openObjects } from "./rules/open-objects.ts";
import { operationServers } from "./rules/operation-servers.ts";
import { pagination } from "./rules/pagination.ts";
import { parameterExamples } from "./rules/parameter-examples.ts";
import { pathFiles } from "./rules/path-files.ts";
import { rateLimit } from "./rules/rate-limit.ts";
import { retry } from "./rules/retry.ts";
import { secrets } from "./rules/secrets.ts";
import { unset } from "./rules/unset.ts";
import { vocabulary } from "./rules/vocabulary.ts";
import { waiter } from "./rules/waiter.ts";
import { when } from "./rules/when.ts";
import { written } from "./rules/written.ts";

const rules: Record<string, Rule> = {
  "boolean-format": booleanFormat,
  "client-supplies": clientSupplies,
  "component-names": componentNames,
  "credential-once": credentialOnce,
  described,
  envelope,
  "error-codes": errorCodes,
  "error-codes-fit": errorCodesFit,
  "error-examples": errorExamples,
  evidence,
  "exact-numbers": exactNumbers,
  "external-docs": externalDocs,
  "int64-format": int64Format,
  "key-order": keyOrder,
  lifecycle,
  links,
  "named-examples": namedExamples,
  "named-schemas": namedSchemas,
  "open-objects": openObjects,
  "operation-servers": operationServers,
  pagination,
  "parameter-examples": parameterExamples,
  "path-files": pathFiles,
  "rate-limit": rateLimit,
  retry,
  secrets,
  unset,
  vocabulary,
  waiter,
  when,
  written,
};

/** The configuration jobwire/all has every rule at error, so a new rule needs no second entry. */
const all = Object.fromEntries(Object.keys(rules).map((name) => [`jobwire/${name}`, "error"]));

export default function plugin() {
  const guarded = Object.entries(rules).map(([name, rule]) => [name, mapsOnly(rule)]);
  return { id: "jobwire", rules: { oas3: Object.fromEntries(guarded) }, configs: { all: { rules: all } } };
}
