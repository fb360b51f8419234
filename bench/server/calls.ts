/** The call that is measured of each API, by how that authenticates. `subjects/` make the same calls. */
export type Protocol = "tc3" | "sdk-hmac" | "bearer" | "query-token";

/** Under which name its rows stand. */
export const apiName: Readonly<Record<Protocol, string>> = {
  tc3: "Tencent Batch (TC3)",
  "sdk-hmac": "Huawei DLI (SDK-HMAC)",
  bearer: "BigChange (bearer)",
  "query-token": "cielo24 (token in the query)",
};

/** What the servers take for valid. The subjects have them too. */
export const credentials = {
  tc3: { secretId: "AKIDEXAMPLE", secretKey: "EXAMPLESECRETKEY" },
  "sdk-hmac": { accessKey: "ACCESSKEYEXAMPLE", secretKey: "EXAMPLESECRETKEY" },
  bearer: { accessToken: "eyJhbGciOiJub25lIn0.e30.example", customerId: "40817" },
} as const;

interface Call {
  method: string;
  target: string;
  body: string;
  /** An answer without a body has status 204. */
  answer: string;
}

export const call: Readonly<Record<Protocol, Call>> = {
  tc3: {
    method: "POST",
    target: "/",
    body: '{"JobId":"job-f5da1edl"}',
    answer: '{"Response":{"RequestId":"0ffc9347-3c48-4ff9-9f1d-0a2d0d8b4a11"}}',
  },
  "sdk-hmac": {
    method: "DELETE",
    target: "/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138",
    body: "",
    answer: '{"is_success":"true","message":"The job is deleted."}',
  },
  bearer: {
    method: "PUT",
    target: "/v1/jobs/128734501/cancel",
    body: '{"reason":"The customer moved the visit."}',
    answer: "",
  },
  "query-token": {
    method: "GET",
    target:
      "/api/job/delete?job_id=64bea283eff6475ea6596027a6ba0929&v=1&api_token=7ca5dc5c7cce449fb0fff719307e8f5f",
    body: "",
    answer: '{"TaskId":"cc8095fb4a7e4b4f9a4b6e6a4c6a8f11"}',
  },
};
