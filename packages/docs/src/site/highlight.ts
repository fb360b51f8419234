import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import http from "highlight.js/lib/languages/http";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import yaml from "highlight.js/lib/languages/yaml";
import { escapeHtml } from "./html.ts";

for (const [name, language] of Object.entries({ bash, http, json, typescript, yaml })) {
  hljs.registerLanguage(name, language); // with its aliases: ts, sh, yml
}

/** Code as HTML, coloured by spans of the classes `hljs-…`. An unknown or empty language is left plain. */
export function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escapeHtml(code);
}

/** A block of code, as all pages show it; the browser adds the copy button. */
export function codeBlock(code: string, language: string): string {
  return `<pre class="code" data-language="${escapeHtml(language)}"><code>${highlight(code.trimEnd(), language)}</code></pre>\n`;
}
