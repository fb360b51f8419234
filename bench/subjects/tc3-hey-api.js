/** Tencent by what @hey-api/openapi-ts generates of our spec, signed in an interceptor. */
import { client, deleteJob } from "../dist/hey-api.js";
import { signed } from "./tc3-web-crypto.js";

export function connect(baseUrl) {
  const { host } = new URL(baseUrl);
  client.setConfig({ baseUrl });
  client.interceptors.request.use(async (request, { serializedBody }) => {
    const headers = await signed(host, serializedBody);
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    return request;
  });
  return async () => {
    const { data, error } = await deleteJob({ body: { JobId: "job-f5da1edl" } });
    if (error ?? data.Response.Error) throw new Error(JSON.stringify(error ?? data));
    return data.Response;
  };
}
