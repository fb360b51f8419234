import { type Envelope, isRecord, type ProviderFailure } from "@jobwire/core";

/**
 * How the services and the gateway in front of them tell of failures: `{error_code, error_msg}`, an array of
 * such (batch calls), `{error: {code, reason | message}}`, or one of these as text within a JSON string.
 */
export const huaweiEnvelope: Envelope = {
  failure: readFailure,
  requestId(body, headers) {
    const id = isRecord(body) ? body.request_id : undefined;
    return text(id) ?? headers.get("x-request-id") ?? undefined;
  },
};

function readFailure(body: unknown): ProviderFailure | undefined {
  if (typeof body === "string") return readFailure(parsed(body));
  if (Array.isArray(body)) return body.map(readFailure).find((failure) => failure !== undefined);
  if (!isRecord(body)) return undefined;
  const code = text(body.error_code);
  if (code !== undefined) return { code, message: text(body.error_msg) };
  const { error } = body;
  if (typeof error === "string") return readFailure(parsed(error));
  if (!isRecord(error)) return undefined;
  return { code: text(error.code), message: text(error.reason) ?? text(error.message) };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? undefined : value;
  } catch {
    return undefined;
  }
}
