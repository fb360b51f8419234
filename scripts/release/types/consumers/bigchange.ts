import {
  type BigChangeClient,
  createBigChangeClient,
  isBigChangeError,
  RateLimitError,
} from "@jobwire/bigchange";

export const client: BigChangeClient = createBigChangeClient({
  clientId: "id",
  clientSecret: "secret",
  customerId: "40817",
  timeout: 10_000,
});

/** `undefined`: the provider asks to come back later. */
export async function cancel(jobId: string): Promise<string | undefined> {
  try {
    const { requestId } = await client.cancelJob({ jobId, reason: "rain" }, { retries: 0 }).withResponse();
    return requestId;
  } catch (error) {
    if (error instanceof RateLimitError) return undefined;
    if (isBigChangeError(error, "cancelJob")) throw new Error(`${error.status}`);
    throw error;
  }
}
