const ending = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** In ms. */
const echo = 200;

/** Whether Ctrl-C comes from a terminal, which sends it to every process that runs there. */
export const atTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);

/** Calls `first` when the process is asked to end, and `second` when it is asked again. */
export function onEndingSignal(
  first: (signal: NodeJS.Signals) => void,
  second: (signal: NodeJS.Signals) => void,
): void {
  let asked: number | undefined;
  for (const signal of ending) {
    process.on(signal, () => {
      if (asked === undefined) {
        asked = performance.now();
        first(signal);
        return;
      }
      // npx passes on a Ctrl-C that the terminal has sent already: one press, and two signals.
      if (signal === "SIGINT" && atTerminal && performance.now() - asked < echo) return;
      second(signal);
    });
  }
}
