import type { SearchEntry } from "../site/search-index.ts";
import { rank } from "./ranking.ts";

const input = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLElement>("#search-results");
const status = document.querySelector<HTMLElement>("#search-status");
if (input && list && status) start(input, list, status);

function start(input: HTMLInputElement, list: HTMLElement, status: HTMLElement): void {
  const { root = "./", searchIndex = "" } = document.body.dataset;
  let index: Promise<SearchEntry[]> | undefined;
  let chosen = 0;
  let answered = ""; // the query that the list answers

  const load = () => {
    index ??= fetch(searchIndex)
      .then((answer) => answer.json() as Promise<SearchEntry[]>)
      .catch((error: unknown) => {
        index = undefined; // the next key tries again
        throw error;
      });
    return index;
  };
  const options = () => [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];

  const choose = (position: number) => {
    const all = options();
    chosen = (position + all.length) % Math.max(all.length, 1);
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === chosen));
    all[chosen]?.scrollIntoView({ block: "nearest" });
    const id = all[chosen]?.id;
    if (id) input.setAttribute("aria-activedescendant", id);
    else input.removeAttribute("aria-activedescendant");
  };

  const open = (isOpen: boolean) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  };

  const answer = async () => {
    const query = input.value.trim();
    const entries = await load().catch(() => undefined);
    if (input.value.trim() !== query) return; // typed on meanwhile
    answered = query;
    const found = entries ? rank(query, entries) : [];
    status.classList.toggle("search-failed", found.length === 0 && query !== "");
    list.replaceChildren(...found.map((entry, position) => option(entry, position, root)));
    open(found.length > 0);
    if (found.length > 0) choose(0);
    if (query === "") status.textContent = "";
    else if (!entries) status.textContent = "The search could not be loaded.";
    else if (found.length === 0) status.textContent = `Nothing found for “${query}”. ${covered(entries)}`;
    else status.textContent = found.length === 1 ? "1 operation" : `${found.length} operations`;
  };

  const go = async () => {
    if (input.value.trim() !== answered) await answer(); // typed faster than answered
    if (!list.hidden) options()[chosen]?.click();
  };

  input.addEventListener("focus", () => void load().catch(() => undefined), { once: true });
  input.addEventListener("input", () => void answer());
  input.addEventListener("focus", () => {
    if (options().length === 0) return;
    open(true);
    choose(chosen);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") {
      void go();
    } else if (event.key === "Escape") {
      input.value = "";
      void answer();
    } else return;
    event.preventDefault();
  });
  // Redoc listens to keys on the whole page; what is typed here is for this box alone.
  for (const name of ["keydown", "keypress", "keyup"]) {
    input.addEventListener(name, (event) => event.stopPropagation());
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Node && input.closest("search")?.contains(event.target))) open(false);
  });
  input.closest("search")?.addEventListener("focusout", (event) => {
    const next = (event as FocusEvent).relatedTarget;
    if (!(next instanceof Node && list.contains(next))) open(false);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus until the click
  list.addEventListener("click", () => {
    open(false);
    input.blur(); // the operation may stand on this very page
  });
  if (input.value !== "") void answer(); // a reload kept what was typed
}

/** What there is to find, since a search that fails is often for something that is not there yet. */
function covered(entries: readonly SearchEntry[]): string {
  const names = [...new Set(entries.map(({ provider }) => provider))];
  const list = new Intl.ListFormat("en-GB").format(names);
  return `So far there are ${entries.length} operations, of ${list}.`;
}

function option(entry: SearchEntry, position: number, root: string): HTMLElement {
  const link = document.createElement("a");
  link.href = root + entry.href;
  link.id = `search-option-${position}`;
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  const parts = { id: entry.id, summary: entry.summary, provider: entry.provider };
  for (const [name, text] of Object.entries(parts)) {
    const part = document.createElement("span");
    part.className = `result-${name}`;
    part.textContent = text;
    link.append(part);
  }
  const wire = document.createElement("code");
  wire.className = "result-wire";
  wire.textContent = `${entry.method} ${entry.path}`;
  link.append(wire);
  return link;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
