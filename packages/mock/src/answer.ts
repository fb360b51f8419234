/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** How the request or this answer breaks the spec. */
  readonly violations: readonly string[];
}
