import { argumentsOf, typeName } from "./arguments.ts";
import { doc } from "./comment.ts";
import type { Document, Located, WaiterObject } from "./document.ts";

/** The methods that wait for a state, with the operations that they repeat. */
export function waiterMethods(located: readonly Located[]): (WaiterObject & { repeated: Located })[] {
  return located.flatMap((repeated) => {
    const waiter = repeated.operation["x-waiter"];
    return waiter ? [{ ...waiter, repeated }] : [];
  });
}

/** The method of a waiter, as the client's type has it. */
export function printWaiterMethod(
  document: Document,
  { method, state, succeeded, failed, reason, parts, repeated }: ReturnType<typeof waiterMethods>[number],
): string {
  const { operationId, externalDocs } = repeated.operation;
  const name = typeName(repeated);
  const optional = argumentsOf(document, repeated).every(({ required }) => !required) ? "?" : "";
  const text = [
    `Repeats \`${operationId}\` until \`${state}\` is final, and resolves to the last answer.`,
    [
      `${listed(succeeded)} is success; ${listed(failed)} rejects with \`JobFailedError\`. Every other state means that it is`,
      "not over yet. Looks that fail for a passing reason are repeated.",
    ].join("\n"),
    parts &&
      `Nor is it over while the \`${parts.state}\` of some of \`${parts.items}\` is ${listed(parts.busy)}, whatever \`${state}\` is.`,
    "Nothing is kept but the arguments: another process can wait for the same, and whoever gave up can wait again.",
    [
      `@throws JobFailedError \`${state}\` is ${listed(failed)}; the last answer is the error's \`body\`${reason === undefined ? "" : `, and the message ends with its \`${reason}\``}.`,
      "@throws TimeoutError `timeout` has passed. It is `Infinity` unless given.",
      "@throws AbortError `signal` was aborted.",
      ...(externalDocs ? [`@see ${externalDocs.url}`] : []),
    ].join("\n"),
  ]
    .filter((paragraph) => paragraph !== undefined)
    .join("\n\n");
  const parameters = `given${optional}: ${name}Arguments, options?: WaitOptions<${name}Result>`;
  return `${doc(text, "  ")}  ${method}(${parameters}): Promise<${name}Result>;\n`;
}

const listed = (states: readonly string[]) => states.map((state) => `\`${state}\``).join(" or ");
