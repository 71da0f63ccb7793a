/* The page of a hand-off: Ctrl+Enter sends, drafts outlive a reload, the end stays in view. */

const BETWEEN_SIGNS = 3000;

/** Shows the customer that an answer is being written; nothing depends on its arrival. */
function showTyping(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const address = form.dataset["typing"];
  const csrf = form.querySelector<HTMLInputElement>("[name=csrf]")?.value;
  if (address === undefined || csrf === undefined) return;
  let last = 0;
  field.addEventListener("input", () => {
    if (Date.now() - last < BETWEEN_SIGNS) return;
    last = Date.now();
    const headers = { "X-CSRF-Token": csrf };
    fetch(address, { method: "POST", headers }).catch(() => undefined);
  });
}

function keepDraft(form: HTMLFormElement): void {
  const field = form.querySelector("textarea");
  const client = form.querySelector<HTMLInputElement>("[name=client_id]");
  if (field === null || client === null) return;
  const key = `draft ${form.dataset["reply"] ?? ""}`;
  const sending = `sending ${key}`;
  const sent = new URLSearchParams(location.search).get("sent");
  if (sent !== null && sent === localStorage.getItem(sending)) localStorage.removeItem(key);
  // What could not be sent comes back with the page, and counts more than an older draft.
  if (field.value === "") field.value = localStorage.getItem(key) ?? "";
  field.addEventListener("input", () => localStorage.setItem(key, field.value));
  showTyping(form, field);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  let isOnItsWay = false;
  addEventListener("pageshow", () => (isOnItsWay = false));
  form.addEventListener("submit", (event) => {
    if (isOnItsWay) return event.preventDefault();
    isOnItsWay = true;
    localStorage.setItem(sending, client.value);
  });
}

function keepAtEnd(): void {
  for (const list of document.querySelectorAll("[data-to-end]")) list.scrollTop = list.scrollHeight;
}

/** A hand-off that has ended is shown anew, with what can still be done; drafts are kept. */
function showEnd(before: string | undefined): void {
  const now = document.querySelector<HTMLElement>("[data-status]")?.dataset["status"];
  if (before !== undefined && now !== undefined && now !== before) location.reload();
}

export function listenOnHandoffs(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-reply]")) keepDraft(form);
  keepAtEnd();
  const status = document.querySelector<HTMLElement>("[data-status]")?.dataset["status"];
  document.addEventListener("htmx:afterSwap", () => {
    keepAtEnd();
    showEnd(status);
    const title = document.querySelector<HTMLElement>("[data-title]")?.dataset["title"];
    if (title !== undefined) document.title = title;
  });
}
