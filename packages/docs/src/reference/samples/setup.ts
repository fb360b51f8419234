/** How a package's README makes a client, which is how the samples do it. */
export interface Setup {
  /** The name of the client's variable, such as `batch`. */
  readonly client: string;
  /** From the first import to the client. */
  readonly source: string;
  /** The same with a mock; undefined where the README shows none. */
  readonly mock: string | undefined;
}

/** Reads the first block of TypeScript that makes a client, and the first that makes one with a mock. */
export function readSetup(readme: string, createClient: string, name: string): Setup {
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code as string);
  const making = blocks.filter((block) => block.includes(`${createClient}(`));
  const first = making.find((block) => !block.includes("startMock("));
  if (first === undefined)
    throw new Error(`packages/${name}/README.md: no block of ts calls ${createClient}`);
  const mocked = making.find((block) => block.includes("startMock("));
  return {
    ...cutAfterClient(first, createClient, name),
    mock: mocked && cutAfterClient(mocked, createClient, name).source,
  };
}

function cutAfterClient(
  block: string,
  createClient: string,
  name: string,
): { client: string; source: string } {
  const statement = new RegExp(`^const (\\w+) = ${createClient}\\([^;]*\\);$`, "m").exec(block);
  if (!statement)
    throw new Error(`packages/${name}/README.md: expected const … = ${createClient}(…); in its first block`);
  const [text, client] = statement;
  return { client: client as string, source: block.slice(0, statement.index + text.length) };
}
