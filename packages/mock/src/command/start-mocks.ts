import type { RecordedRequest } from "../mock.ts";
import { credentialNames } from "../providers/index.ts";
import { firstOperation, sampleRequest } from "../sample.ts";
import { type Started, startWithParts } from "../started.ts";
import type { RunArguments } from "./arguments.ts";
import { toCurl } from "./curl.ts";
import type { Sample, StartedMock } from "./report.ts";
import { UsageError } from "./usage-error.ts";

/** Starts one mock after the other. When one cannot be started, none is left running. */
export async function startMocks(
  { providers, port, host, delay, seed, credentials }: RunArguments,
  onRequest: (provider: string, request: RecordedRequest) => void,
): Promise<Started[]> {
  const started: Started[] = [];
  try {
    for (const [index, provider] of providers.entries()) {
      const known = credentialNames(provider);
      const options = {
        port: port === 0 ? 0 : port + index,
        host,
        delay,
        seed,
        credentials: Object.fromEntries([...credentials].filter(([name]) => known.includes(name))),
        onRequest: (request: RecordedRequest) => onRequest(provider, request),
      };
      started.push(await startWithParts(provider, options));
    }
    return started;
  } catch (error) {
    await stopMocks(started);
    throw listenError(error as Error);
  }
}

export async function stopMocks(started: readonly Started[]): Promise<void> {
  await Promise.all(started.map(({ mock }) => mock.close()));
}

export function toStartedMock({ mock, operations, behaviour }: Started): StartedMock {
  const { provider, url, credentials } = mock;
  const operation = firstOperation(operations, provider);
  const sample: Sample | undefined = operation && {
    curl: toCurl(sampleRequest(operation, url, behaviour)),
    seconds: behaviour.signedFor,
  };
  return { provider, url, credentials, sample };
}

/** What to do about an address that cannot be listened at; other errors are faults of the mock's own. */
function listenError(error: Error): Error {
  const { code, syscall = "" } = (error.cause ?? {}) as NodeJS.ErrnoException;
  if (syscall !== "listen" && syscall !== "getaddrinfo") return error;
  const isPort = code === "EADDRINUSE" || code === "EACCES";
  const hint = isPort
    ? "try --port 0, which takes any that is free"
    : "--host takes an address of this machine, such as 127.0.0.1";
  return new UsageError(`${error.message}; ${hint}`);
}
