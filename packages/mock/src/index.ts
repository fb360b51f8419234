/** Mock servers of the jobwire providers, which answer from the providers' own specs. */
export { providers } from "./bundles.ts";
export type { Mock, MockOptions, RecordedRequest } from "./mock.ts";
export { startMock } from "./start.ts";
