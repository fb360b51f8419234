import { exchange } from "#exchange";
import type { Answer, Envelope } from "./answer.ts";
import { checkTenantValues, completeArguments, type Placed } from "./arguments.ts";
import type { Auth } from "./auth.ts";
import { anyMediaType, type BodyInput, writeBody } from "./body.ts";
import { callOperation } from "./by-name.ts";
import type { Operation, Operations, Service } from "./definition.ts";
import { InvalidArgumentError } from "./errors.ts";
import { fetchExchange } from "./exchange/fetch.ts";
import { FieldError } from "./field.ts";
import { createLog } from "./log.ts";
import {
  type CallOptions,
  type ClientOptions,
  checkClientOptions,
  checkOperations,
  type StreamOptions,
  type UploadOptions,
} from "./options.ts";
import { createRedactors, type Redactor } from "./redact.ts";
import { mergeHeaders } from "./serialize.ts";
import { addressesOf, chooseServer } from "./server.ts";
import { createTransport } from "./transport.ts";
import { variantOf } from "./variant.ts";

/** Calls an operation of the same client, as authentication does to get a token. Rejects with the call's error. */
export type CallOperation = (
  name: string,
  operation: Operation,
  given: object,
  options: CallOptions,
) => Promise<Answer>;

export interface ClientSetup {
  readonly service: Service;
  readonly operations: Operations;
  /** As the user gave them; all are checked here, but for the credentials. */
  readonly options: ClientOptions;
  /** Names of the options that this provider adds. */
  readonly ownOptions: readonly string[];
  /** Chooses among the spec's servers, where they differ by region. */
  readonly region?: string | undefined;
  readonly envelope: Envelope;
  /** Values of the parameters that the spec marks `tenant`, by parameter name. */
  readonly tenant?: Readonly<Record<string, unknown>>;
  /** What the user calls these values, by parameter name, where it is otherwise. */
  readonly tenantOptions?: Readonly<Record<string, string>>;
  /** Checks the credentials and builds the authentication; `call` is for those that fetch a token. */
  readonly auth: (call: CallOperation) => Auth | undefined;
}

type AnyCallOptions = CallOptions | StreamOptions | UploadOptions;

/** A call on its way: which operation, with what options, and who knows its secrets. */
export interface CallContext {
  readonly name: string;
  readonly operation: Operation;
  readonly options: AnyCallOptions;
  readonly redactor: Redactor;
}

/** A call, complete and checked, as it is to be sent. */
export interface Written {
  /** With the kind of answer that these arguments ask for. */
  readonly operation: Operation;
  readonly params: Placed;
  readonly headers: Record<string, string>;
  readonly body: BodyInput | undefined;
}

/** What every call of a client goes through. */
export interface Requester {
  readonly provider: string;
  /** No slash at its end. */
  readonly baseUrl: string;
  /** Begins a call; whatever `send` finds wrong becomes an error that names provider and operation. */
  begin<Result>(
    name: string,
    operation: Operation,
    options: CallOptions,
    send: (call: CallContext) => Promise<Result>,
  ): Promise<Result>;
  write(call: CallContext, given: Placed, body: unknown): Written;
  /** `path` and `query` as sent; the path without that of `baseUrl`. */
  send(call: CallContext, path: string, query: string, written: Written): Promise<Answer>;
}

const defaultTimeout = 60_000;
const defaultRetries = 2;
const defaultMaxAnswerSize = 64 * 1024 * 1024;

export function createRequester(setup: ClientSetup): Requester {
  const { service, options, envelope, tenant = {} } = setup;
  const { provider } = service;
  const { baseUrl, auth } = prepare(setup, (...call) => callOperation(requester, ...call));
  const base = parsed(baseUrl);
  const createRedactor = createRedactors(auth?.secrets ?? []);
  const transport = createTransport({
    service,
    envelope,
    auth,
    exchange: options.fetch ? fetchExchange(options.fetch) : exchange,
    throttle: options.throttle ?? false,
    maxAnswerSize: options.maxAnswerSize ?? defaultMaxAnswerSize,
    log: createLog(options.logger),
  });

  /** Where an operation goes that not every server has. */
  function serverOf(having: readonly string[]) {
    const [first = baseUrl] = having;
    if (having.includes(baseUrl)) return base;
    if (options.baseUrl === undefined) return parsed(first);
    if (!addressesOf(service).includes(baseUrl)) return base;
    throw new FieldError(undefined, `${baseUrl} does not have this operation; ${having.join(" and ")} has`);
  }

  const requester: Requester = {
    provider,
    baseUrl,

    async begin(name, operation, own, send) {
      const redactor = createRedactor();
      try {
        return await send({ name, operation, options: own, redactor });
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        throw new InvalidArgumentError(redactor.text(error.message), { provider, operation: name });
      }
    },

    write({ operation, options: own, redactor }, given, givenBody) {
      const onSecret = (secret: string) => redactor.add(secret);
      const { params, body } = completeArguments(operation, given, givenBody, { tenant, onSecret });
      const content = body === undefined ? undefined : operation.body?.content;
      // The runtime itself names the type of a form of parts, with the boundary that it chose.
      const isOpen = content === anyMediaType || content?.startsWith("multipart/");
      const type = isOpen ? undefined : { "content-type": content };
      const headers = mergeHeaders(type, options.headers, own.headers, params.header);
      const variant = operation.variants
        ? variantOf(operation, { ...params.query, ...params.path })
        : operation;
      return { operation: variant, params, headers, body: writeBody(content, body) };
    },

    send({ name, options: own, redactor }, path, query, { operation, params, headers, body }) {
      const server = operation.servers ? serverOf(operation.servers) : base;
      return transport({
        name,
        operation,
        origin: server.origin,
        host: server.host,
        path: server.path + path,
        query,
        headers,
        body,
        pathValues: params.path ?? {},
        timeout: own.timeout ?? options.timeout ?? defaultTimeout,
        retries: own.retries ?? options.retries ?? defaultRetries,
        signal: own.signal,
        redactor,
        streamed: "as" in own && own.as === "stream" && operation.answer !== undefined,
        onProgress: "onProgress" in own ? own.onProgress : undefined,
      });
    },
  };
  return requester;
}

/** The parts of a base address, whose path has no slash at its end. */
function parsed(baseUrl: string) {
  const { origin, host, pathname } = new URL(baseUrl);
  return { origin, host, path: pathname.replace(/\/$/, "") };
}

/** Checks a client's options, its credentials among them. */
function prepare({ service, operations, options, ...setup }: ClientSetup, call: CallOperation) {
  try {
    checkClientOptions(options, setup.ownOptions);
    checkOperations(operations);
    const baseUrl = chooseServer(service, { ...options, region: setup.region });
    const auth = setup.auth(call);
    // After the credentials, whose checks know the options' names.
    for (const operation of Object.values(operations))
      if ("path" in operation) checkTenantValues(operation, setup.tenant ?? {}, setup.tenantOptions);
    return { baseUrl, auth };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new InvalidArgumentError(error.message, { provider: service.provider });
  }
}
