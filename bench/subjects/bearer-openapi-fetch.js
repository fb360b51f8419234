/** BigChange by openapi-fetch alone, as its README says. */
import createClient from "openapi-fetch";

export function connect(baseUrl) {
  const headers = { Authorization: "Bearer eyJhbGciOiJub25lIn0.e30.example", "Customer-Id": "40817" };
  const client = createClient({ baseUrl, headers });
  return async () => {
    const params = { path: { jobId: "128734501" } };
    const body = { reason: "The customer moved the visit." };
    const { error, response } = await client.PUT("/v1/jobs/{jobId}/cancel", { params, body });
    if (!response.ok) throw new Error(`status ${response.status}: ${JSON.stringify(error)}`);
  };
}
