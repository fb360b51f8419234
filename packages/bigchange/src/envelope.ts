import { type Envelope, isRecord } from "@jobwire/core";

/** Failures are RFC 7807 problems with the HTTP status that fits; successes are bare. There are no codes. */
export const envelope: Envelope = {
  failure(body, status) {
    if (status < 400 || !isRecord(body)) return undefined;
    const { title, detail, errors } = body;
    const parts = [title, detail, ...fieldErrors(errors)].filter(isText);
    return { message: parts.map(withoutStop).join(": ") || undefined };
  },
};

/** What a 422 says of each field, as in `reason: must not be empty`. */
function fieldErrors(errors: unknown): string[] {
  if (!isRecord(errors)) return [];
  return Object.entries(errors)
    .map(([field, messages]) => [field, [messages].flat().filter(isText)] as const)
    .filter(([, messages]) => messages.length > 0)
    .map(([field, messages]) => `${field}: ${messages.map(withoutStop).join(", ")}`);
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");
