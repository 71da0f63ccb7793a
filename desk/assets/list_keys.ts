/* Moving through a list without a mouse: j for the next, k for the one before, Enter opens. */

const TYPING = "input, textarea, select, [contenteditable]";

function move(list: Element, step: number): void {
  const items = [...list.querySelectorAll<HTMLElement>("[data-list-item]")];
  if (items.length === 0) return;
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = here === -1 ? (step > 0 ? 0 : items.length - 1) : here + step;
  items[Math.max(0, Math.min(next, items.length - 1))]?.focus();
}

export function listenForListKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    const list = document.querySelector("[data-list-keys]");
    if (list === null || (event.key !== "j" && event.key !== "k")) return;
    event.preventDefault();
    move(list, event.key === "j" ? 1 : -1);
  });
}
