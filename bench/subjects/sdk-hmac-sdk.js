/** Huawei's official core, called as its generated clients call it. */
import credentials from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import builder from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";

export function connect(url) {
  const projectId = "48cc2c48765f481480c7db940d6409d1";
  const credential = new credentials.BasicCredentials()
    .withAk("ACCESSKEYEXAMPLE")
    .withSk("EXAMPLESECRETKEY")
    .withProjectId(projectId);
  const client = new builder.ClientBuilder((made) => made)
    .withEndpoint(url)
    .withCredential(credential)
    .build();
  return async () => {
    const answer = await client.sendRequest({
      method: "DELETE",
      url: "/v1.0/{project_id}/streaming/jobs/{job_id}",
      contentType: "application/json",
      queryParams: {},
      pathParams: { project_id: projectId, job_id: "138" },
      headers: {},
    });
    if (answer.is_success !== "true") throw new Error(JSON.stringify(answer));
    return answer;
  };
}
