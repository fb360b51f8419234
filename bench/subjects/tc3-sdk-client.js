/** A client of the official Tencent SDK, by how the SDK was imported. */
export function connectBy(batch, url, agent) {
  const { host: endpoint } = new URL(url);
  const client = new batch.v20170312.Client({
    credential: { secretId: "AKIDEXAMPLE", secretKey: "EXAMPLESECRETKEY" },
    region: "ap-guangzhou",
    profile: { httpProfile: { endpoint, protocol: "http://", ...(agent && { agent }) } },
  });
  return () => client.DeleteJob({ JobId: "job-f5da1edl" });
}
