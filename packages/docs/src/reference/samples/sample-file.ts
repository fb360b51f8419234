/** A file of which the spec has the content, as an example. */
export class SampleFile extends File {
  readonly content: string;
  /** As TypeScript: a `File` where a form needs its name, else a `Blob`. */
  readonly expression: string;

  /** `name` is taken unless the content tells one: `content of video.mp4`. */
  constructor(content: unknown, name: string, isNamed = false) {
    const text = String(content);
    super([text], text.match(/^content of (\S+)$/)?.[1] ?? name);
    this.content = text;
    const literal = JSON.stringify(text);
    this.expression = isNamed
      ? `new File([${literal}], ${JSON.stringify(this.name)})`
      : `new Blob([${literal}])`;
  }
}
