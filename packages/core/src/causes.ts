/** An error, its cause, the cause of that, and so on; of whatever realm, and ended where they form a circle. */
export function causes(error: unknown): {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
}[] {
  const found = new Set<object>();
  let next = error;
  while (typeof next === "object" && next !== null && !found.has(next)) {
    found.add(next);
    next = (next as { cause?: unknown }).cause;
  }
  return [...found];
}
