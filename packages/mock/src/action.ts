/**
 * What tells apart operations that share a URL. Their paths end in a fragment, as in
 * `/#X-TC-Action=DeleteJob`: it is never sent, and names the header and its value.
 */
export interface Action {
  /** The path that is sent. */
  readonly path: string;
  /** In lower case. */
  readonly header: string;
  readonly value: string;
}

/** The action that a path of a spec names in its fragment. */
export function actionOf(path: string): Action | undefined {
  const [, sent, header, value] = path.match(/^([^#]*)#([^=]+)=(.*)$/) ?? [];
  return sent !== undefined && header !== undefined && value !== undefined
    ? { path: sent, header: header.toLowerCase(), value }
    : undefined;
}
