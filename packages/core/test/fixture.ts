import {
  type Auth,
  type Call,
  type CallOperation,
  type CallOptions,
  type ClientOptions,
  createClient,
  type Envelope,
  isRecord,
  type Operation,
  type Retry,
  type Service,
} from "../src/index.ts";

/** A small provider, written by hand in the form that the build generates. */
export const operations = {
  getJob: {
    method: "GET",
    path: "/jobs/{job_id}",
    retry: "safe",
    parameters: {
      job_id: { in: "path", required: true, types: ["string"] },
      verbose: { in: "query", types: ["boolean"], shape: "boolean" },
      limit: { in: "query", types: ["integer"] },
      search: { in: "query", types: ["string"] },
      tags: { in: "query", types: ["array"] },
      "X-Trace": { in: "header", types: ["string"] },
    },
    shape: {
      id: "int64",
      ids: ["int64"],
      parent: { id: "int64", rows: [["int64"]] },
      counts: { "*": "int64" },
      done: "boolean",
      kept: "boolean-text",
      ended: "unset",
    },
    codes: { JobLost: "NotFound" },
  },
  getItem: {
    method: "GET",
    path: "/items/{item_id}",
    retry: "safe",
    parameters: {
      item_id: { in: "path", required: true, types: ["integer"], shape: "int64" },
      after: { in: "query", types: ["integer"], shape: "int64" },
      ids: { in: "query", types: ["array"], shape: ["int64"] },
      "X-Owner": { in: "header", types: ["integer"], shape: "int64" },
    },
    shape: { id: "int64" },
  },
  createJob: {
    method: "POST",
    path: "/jobs",
    retry: "never",
    body: {
      content: "application/json",
      required: true,
      members: {
        name: { required: true, types: ["string"], pattern: /^[a-z][a-z0-9-]*$/u },
        kind: { types: ["string"], enum: ["batch", "stream"] },
        version: { types: ["integer"], constant: 2, enum: [2] },
        owner: { types: ["integer"], shape: "int64" },
        note: { types: ["string", "null"] },
        ratio: { types: ["number"], minimum: 0, maximum: 10 },
        urgent: { types: ["boolean"], shape: "boolean" },
        keep: { types: ["boolean"], shape: "boolean-text" },
        password: { types: ["string"], shape: "secret" },
        tree: {
          types: ["object"],
          shape: { id: "int64", leaves: [{ id: "int64", keep: "boolean-text" }], password: "secret" },
        },
        logins: { types: ["array"], shape: [{ password: "secret" }] },
      },
    },
    shape: { id: "int64" },
  },
  renameJob: {
    method: "PUT",
    path: "/jobs/{job_id}/name",
    retry: "idempotent",
    parameters: { job_id: { in: "path", required: true, types: ["string"] } },
    body: { content: "application/json", members: { name: { types: ["string"] } } },
  },
  replaceTags: {
    method: "PUT",
    path: "/tags",
    retry: "idempotent",
    body: { content: "application/json", required: true, shape: [{ id: "int64" }] },
  },
  sendForm: {
    method: "POST",
    path: "/form",
    retry: "never",
    body: {
      content: "application/x-www-form-urlencoded",
      members: {
        text: { types: ["string"] },
        owner: { types: ["integer"], shape: "int64" },
        urgent: { types: ["boolean"], shape: "boolean" },
        tags: { types: ["array"] },
        tree: { types: ["object"] },
        password: { types: ["string"], shape: "secret" },
      },
    },
  },
  upload: {
    method: "POST",
    path: "/upload",
    retry: "idempotent",
    body: { content: "application/octet-stream", required: true },
  },
  uploadSized: {
    method: "POST",
    path: "/sized",
    retry: "idempotent",
    parameters: { "Content-Length": { in: "header", types: ["integer"], minimum: 0 } },
    body: { content: "application/octet-stream", required: true },
  },
  uploadParts: {
    method: "POST",
    path: "/parts",
    retry: "never",
    body: { content: "multipart/form-data", required: true },
  },
  findJobs: {
    method: "GET",
    path: "/find",
    retry: "safe",
    envelope: "Response",
    shape: { TotalCount: "int64", Jobs: [{ id: "int64" }] },
  },
  getReport: { method: "GET", path: "/report", retry: "safe", answer: "text" },
  getCaption: {
    method: "GET",
    path: "/caption",
    retry: "safe",
    parameters: {
      as_link: { in: "query", types: ["boolean"], shape: "boolean" },
      sounds: { in: "query", types: ["array"], written: "json" },
      options: {
        in: "query",
        types: ["object"],
        written: "json",
        shape: { id: "int64", password: "secret" },
      },
      languages: { in: "query", types: ["array"], written: "commas" },
      brackets: { in: "query", types: ["array"], written: "tuple" },
    },
    answer: "text",
    variants: [{ when: { as_link: true }, shape: { id: "int64" } }],
  },
  getFile: { method: "GET", path: "/file", retry: "safe", answer: "bytes" },
  testJob: { method: "GET", path: "/test", retry: "safe", servers: ["https://south.acme.example"] },
  deleteJob: {
    method: "DELETE",
    path: "/jobs/{job_id}",
    retry: "idempotent",
    parameters: { job_id: { in: "path", required: true, types: ["string"] } },
    answer: "none",
  },
  checkJob: { method: "HEAD", path: "/check", retry: "safe", answer: "none" },
  getProject: {
    method: "GET",
    path: "/projects/{project_id}",
    retry: "safe",
    parameters: { project_id: { in: "path", required: true, supplied: "tenant", types: ["string"] } },
  },
  runAction: {
    method: "POST",
    path: "/#X-Action=Run",
    retry: "never",
    parameters: {
      "X-Action": { in: "header", required: true, supplied: "constant", constant: "Run", types: ["string"] },
      token: { in: "header", required: true, supplied: "credential", types: ["string"], shape: "secret" },
    },
    body: { content: "application/json", members: { JobId: { types: ["string"] } } },
  },
  logIn: {
    method: "GET",
    path: "/login",
    retry: "idempotent",
    open: true,
    parameters: {
      user: { in: "query", types: ["string"] },
      password: { in: "query", types: ["string"], shape: "secret" },
    },
    shape: { token: "secret" },
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

export const service: Service = {
  provider: "acme",
  servers: [{ url: "https://{region}.acme.example", regions: ["north", "south"] }],
  region: "north",
  codes: {
    AuthFailure: "Authentication",
    LimitExceeded: "RateLimit",
    InternalError: "Server",
    UnsupportedOperation: "BadRequest",
    "UnsupportedOperation.Conflict": "Conflict",
    InvalidParameter: "Unprocessable",
    UnauthorizedOperation: "PermissionDenied",
  },
};

/** Failures are `{error: {code, message}}`, within `Response` as well. */
export const envelope: Envelope = {
  failure(body) {
    if (!isRecord(body)) return undefined;
    const { error } = isRecord(body.Response) ? body.Response : body;
    if (!isRecord(error)) return undefined;
    const { code, message } = error;
    return {
      code: typeof code === "string" ? code : undefined,
      message: typeof message === "string" ? message : undefined,
    };
  },
  requestId(body, headers) {
    const id = isRecord(body) ? body.request_id : undefined;
    return typeof id === "string" ? id : (headers.get("x-request-id") ?? undefined);
  },
};

// biome-ignore lint/complexity/noBannedTypes: what is passed is the subject of the tests, wrong values included
type Given = {} | null;

export interface RawResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type Methods = {
  [Name in OperationName]: (given?: Given, options?: CallOptions) => Call<Record<string, unknown>>;
};

/** The client as its tests use it: with less types than generated ones have, so that wrong values can be given. */
export type AcmeClient = Methods & {
  readonly raw: Record<
    "GET" | "PUT" | "POST" | "DELETE" | "HEAD",
    (path: string, init?: object) => Promise<RawResult>
  >;
};

export type AcmeOptions = ClientOptions & {
  region?: string;
  project?: string;
  auth?: Auth | ((call: CallOperation) => Auth | undefined);
  /** As if the spec said so of `getJob`. */
  retry?: Retry;
};

export function createAcmeClient({ auth, project, retry, ...options }: AcmeOptions): AcmeClient {
  return createClient<AcmeClient>({
    service,
    operations: retry ? { ...operations, getJob: { ...operations.getJob, retry } } : operations,
    options,
    ownOptions: ["region"],
    region: options.region,
    envelope,
    tenant: { project_id: project },
    auth: (call) => (typeof auth === "function" ? auth(call) : auth),
  });
}

/** Logs in as authentication does: the token that the answer has. */
export async function logIn(call: CallOperation, signal: AbortSignal): Promise<string> {
  const { data } = await call("logIn", operations.logIn, {}, { signal });
  return String(isRecord(data) && data.token);
}
