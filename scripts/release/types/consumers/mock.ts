import { type Mock, providers, type RecordedRequest, startMock } from "@jobwire/mock";

export const names: readonly string[] = providers;

export async function requests(): Promise<readonly RecordedRequest[]> {
  const mock: Mock<"tencent-batch"> = await startMock("tencent-batch", { seed: "types", port: 0 });
  mock.respond("deleteJob", { example: "throttled" });
  const { secretId } = mock.credentials;
  await mock.fetch(`${mock.url}/?id=${secretId}`);
  await mock.close();
  return mock.requests;
}
