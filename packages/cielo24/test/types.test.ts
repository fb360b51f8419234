import { createServer } from "node:http";
import {
  type Call,
  type Cielo24Client,
  createCielo24Client,
  type DeleteJobResult,
  type FileInput,
  type FullAnswer,
  type GetCaptionArguments,
  type GetCaptionResult,
  type GetJobInfoResult,
  isCielo24Error,
  parseTranscriptionComplete,
  type Schemas,
  type TranscriptionComplete,
  type UploadProgress,
  type WaitOptions,
} from "@jobwire/cielo24";
import { createCielo24Client as createSelected, waitForJob } from "@jobwire/cielo24/operations";
import { expectTypeOf, test } from "vitest";

declare const cielo24: Cielo24Client;
declare const error: unknown;

/** Compiled, never run. */
export function calls() {
  cielo24.deleteJob({ job_id: "64bd" }, { signal: AbortSignal.timeout(1), timeout: 1, retries: 0 });
  cielo24.login();
  // @ts-expect-error: the argument is missing
  cielo24.deleteJob();
  // @ts-expect-error: a member of the argument is missing
  cielo24.deleteJob({});
  // @ts-expect-error: the id has another type
  cielo24.deleteJob({ job_id: 64 });
  // @ts-expect-error: the argument is misspelt
  cielo24.deleteJob({ job_id: "64bd", jobId: "64bd" });
  // @ts-expect-error: the client supplies the version
  cielo24.deleteJob({ job_id: "64bd", v: 1 });
  // @ts-expect-error: the option of the call is misspelt
  cielo24.deleteJob({ job_id: "64bd" }, { timeuot: 1 });
  // @ts-expect-error: there is no such operation
  cielo24.deleteJobs({ job_id: "64bd" });
}

/** The type of an answer follows from the arguments and the options. */
export function kinds(given: GetCaptionArguments, build_url: boolean) {
  const captions = { job_id: "64bd", caption_format: "SRT" } as const;
  const asStream = { as: "stream" } as const;
  expectTypeOf(cielo24.getCaption(captions)).toEqualTypeOf<Call<string>>();
  expectTypeOf(cielo24.getCaption({ ...captions, build_url: false }, { timeout: 1 })).toEqualTypeOf<
    Call<string>
  >();
  expectTypeOf(cielo24.getCaption({ ...captions, build_url: true })).toEqualTypeOf<
    Call<Schemas["CaptionLink"]>
  >();
  expectTypeOf(cielo24.getCaption({ ...captions, build_url })).toEqualTypeOf<Call<GetCaptionResult>>();
  expectTypeOf(cielo24.getCaption(given)).toEqualTypeOf<Call<string | { CaptionUrl: string }>>();
  expectTypeOf(cielo24.getCaption(captions, asStream)).toEqualTypeOf<Call<ReadableStream<Uint8Array>>>();
  expectTypeOf(cielo24.downloadMedia({ job_id: "64bd", media_type: "mp3" })).toEqualTypeOf<
    Call<Uint8Array>
  >();
  expectTypeOf(cielo24.downloadMedia({ job_id: "64bd", media_type: "mp3" }, asStream)).toEqualTypeOf<
    Call<ReadableStream<Uint8Array>>
  >();
  // @ts-expect-error: a link cannot be streamed
  cielo24.getCaption({ ...captions, build_url: true }, { as: "stream" });
  // @ts-expect-error: neither can JSON
  cielo24.getJobInfo({ job_id: "64bd" }, { as: "stream" });
}

export function uploads(file: FileInput, stream: ReadableStream<Uint8Array>) {
  const onProgress = ({ sent, total }: UploadProgress) => sent / (total ?? 1);
  for (const body of [file, stream, new Blob([]), new Uint8Array(), new ArrayBuffer(1), "text"])
    cielo24.uploadMedia({ job_id: "64bd", body }, { onProgress });
  cielo24.uploadMedia({ job_id: "64bd", body: stream, "Content-Length": 5 });
  cielo24.uploadCustomGuidelines({ job_id: "64bd", file: new Blob([]) }, { onProgress });
  cielo24.raw.POST("/api/job/add_media", { params: { query: { job_id: "64bd" } }, body: stream });
  cielo24.raw.POST("/api/job/add_custom_guidelines", {
    params: { query: { job_id: "64bd" } },
    body: { file: new Uint8Array() },
  });
  // @ts-expect-error: the file is missing
  cielo24.uploadMedia({ job_id: "64bd" });
  // @ts-expect-error: a form is no file
  cielo24.uploadMedia({ job_id: "64bd", body: new FormData() });
  // @ts-expect-error: the size of a stream within a form is not known
  cielo24.uploadCustomGuidelines({ job_id: "64bd", file: stream });
  // @ts-expect-error: nothing is uploaded
  cielo24.deleteJob({ job_id: "64bd" }, { onProgress });
}

