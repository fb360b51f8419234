/** Gives every block of code a button that copies what the block shows. */
function addButtons(within: ParentNode): void {
  for (const block of within.querySelectorAll<HTMLElement>("pre.code, .install")) {
    if (block.parentElement?.classList.contains("copyable")) continue;
    const frame = document.createElement("div");
    frame.className = "copyable";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    label(button, "Copy");
    button.addEventListener("click", () => void copy(block, button));
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

async function copy(block: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const done = await navigator.clipboard.writeText(block.textContent?.trimEnd() ?? "").then(
    () => true,
    () => false,
  );
  label(button, done ? "Copied" : "Copying is not allowed here");
  button.classList.toggle("copied", done);
  setTimeout(() => {
    label(button, "Copy");
    button.classList.remove("copied");
  }, 1500);
}

/** The button shows a picture; its words are for pointers and screen readers. */
function label(button: HTMLButtonElement, text: string): void {
  button.title = text;
  button.setAttribute("aria-label", text);
}

addButtons(document);
