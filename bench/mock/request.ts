/** The request that every server is asked: the spec's own example, with the token that the mock accepts. */
export const request = {
  method: "DELETE",
  path: "/v1.0/48cc2c48765f481480c7db940d6409d1/streaming/jobs/138",
  headers: { "x-auth-token": "MIIExampleTokenThatOpensNothing0123456789" },
};

/** What every server answers to it. */
export const expected = '{"is_success":"true","message":"The job is successfully deleted."}';
