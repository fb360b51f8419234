/** Tencent by hand over `fetch`, signed with Web Crypto: what runs everywhere without a package. */
import { signed } from "./tc3-web-crypto.js";

export function connect(url) {
  const { host } = new URL(url);
  return async () => {
    const body = JSON.stringify({ JobId: "job-f5da1edl" });
    const headers = await signed(host, body);
    const response = await fetch(url, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { Response } = await response.json();
    if (Response.Error) throw new Error(Response.Error.Message);
    return Response;
  };
}
