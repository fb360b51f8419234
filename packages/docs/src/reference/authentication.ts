import type { Bundle } from "./bundle.ts";
import { firstSentence } from "./first-sentence.ts";

/** Said of an API without security schemes. */
export const noAuthentication = "None: user and password are what the call itself takes";

/** How an API's calls are authenticated, in one line: what its security schemes' descriptions begin with. */
export function authentication({ components }: Bundle): string {
  const schemes = Object.values(components?.securitySchemes ?? {});
  if (schemes.length === 0) return noAuthentication;
  const told = schemes.map(
    ({ description }) =>
      firstSentence(description.replaceAll("\n", " ")).split(":")[0]?.replace(/\.$/, "") as string,
  );
  return told.map((text, i) => (i === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1))).join(", or ");
}

/** Said where there are several schemes; Markdown. `base` leads to the site's root. */
export const authenticationChoice = (base: string): string =>
  `A call needs one of these. By which of them the client calls, and what to give it, stands in [the guide](${base}guides/authentication/).`;

/** Where the tokens come from, if another API issues them; Markdown, a paragraph each. `base` leads to the site's root. */
export function tokenSources(uses: readonly { name: string; title: string }[], base: string): string[] {
  return uses.map(
    ({ name, title }) => `Tokens come from a call that several services share: [${title}](${base}${name}/).`,
  );
}
