/** Code that shows a call. */
export interface Sample {
  /** For colouring: `typescript` or `bash`. */
  readonly lang: string;
  /** What readers choose it by. */
  readonly label: "TypeScript" | "curl" | "Mock";
  readonly source: string;
}
