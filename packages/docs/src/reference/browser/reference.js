/** Lets Redoc show the reference in place of the static one, once it has something to show. */

const page = document.querySelector(".reference");
const outline = page.querySelector(".reference-static");
const target = page.querySelector(".reference-redoc");

const options = {
  disableTelemetry: true,
  hideLoading: true,
  sortRequiredPropsFirst: true,
  jsonSamplesExpandLevel: "all",
  schemasExpansionLevel: 2,
  codeSamples: {
    languages: [
      { lang: "typescript", label: "TypeScript" },
      { lang: "curl" },
      { lang: "typescript", label: "Mock" },
      { lang: "payload", label: "Payload" },
    ],
  },
  downloadUrls: JSON.parse(page.dataset.downloads),
};

// Redoc would keep the state of its panels in a cookie. This site sets none.
Object.defineProperty(document, "cookie", { get: () => "", set() {} });

const [{ init }, definition] = await Promise.all([
  import(new URL(page.dataset.redoc, document.baseURI)),
  fetch(page.dataset.definition).then((response) => response.json()),
]);

// Until there is a section of Redoc's, or if it fails, the static reference stays.
let shown = false;
let settled = location.hash.length <= 2;
new MutationObserver(() => {
  if (!shown && target.querySelector("[data-section-id]")) show();
  if (!shown) return;
  mend();
  // What Redoc adds above would push the operation away that the address names.
  if (!settled)
    target.querySelector(`[data-section-id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
}).observe(target, { childList: true, subtree: true });
init(definition, options, target);

function show() {
  shown = true;
  const title = document.createElement("h1"); // Redoc begins with smaller headings
  title.className = "reference-name";
  title.textContent = page.dataset.title;
  outline.replaceWith(title);
  target.hidden = false;
  const settle = () => {
    settled = true;
  };
  for (const event of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(event, settle, { once: true });
  setTimeout(settle, 1500);
}

/** What Redoc leaves undone for those who do not see the page, or use no mouse. */
function mend() {
  target.querySelector("main")?.setAttribute("role", "presentation"); // the page has one
  letScroll(".md-table-wrapper", "Table");
  letScroll("pre[data-language]", "Code");
  for (const button of target.querySelectorAll("a > button:not([aria-hidden])")) {
    button.parentElement.setAttribute("aria-label", button.textContent); // the link is what one uses
    button.setAttribute("aria-hidden", "true");
  }
  for (const button of target.querySelectorAll('button[aria-label="Example"]')) {
    button.setAttribute("aria-label", `Example: ${button.textContent}`); // else what it shows is not what it is called
  }
}

/** Lets the keyboard reach what may be too wide. */
function letScroll(selector, label) {
  for (const box of target.querySelectorAll(`${selector}:not([tabindex])`)) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
  }
}

// Redoc looks at the system's setting only when it starts.
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => {
  document.documentElement.classList.toggle("dark", dark.matches);
  document.documentElement.classList.toggle("light", !dark.matches);
});
