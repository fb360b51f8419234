/** cielo24 by hand over `fetch`. */
const query = new URLSearchParams({
  v: "1",
  job_id: "64bea283eff6475ea6596027a6ba0929",
  api_token: "7ca5dc5c7cce449fb0fff719307e8f5f",
});

export function connect(url) {
  return async () => {
    const response = await fetch(`${url}/api/job/delete?${query}`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  };
}