export function values() {
  const order = { job_id: "64bd", transcription_fidelity: "PREMIUM" } as const;
  cielo24.performTranscription({ ...order, options: { speaker_id: true }, target_language: ["de", "fr"] });
  cielo24.getTranscript({ job_id: "64bd", file_format: "txt", sound_boundaries: ["{", "}"] });
  // @ts-expect-error: the client writes the JSON
  cielo24.performTranscription({ ...order, options: "{}" });
  // @ts-expect-error: an option is misspelt
  cielo24.performTranscription({ ...order, options: { speakerId: true } });
  // @ts-expect-error: the client puts in the commas
  cielo24.performTranscription({ ...order, target_language: "de,fr" });
  // @ts-expect-error: there are two boundaries
  cielo24.getTranscript({ job_id: "64bd", file_format: "txt", sound_boundaries: ["{"] });
  // @ts-expect-error: the client writes the boolean
  cielo24.performTranscription({ ...order, standard_product: "yes" });
}

export function waits() {
  const selected = createSelected({ apiToken: "t" }, { waitForJob });
  // @ts-expect-error: it was not selected
  selected.getJobInfo({ job_id: "64bd" });
  // @ts-expect-error: the id is missing
  cielo24.waitForJob({});
  // @ts-expect-error: it is no call
  cielo24.waitForJob({ job_id: "64bd" }).withResponse();
  const onProgress = ({ JobStatus }: GetJobInfoResult) => JobStatus;
  return selected.waitForJob({ job_id: "64bd" }, { interval: 1, maxInterval: 2, timeout: 3, onProgress });
}

export function receives(url: URL, request: Request) {
  expectTypeOf(parseTranscriptionComplete("/done")).toEqualTypeOf<TranscriptionComplete>();
  parseTranscriptionComplete(url);
  parseTranscriptionComplete(request);
  createServer((incoming) => parseTranscriptionComplete(incoming));
  // @ts-expect-error: it is no request
  parseTranscriptionComplete(7);
}

export function callsByPath() {
  const call = cielo24.raw.GET("/api/job/delete", { params: { query: { job_id: "64bd" } } });
  cielo24.raw.GET("/api/account/login");
  // @ts-expect-error: there is no such path
  cielo24.raw.GET("/api/job/del", { params: { query: { job_id: "64bd" } } });
  // @ts-expect-error: the path has no such verb
  cielo24.raw.DELETE("/api/job/delete");
  // @ts-expect-error: a parameter is missing
  cielo24.raw.GET("/api/job/delete", { params: { query: { v: 1 } } });
  return call;
}

export function creations(secret: string | undefined) {
  createCielo24Client({ apiToken: "t", timeout: undefined });
  createCielo24Client({ username: "u", password: "p", secureKey: undefined });
  createCielo24Client({ username: "u", secureKey: "k" });
  // @ts-expect-error: no credentials
  createCielo24Client({});
  // @ts-expect-error: the secret is missing
  createCielo24Client({ username: "u" });
  // @ts-expect-error: credentials of two kinds
  createCielo24Client({ apiToken: "t", username: "u", password: "p" });
  // @ts-expect-error: two secrets
  createCielo24Client({ username: "u", password: "p", secureKey: "k" });
  // @ts-expect-error: the credential may be absent
  createCielo24Client({ apiToken: secret });
  // @ts-expect-error: the option is misspelt
  createCielo24Client({ apiToken: "t", retry: 1 });
}

export function codes() {
  if (isCielo24Error(error, "deleteJob")) {
    // @ts-expect-error: the code is misspelt
    if (error.code === "ITEM_NOT_FOUNT") return;
    // @ts-expect-error: the code is one of another operation
    if (error.code === "LOGIN_INVALID") return;
    if (error.code === "ITEM_NOT_FOUND") return;
  }
  if (isCielo24Error(error) && error.code === "LOGIN_INVALID") return;
  // @ts-expect-error: there is no such operation
  isCielo24Error(error, "deleteJobs");
}

test("what is not set is null, and nothing else", () => {
  expectTypeOf<GetJobInfoResult["MediaLengthSeconds"]>().toEqualTypeOf<number | null | undefined>();
  expectTypeOf<GetJobInfoResult["CompletedDate"]>().toEqualTypeOf<string | null | undefined>();
});

test("waiting", () => {
  expectTypeOf<ReturnType<typeof waits>>().resolves.toEqualTypeOf<GetJobInfoResult>();
  expectTypeOf<Parameters<Cielo24Client["waitForJob"]>[1]>().toEqualTypeOf<
    WaitOptions<GetJobInfoResult> | undefined
  >();
});

test("callbacks", () => {
  expectTypeOf<TranscriptionComplete["job_id"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<TranscriptionComplete["iwp_name"]>().toEqualTypeOf<string | undefined>();
});

test("results", () => {
  expectTypeOf<DeleteJobResult>().toEqualTypeOf<{ TaskId: string }>();
  expectTypeOf<Cielo24Client["deleteJob"]>().returns.toEqualTypeOf<Call<DeleteJobResult>>();
  expectTypeOf<Awaited<Call<DeleteJobResult>>>().toEqualTypeOf<{ TaskId: string }>();
  expectTypeOf<Call<DeleteJobResult>["withResponse"]>().returns.resolves.toEqualTypeOf<
    FullAnswer<DeleteJobResult>
  >();
  expectTypeOf<Awaited<ReturnType<typeof callsByPath>>["data"]>().toEqualTypeOf<
    DeleteJobResult | undefined
  >();
});
