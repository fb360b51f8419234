/** BigChange by hand over `fetch`. */
export function connect(url) {
  return async () => {
    const headers = {
      Authorization: "Bearer eyJhbGciOiJub25lIn0.e30.example",
      "Customer-Id": "40817",
      "Content-Type": "application/json",
    };
    const body = JSON.stringify({ reason: "The customer moved the visit." });
    const response = await fetch(`${url}/v1/jobs/128734501/cancel`, { method: "PUT", headers, body });
    if (!response.ok) throw new Error(`status ${response.status}`);
    await response.arrayBuffer();
  };
}
