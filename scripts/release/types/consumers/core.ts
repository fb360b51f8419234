import { type ClientOptions, createClient, hex, hmacSha256, sha256Hex } from "@jobwire/core";
import { isJobwireError, type JobwireError } from "@jobwire/core/errors";

export const options: ClientOptions = { timeout: 1000, fetch: undefined };
export const make: typeof createClient = createClient;

export function codeOf(error: unknown): string | undefined {
  const known: JobwireError | undefined = isJobwireError(error) ? error : undefined;
  return known?.code;
}

export async function sign(secret: string, text: string): Promise<string> {
  return hex(await hmacSha256(await hmacSha256(secret, text), await sha256Hex(text)));
}
