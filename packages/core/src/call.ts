import { type Answer, toResponse } from "./answer.ts";

/** The answer with what came around it. */
export interface FullAnswer<Data> {
  readonly data: Data;
  /** Status and headers; its body is the decoded answer, envelope included. */
  readonly response: Response;
  /** The provider's id of the request, if it gave one. */
  readonly requestId: string | undefined;
}

/** A call under way: a promise of its data, or with `withResponse()` of the whole answer. */
export interface Call<Data> extends Promise<Data> {
  /** Resolves to data, `Response` and request id. The request is not sent again. */
  withResponse(): Promise<FullAnswer<Data>>;
}

/** Makes a call of an answer; one that stands for a failure rejects with its error. */
export function createCall(answer: Promise<Answer>): Call<unknown> {
  const succeeded = answer.then((settled) => {
    if (settled.error) throw settled.error;
    return settled;
  });
  const call = succeeded.then(({ data }) => data) as Call<unknown>;
  call.withResponse = () => {
    call.catch(() => {}); // the promise returned here reports the failure
    return succeeded.then((settled) => {
      let response: Response | undefined;
      return {
        data: settled.data,
        requestId: settled.requestId,
        // Made when it is asked for: Node loads all of its `fetch` for the first `Response`.
        get response() {
          response ??= toResponse(settled);
          return response;
        },
      };
    });
  };
  return call;
}
