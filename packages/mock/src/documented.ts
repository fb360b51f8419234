import type { Answer } from "./answer.ts";
import type { PrismOperation } from "./prism.ts";

/** An answer that the spec documents with an example. */
export interface Documented extends Answer {
  /** The example's name; undefined: the answer has no body. */
  readonly example: string | undefined;
}

/** The documented answers of an operation, in the order of the spec. */
export function documentedAnswers({ responses }: PrismOperation): Documented[] {
  return responses.flatMap((response): Documented[] => {
    const status = Number(response.code);
    if (Number.isNaN(status)) return []; // a range, or "default"
    const headers = exampleHeaders(response);
    const { contents = [] } = response;
    if (contents.length === 0) return [{ status, example: undefined, headers }];
    return contents.flatMap(({ mediaType, examples = [] }) =>
      examples.flatMap((example) =>
        "value" in example
          ? [
              {
                status,
                example: example.key,
                headers: { ...headers, "content-type": mediaType },
                body: example.value,
              },
            ]
          : [],
      ),
    );
  });
}

function exampleHeaders({ headers = [] }: PrismOperation["responses"][number]): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(({ name, examples: [example] = [] }) =>
      example && "value" in example ? [[name.toLowerCase(), String(example.value)]] : [],
    ),
  );
}

/** How an answer is asked for, and how people tell it from others. */
export function nameOf({ status, example }: Documented): string {
  return example === undefined ? `code=${status}` : `code=${status}, example=${example}`;
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
