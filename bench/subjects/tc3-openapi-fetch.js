/** Tencent by openapi-fetch alone, signed inside its `fetch`, with a `Request` that only records. */
import createClient from "openapi-fetch";
import { signed } from "./tc3-web-crypto.js";

class Recorded {
  constructor(url, init) {
    this.url = url;
    this.init = init;
  }
}

export function connect(baseUrl) {
  const { host } = new URL(baseUrl);
  const client = createClient({
    baseUrl,
    Request: Recorded,
    fetch: async ({ url, init: { body } }) =>
      fetch(url, { method: "POST", headers: await signed(host, body), body }),
  });
  return async () => {
    const { data, error } = await client.POST("/", { body: { JobId: "job-f5da1edl" } });
    if (error ?? data.Response.Error) throw new Error(JSON.stringify(error ?? data));
    return data.Response;
  };
}
