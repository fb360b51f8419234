import type { HeadersInput } from "./options.ts";

/** What a spec says of one call by path. */
interface PathOperation {
  /** Params and body. */
  readonly given: object;
  /** The body of a success, its envelope on. */
  readonly data: unknown;
  /** The body of a failure. */
  readonly error: unknown;
}

/** What an answer's body is read as; `json` is whatever the spec says of it. */
interface Parsed<Data> {
  json: Data;
  text: string;
  blob: Awaited<ReturnType<Response["blob"]>>;
  arrayBuffer: ArrayBuffer;
  stream: Response["body"];
}

/** What every call by path takes beside its params and body. */
export interface RawOptions<As extends keyof Parsed<unknown> = keyof Parsed<unknown>> {
  /** Headers for this call, over those of the client. */
  headers?: HeadersInput | undefined;
  /** Aborts the call, in whatever phase it is, with an `AbortError`. */
  signal?: AbortSignal | null | undefined;
  /** What the body of a success is read as. Default: what the spec says. */
  parseAs?: As;
}

/** A success or a failure, told apart by `error`. Some failures come with HTTP 200. */
export type RawResult<Data, Failure> =
  | { data: Data; error?: never; response: Response }
  | { data?: never; error: Failure; response: Response };

/** The calls by path of one method. */
type RawCall<Operations> = <Path extends keyof Operations, As extends keyof Parsed<unknown> = "json">(
  path: Path,
  ...init: RawInit<Operations[Path], As>
) => Operations[Path] extends PathOperation
  ? Promise<RawResult<Parsed<Operations[Path]["data"]>[As], Operations[Path]["error"]>>
  : never;

/** What follows the path; it may be left out where nothing is required. */
type RawInit<Operation, As extends keyof Parsed<unknown>> = Operation extends PathOperation
  ? object extends Operation["given"]
    ? [init?: Operation["given"] & RawOptions<As>]
    : [init: Operation["given"] & RawOptions<As>]
  : never;

/**
 * Calls by path, as in `client.raw.POST("/jobs/{job_id}", { params, body })`: each resolves to `data` or `error`, and
 * the `Response`. `Paths` holds what the spec says, by method and path.
 */
export type RawClient<Paths> = { readonly [Method in keyof Paths]: RawCall<Paths[Method]> };
