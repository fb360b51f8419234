import { argumentsOf, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import {
  type Document,
  hasMembers,
  isMultipart,
  type Located,
  mainContent,
  resolve,
  schemaOf,
} from "./document.ts";
import { paginateMethods } from "./paginate.ts";
import { key } from "./print.ts";
import { resultTypes } from "./result-type.ts";
import { printWaiterMethod, waiterMethods } from "./waiter.ts";

/** The client's type: a method for every operation, one for every waiter and every list, and calls by path. */
export function printMethods(provider: string, document: Document, located: readonly Located[]): string {
  const methods = [
    ...located.map((operation) => printMethod(document, operation)),
    ...waiterMethods(located).map((waiter) => printWaiterMethod(document, waiter)),
  ];
  const lists = paginateMethods(document, located);
  const members = [
    ...methods,
    ...(lists.length > 0
      ? ["  /** The lists that come in pages, item by item. */\n  readonly paginate: Paginate;\n"]
      : []),
    "  /** Calls by path, through the same transport. */\n  readonly raw: RawClient<Paths>;\n",
  ];
  const client = `${doc(`The typed client of ${provider}: a method for every operation.`, "")}export interface Client {\n${members.join("\n")}}\n`;
  if (lists.length === 0) return client;
  return `${client}\n${doc("Lists that come in pages: each is read to its end, page by page.", "")}export interface Paginate {\n${lists.join("\n")}}\n`;
}

/** One way to call a method. */
interface Overload {
  readonly given: string;
  readonly options: string;
  readonly result: string;
}

/** Editors show the text of the first overload with the others, too. */
function printMethod(document: Document, located: Located): string {
  const { operationId } = located.operation;
  const lines = overloads(document, located).map(
    ({ given, options, result }) => `  ${operationId}(${given}, ${options}): Call<${result}>;\n`,
  );
  return methodDoc(located) + lines.join("");
}

/** What is more special stands first: calls for a stream, and those with the arguments of another kind of answer. */
function overloads(document: Document, located: Located): Overload[] {
  const name = typeName(located);
  const members = argumentsOf(document, located);
  const optional = members.every(({ required }) => !required) ? "?" : "";
  const usualOptions = `options?: ${uploads(located) ? "UploadOptions" : "CallOptions"}`;
  const [usual, ...variants] = resultTypes(document, located);
  const streamed = `options: ${uploads(located) ? "StreamOptions & UploadOptions" : "StreamOptions"}`;
  const ofKind = (given: string, streams: boolean | undefined, result: string): Overload[] => [
    // What is required cannot follow what is not.
    ...(streams
      ? [
          {
            given: given.replace(/^given\?/, "given"),
            options: streamed,
            result: "ReadableStream<Uint8Array>",
          },
        ]
      : []),
    { given, options: usualOptions, result },
  ];
  const whole = `given${optional}: ${name}Arguments`;
  const result = `${name}Result`;
  if (variants.length === 0) return ofKind(whole, usual?.streams, result);
  const conditions = variants.flatMap(({ when = {} }) => Object.entries(when)); // one each
  const asked = variants.flatMap(({ type, streams }, i) => {
    const [parameter = "", value] = conditions[i] ?? [];
    return ofKind(`given: ${name}Arguments & { ${key(parameter)}: ${JSON.stringify(value)} }`, streams, type);
  });
  const others = [...new Set(conditions.map(([parameter]) => parameter))].map((parameter) => {
    const values = conditions.filter(([each]) => each === parameter).map(([, value]) => value);
    const rest = otherValues(document, located, parameter, values);
    const isRequired = members.some((member) => member.name === parameter && member.required);
    return isRequired ? `${key(parameter)}: ${rest}` : `${key(parameter)}?: ${rest} | undefined`;
  });
  return [
    ...asked,
    ...ofKind(
      `given${optional}: ${name}Arguments & { ${others.join("; ")} }`,
      usual?.streams,
      usual?.type ?? "void",
    ),
    // Which of them it is, only the running program knows.
    { given: whole, options: usualOptions, result },
  ];
}

/** The type of a parameter without some of its values. */
function otherValues(
  document: Document,
  located: Located,
  parameter: string,
  values: readonly unknown[],
): string {
  const found = located.parameters.find(({ name }) => name === parameter);
  const { format, type } = resolve(document, found ? schemaOf(found) : {});
  if ((format === "boolean" || type === "boolean") && values.length === 1) return String(!values[0]);
  const literals = values.map((value) => JSON.stringify(value)).join(" | ");
  return `Exclude<${typeName(located)}Arguments[${JSON.stringify(parameter)}], ${literals}>`;
}

/** Whether the body is a file or has files in it, whose progress can be told. */
function uploads({ operation }: Located): boolean {
  const mediaType = mainContent(operation.requestBody?.content)?.mediaType;
  return mediaType !== undefined && (!hasMembers(mediaType) || isMultipart(mediaType));
}

function methodDoc({ operation }: Located): string {
  const { summary, description, externalDocs, deprecated } = operation;
  const lines = [
    `${summary}.`,
    description,
    [
      ...(operation["x-error-codes"] ?? []).map(
        ({ code, kind, description }) => `@throws ${kind}Error \`${code}\`: ${description}`,
      ),
      externalDocs && `@see ${externalDocs.url}`,
      deprecated && "@deprecated",
    ]
      .filter(Boolean)
      .join("\n"),
  ];
  return doc(lines.filter(Boolean).join("\n\n"), "  ");
}
