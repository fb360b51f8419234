import { html } from "./html.ts";

/** The search over all operations. A page has one; `assets/search.ts` brings it to life. */
export const searchBox = html`<search class="search">
  <div class="search-field">
    <input id="search" type="search" role="combobox" aria-label="Search all operations" aria-expanded="false" aria-controls="search-results" aria-autocomplete="list" aria-describedby="search-status" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Search operations">
    <kbd title="Press / to search">/</kbd>
  </div>
  <div id="search-results" role="listbox" aria-label="Operations" hidden></div>
  <p id="search-status" role="status"></p>
</search>`;
