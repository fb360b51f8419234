import { type Answer, type Envelope, toResponse } from "./answer.ts";
import { checkTenantValues, completeArguments, type Placed, placeArguments } from "./arguments.ts";
import type { Auth } from "./auth.ts";
import { writeBody } from "./body.ts";
import { createCall } from "./call.ts";
import type { Operation, Spec } from "./definition.ts";
import { InvalidArgumentError, ResponseFormatError } from "./errors.ts";
import { FieldError } from "./field.ts";
import { createLog } from "./log.ts";
import { createDispatch, createRawClient, type FetchInit, type Serialized } from "./openapi-fetch.ts";
import {
  type CallOptions,
  type ClientOptions,
  checkCallOptions,
  checkClientOptions,
  checkPathCallOptions,
  mergeHeaders,
} from "./options.ts";
import { createRedactors, type Redactor } from "./redact.ts";
import { chooseServer } from "./server.ts";
import { createTransport } from "./transport.ts";

export interface ClientSetup<Client> {
  readonly spec: Spec;
  /** As the user gave them; all are checked here, but for the credentials. */
  readonly options: ClientOptions;
  /** Names of the options that this provider adds. */
  readonly ownOptions: readonly string[];
  /** Chooses among the spec's servers, where they differ by region. */
  readonly region?: string | undefined;
  readonly envelope: Envelope;
  /** Values of the parameters that the spec marks `tenant`, by parameter name. */
  readonly tenant?: Readonly<Record<string, unknown>>;
  /** Builds the authentication; the client is passed for calls that fetch a token. */
  readonly auth: (client: Client) => Auth | undefined;
}

/** What a call carries past openapi-fetch. */
interface Context {
  readonly name: string;
  readonly operation: Operation;
  readonly options: CallOptions;
  readonly redactor: Redactor;
  /** Takes the answer, and says what openapi-fetch is to read of it. */
  readonly onAnswer: (answer: Answer) => Response;
}

interface PlacedContext extends Context {
  readonly pathValues: Readonly<Record<string, unknown>>;
}

const defaultTimeout = 60_000;
const defaultRetries = 2;
const defaultMaxAnswerSize = 64 * 1024 * 1024;

/** Makes a provider's client: a method for every operation of its spec, and `raw` for calls by path. */
export function createClient<Client extends object>(setup: ClientSetup<Client>): Client {
  const { spec, options, ownOptions, envelope, tenant = {} } = setup;
  const { provider, operations } = spec;
  checkClientOptions(provider, options, ownOptions);
  const baseUrl = chooseServer(spec, { ...options, region: setup.region });
  const client = {} as Client;
  const auth = setup.auth(client);
  checkTenant(provider, operations, tenant); // after the credentials, whose checks know the options' names
  const createRedactor = createRedactors(auth?.secrets ?? []);
  const fetch: typeof globalThis.fetch = options.fetch ?? ((...call) => globalThis.fetch(...call));
  const transport = createTransport({
    spec,
    envelope,
    auth,
    fetch,
    throttle: options.throttle ?? false,
    maxAnswerSize: options.maxAnswerSize ?? defaultMaxAnswerSize,
    log: createLog(options.logger),
  });
  const dispatch = createDispatch<PlacedContext>(baseUrl, send);
  const handedOver = new Response(null, { status: 204 });

  async function send(
    serialized: Serialized,
    { onAnswer, options: own, ...call }: PlacedContext,
  ): Promise<Response> {
    const answer = await transport({
      ...serialized,
      ...call,
      timeout: own.timeout ?? options.timeout ?? defaultTimeout,
      retries: own.retries ?? options.retries ?? defaultRetries,
      signal: own.signal,
    });
    return onAnswer(answer);
  }

  /** Checks, completes and serialises a call, and has it sent. */
  function request(context: Context, given: Placed, givenBody: unknown, init: FetchInit = {}) {
    const { operation, options: own, redactor } = context;
    const supplies = { tenant, onSecret: redactor.add };
    const { params, body } = completeArguments(operation, given, givenBody, supplies);
    const content = body === undefined ? undefined : operation.body?.content;
    // The runtime itself names the type of a FormData, with the boundary that it chose.
    const type = content === undefined || body instanceof FormData ? {} : { "Content-Type": content };
    const headers = mergeHeaders(type, options.headers, own.headers);
    const path = operation.path.replace(/#.*/, "");
    return dispatch(
      operation.method,
      path,
      { ...init, params, body: writeBody(content, body), headers },
      { ...context, pathValues: params.path ?? {} },
    );
  }

  async function callByName(
    name: string,
    operation: Operation,
    given: object,
    own: CallOptions,
  ): Promise<Answer> {
    let answer: Answer | undefined;
    const onAnswer = (taken: Answer) => {
      answer = taken;
      return handedOver;
    };
    const redactor = createRedactor();
    await refusing(name, redactor, () => {
      checkCallOptions(provider, name, own);
      const { params, body } = placeArguments(operation, given);
      return request({ name, operation, options: own, redactor, onAnswer }, params, body);
    });
    return answer as unknown as Answer; // given to `onAnswer` before openapi-fetch answered
  }

  async function callByPath(method: string, path: string, init: FetchInit) {
    const found = Object.entries(operations).find(([, op]) => op.method === method && op.path === path);
    if (!found) throw new InvalidArgumentError(`the spec has no operation ${method} ${path}`, { provider });
    const [name, operation] = found;
    const { params = {}, body, headers, signal, ...rest } = init;
    const own = { headers, signal: signal ?? undefined };
    let failed = false;
    const onAnswer = (answer: Answer) => {
      failed = answer.error !== undefined;
      const { status } = answer.raw;
      if (answer.error instanceof ResponseFormatError && status < 300) throw answer.error; // openapi-fetch would choke
      return toResponse(answer);
    };
    const redactor = createRedactor();
    const result = await refusing(name, redactor, () => {
      checkPathCallOptions(provider, name, init);
      checkCallOptions(provider, name, own);
      const parseAs = operation.answer === "text" ? "text" : "json";
      return request({ name, operation, options: own, redactor, onAnswer }, params, body, {
        parseAs,
        ...rest,
      });
    });
    // openapi-fetch goes by the status, but some failures come with 200.
    return failed && result.response.ok ? { error: result.data, response: result.response } : result;
  }

  /** Whatever is found wrong before sending becomes an error that names provider and operation. */
  async function refusing<Result>(
    operation: string,
    redactor: Redactor,
    start: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new InvalidArgumentError(redactor.text(error.message), { provider, operation });
    }
  }

  for (const [name, operation] of Object.entries(operations)) {
    const method = (given: object = {}, own: CallOptions = {}) =>
      createCall(callByName(name, operation, given, own));
    Object.defineProperty(client, name, { value: method, enumerable: true });
  }
  return Object.assign(client, { raw: createRawClient(callByPath) });
}

/** Refuses a malformed tenant at once, and not only at the first call. */
function checkTenant(
  provider: string,
  operations: Spec["operations"],
  tenant: Record<string, unknown>,
): void {
  try {
    for (const operation of Object.values(operations)) checkTenantValues(operation, tenant);
  } catch (error) {
    throw error instanceof FieldError ? new InvalidArgumentError(error.message, { provider }) : error;
  }
}
