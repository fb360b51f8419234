import {
  hasMembers,
  mainContent,
  objectMembers,
  resolve,
  schemaOf,
} from "../../../../scripts/generate/document.ts";
import type { Bundle, Schema } from "./bundle.ts";
import type { Located } from "./operation.ts";

/** What an operation takes, by name, wherever it travels; references are followed. */
export function inputsOf(
  bundle: Bundle,
  { spec, parameters }: Pick<Located, "spec" | "parameters">,
): Map<string, Schema> {
  const content = mainContent(spec.requestBody?.content);
  const members =
    content && hasMembers(content.mediaType) ? objectMembers(bundle, content.schema) : undefined;
  return new Map([
    ...parameters.map((parameter): [string, Schema] => {
      const supplies = parameter["x-client-supplies"];
      const schema = resolve<Schema>(bundle, schemaOf(parameter));
      return [
        parameter.name,
        supplies === "idempotency" ? { ...schema, "x-client-supplies": supplies } : schema,
      ];
    }),
    ...Object.entries(members?.properties ?? {}).map(([name, member]): [string, Schema] => [
      name,
      resolve<Schema>(bundle, member),
    ]),
  ]);
}

/** The input by which the provider knows that it got a call twice, if there is one. */
export function idempotencyKey(
  bundle: Bundle,
  located: Pick<Located, "spec" | "parameters">,
): { name: string; schema: Schema } | undefined {
  const found = [...inputsOf(bundle, located)].find(
    ([, { "x-client-supplies": supplies }]) => supplies === "idempotency",
  );
  return found && { name: found[0], schema: found[1] };
}
