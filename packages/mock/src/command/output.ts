/** Where lines are printed, as long as somebody reads them. */
export interface Output {
  write(text: string): void;
  /** Resolves when all of it has been taken, or when nobody takes it. */
  flushed(): Promise<void>;
}

/** How long a reader that has stopped reading is waited for at the end, in ms. */
const patience = 500;

/** Joins a stream; `onClosed` is called once its reader has gone, as with `| head`. */
export function openOutput(stream: NodeJS.WritableStream, onClosed: () => void): Output {
  let closed = false;
  stream.on("error", () => {
    closed = true;
    onClosed();
  });
  return {
    write: (text) => {
      if (!closed) stream.write(text);
    },
    flushed: () =>
      new Promise((resolve) => {
        if (closed) resolve();
        else stream.write("", () => resolve());
        setTimeout(resolve, patience);
      }),
  };
}
