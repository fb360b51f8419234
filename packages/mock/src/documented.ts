import type { Answer } from "./answer.ts";
import type { Condition, Described } from "./described.ts";
import { isJson } from "./json.ts";
import type { PrismOperation } from "./prism.ts";

/** An answer that the spec documents with an example. */
export interface Documented extends Answer {
  /** The example's name; undefined: the answer has no body. */
  readonly example: string | undefined;
  /** As the spec writes it; undefined: the answer has no body. */
  readonly mediaType: string | undefined;
  /** What a request that is answered so has; undefined: nothing that others have not. */
  readonly when: Condition | undefined;
}

/** The documented answers of an operation, in the order of the spec. */
export function documentedAnswers(
  { responses }: PrismOperation,
  { responses: described }: Described,
): Documented[] {
  return responses.flatMap((response): Documented[] => {
    const status = Number(response.code);
    if (Number.isNaN(status)) return []; // a range, or "default"
    const headers = exampleHeaders(response);
    const { contents = [] } = response;
    if (contents.length === 0) {
      return [{ status, example: undefined, mediaType: undefined, when: undefined, headers }];
    }
    return contents.flatMap(({ mediaType, examples = [] }) => {
      const when = described[response.code]?.content?.[mediaType]?.["x-when"];
      const typed = { ...headers, "content-type": withCharset(mediaType) };
      return examples.flatMap((example) =>
        "value" in example
          ? [
              {
                status,
                example: example.key,
                mediaType,
                when,
                headers: typed,
                body: bodyOf(example.value, mediaType),
              },
            ]
          : [],
      );
    });
  });
}

/** A text is sent as it is; one that is JSON is sent in quotes. */
function bodyOf(value: unknown, mediaType: string): unknown {
  return typeof value === "string" && isJson(mediaType) ? JSON.stringify(value) : value;
}

/** Texts are sent in UTF-8, which no reader takes for granted. */
function withCharset(mediaType: string): string {
  return /^text\/[^;]*$/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
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
