import type { OperationTable, Tables, WaiterTable } from "./operations.ts";
import { Name, print } from "./print.ts";

/** The tables as TypeScript: the service, and every operation by itself, so that bundlers can leave it out. */
export function printTables({
  service,
  operations,
  waiters,
}: Tables): Record<"service" | "operations", string> {
  const shared = new SharedParameters(Object.values(operations));
  const exports = Object.entries(operations).map(
    ([name, operation]) =>
      `export const ${name}: Operation = ${print(withPaginator(operation), "", shared.nameOf)};\n`,
  );
  exports.push(
    ...Object.entries(waiters).map(
      ([name, waiter]) => `export const ${name}: Waiter = ${print(withWaiter(waiter), "")};\n`,
    ),
  );
  const hasWaiters = Object.keys(waiters).length > 0;
  const hasLists = Object.values(operations).some(({ pagination }) => pagination);
  const used = [
    "type Operation",
    ...(shared.size > 0 ? ["type Parameter"] : []),
    ...(hasLists ? ["paginator"] : []),
    ...(hasWaiters ? ["type Waiter", "waiter"] : []),
  ];
  const names = used.join(", ");
  const imported =
    hasWaiters || hasLists ? `import { ${names} }` : `import type { ${names.replaceAll("type ", "")} }`;
  return {
    service: `import type { Service } from "@jobwire/core";\n\nexport const service: Service = ${print(service, "")};\n`,
    operations: [`${imported} from "@jobwire/core";\n`, shared.print(), ...exports].join("\n"),
  };
}

/** The method and the operation are named, so that a bundle has them only if it has the waiter. */
function withWaiter({ repeats, ...waiter }: WaiterTable): object {
  return { make: new Name("waiter"), repeats, operation: new Name(repeats), ...waiter };
}

/** The same for what makes the method of a list. */
function withPaginator(operation: OperationTable): object {
  const { pagination } = operation;
  return pagination
    ? { ...operation, pagination: { make: new Name("paginator"), ...pagination } }
    : operation;
}

/** Parameters that several operations have just so; each is written once. */
class SharedParameters {
  readonly #names = new Map<string, string>();

  constructor(operations: readonly OperationTable[]) {
    const seen = new Set<string>();
    for (const [name, parameter] of operations.flatMap(({ parameters = {} }) => Object.entries(parameters))) {
      const text = print(parameter, "");
      if (!seen.has(text)) seen.add(text);
      else if (!this.#names.has(text)) this.#names.set(text, this.#nameFor(name));
    }
  }

  get size(): number {
    return this.#names.size;
  }

  readonly nameOf = (text: string): string | undefined => this.#names.get(text);

  print(): string {
    return [...this.#names].map(([text, name]) => `const ${name}: Parameter = ${text};\n`).join("\n");
  }

  #nameFor(parameter: string): string {
    const base = `$${parameter.replace(/\W/g, "_")}`;
    const taken = new Set(this.#names.values());
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (!taken.has(name)) return name;
    }
  }
}
