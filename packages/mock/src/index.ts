/** Mock servers of the jobwire providers, which answer as the providers do. */
export { providers } from "./bundles.ts";
export type {
  Fault,
  FaultKind,
  Mock,
  MockOptions,
  RecordedRequest,
  StubbedAnswer,
  Violation,
} from "./mock.ts";
export { startMock } from "./start.ts";
