import type { Mock, MockOptions } from "./mock.ts";
import type { KnownProvider } from "./providers/credentials.ts";
import { startWithParts } from "./started.ts";

/**
 * Starts a mock of a provider on this machine. It answers from the provider's spec, refuses what the provider
 * refuses, and records what came.
 */
export async function startMock<Name extends KnownProvider | (string & {})>(
  provider: Name,
  options: MockOptions = {},
): Promise<Mock<Name>> {
  const { mock } = await startWithParts(provider, options);
  return mock as Mock<Name>;
}
