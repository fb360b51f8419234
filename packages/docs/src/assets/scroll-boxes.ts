/** Lets the keyboard reach boxes that scroll sideways, and only while they do. */
const boxes = document.querySelectorAll<HTMLElement>("pre.code, pre.install, .table-box");
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of boxes) watcher.observe(box);
