import { argumentsOf, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import {
  type Document,
  type Located,
  mainContent,
  objectMembers,
  type PaginationObject,
  resolve,
  type Schema,
  schemaOf,
} from "./document.ts";
import { plainType, union } from "./plain-type.ts";
import { successOf } from "./success.ts";

/** The methods that read a list to its end, as the type of the client's `paginate` has them. */
export function paginateMethods(document: Document, located: readonly Located[]): string[] {
  return located.flatMap((each) => {
    const pagination = each.operation["x-pagination"];
    return pagination ? [printMethod(document, each, pagination)] : [];
  });
}

function printMethod(document: Document, located: Located, pagination: PaginationObject): string {
  const { operationId, summary, externalDocs, deprecated } = located.operation;
  const name = typeName(located);
  const optional = argumentsOf(document, located).every(({ required }) => !required) ? "?" : "";
  const text = [
    `${summary}: every item of \`${pagination.items}\`, from as many pages of \`${operationId}\` as it takes.`,
    orderText(document, located, pagination),
    changesText(pagination),
    [
      `@throws as \`${operationId}\` does, when a page is asked for.`,
      externalDocs && `@see ${externalDocs.url}`,
      deprecated && "@deprecated",
    ]
      .filter(Boolean)
      .join("\n"),
  ];
  const parameters = `given${optional}: ${name}Arguments, options?: PageOptions`;
  const result = `Pages<${itemType(document, located, pagination)}, ${name}Result>`;
  return `${doc(text.filter(Boolean).join("\n\n"), "  ")}  ${operationId}(${parameters}): ${result};\n`;
}

/** Which pages are asked for, and when. */
function orderText(document: Document, located: Located, pagination: PaginationObject): string {
  const { offset, page, cursor, size } = pagination;
  const most = size === undefined ? undefined : inputSchema(document, located, size)?.maximum;
  return [
    `The pages follow each other from the first one, or from the \`${offset ?? page ?? cursor}\` that is given. Each is asked`,
    "for when the loop comes to it.",
    ...(most === undefined
      ? []
      : [`\`${size}\` is ${most} unless given, so that there are as few as can be.`]),
  ].join("\n");
}

/** What becomes of items that move between pages because the list changes meanwhile. */
function changesText({ id, total, cursor }: PaginationObject): string {
  const known =
    id !== undefined && `An item that comes again on a later page is left out: it is known by its \`${id}\`.`;
  if (cursor !== undefined) return known || "";
  if (!known)
    return "If the list changes meanwhile, items that move between pages come twice, or not at all.";
  return total === undefined
    ? `${known}\nIf items are removed meanwhile, others may be missed.`
    : [
        `${known} When \`${total}\` has`,
        "become less, it goes back by as many, so that none is missed. If as many items are added as are removed",
        "between two pages, that is not noticed.",
      ].join("\n");
}

function inputSchema(document: Document, { operation, parameters }: Located, name: string) {
  const parameter = parameters.find((each) => each.name === name);
  const body = mainContent(operation.requestBody?.content)?.schema;
  const member = body && objectMembers(document, body)?.properties[name];
  const schema: Schema | undefined = parameter ? schemaOf(parameter) : member;
  return schema && resolve(document, schema);
}

function itemType(document: Document, located: Located, { items: member }: PaginationObject): string {
  const [{ data }] = successOf(document, located);
  const types = data.map((schema) => {
    const list = objectMembers(document, schema)?.properties[member];
    return list && plainType(document, resolve(document, list).items ?? {}, "answer");
  });
  return types.includes(undefined)
    ? `NonNullable<${typeName(located)}Result[${JSON.stringify(member)}]>[number]`
    : union(types as string[]);
}
