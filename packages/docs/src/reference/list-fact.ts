import type { Bundle, Pagination } from "./bundle.ts";
import type { Fact } from "./facts.ts";
import { inputsOf } from "./inputs.ts";
import type { Operation } from "./operation.ts";

const guide = "guides/lists-and-pages/";

/** The method that reads a list to its end; `base` is the way to the site's root. */
export function listFact(bundle: Bundle, operation: Operation, base: string): Fact[] {
  const { call, spec } = operation;
  const { "x-pagination": pagination } = spec;
  if (!pagination) return [];
  const inputs = inputsOf(bundle, operation);
  const { items, size } = pagination;
  const largest = size === undefined ? undefined : inputs.get(size)?.maximum;
  const sizes =
    largest === undefined
      ? "as large as the provider makes them"
      : `of ${largest.toLocaleString("en-US")} unless you give \`${size}\``;
  const text = `[\`${call.replace(".", ".paginate.")}\`](${base}${guide}) reads the whole of \`${items}\`, in pages ${sizes}. ${begin(pagination)} ${noticed(pagination)}`;
  return [{ term: "Pages", text }];
}

function begin({ offset, page, cursor, next, total }: Pagination): string {
  const where = `\`${offset ?? page ?? cursor}\` says ${offset ? "how many items to skip" : page ? "at which page to begin" : "where to begin"}`;
  const told = total ? `, \`${total}\` how many there are` : "";
  return `${where}${told}${next ? `, \`${next}\` where the next page is` : ""}.`;
}

/** What becomes of a list that changes while it is read. */
function noticed({ id, total }: Pagination): string {
  if (id === undefined) return "Items are given as they come, also where one comes twice.";
  const again = `An item that comes twice, by its \`${id}\`, is given once`;
  return total
    ? `${again}; when \`${total}\` shrinks, the pages before are read again, so that none is missed.`
    : `${again}.`;
}
