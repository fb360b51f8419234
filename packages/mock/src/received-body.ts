/** A body may have this many bytes, unless it is an upload. */
export const maximumBody = 10 * 1024 * 1024;

/** So many bytes of an upload are kept: enough to know small ones by, and to recognize large ones in the history. */
export const keptOfUpload = 64 * 1024;

/** What is kept of a body while it comes. */
export class ReceivedBody {
  readonly #isUpload: boolean;
  #chunks: Uint8Array[] = [];
  #kept = 0;
  #size = 0;

  constructor(isUpload: boolean) {
    this.#isUpload = isUpload;
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.isTooLarge) this.#chunks = [];
    else if (!this.#isUpload) this.#chunks.push(chunk);
    else if (this.#kept < keptOfUpload) {
      // A copy: what it is a part of may be much larger.
      const part = Uint8Array.from(chunk.subarray(0, keptOfUpload - this.#kept));
      this.#kept += part.length;
      this.#chunks.push(part);
    }
  }

  get isTooLarge(): boolean {
    return !this.#isUpload && this.#size > maximumBody;
  }

  taken(): { body: Buffer | undefined; size: number | undefined } {
    if (this.isTooLarge) return { body: undefined, size: this.#size };
    const body = Buffer.concat(this.#chunks);
    return { body, size: body.length === this.#size ? undefined : this.#size };
  }
}
