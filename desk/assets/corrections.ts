/* The form of a correction: what is selected in the sentence becomes a row; suggestions are taken
   over by a button. Without a script both are typed. */

function emptyRow(form: HTMLFormElement): HTMLTableRowElement | null {
  const rows = [...form.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  const free = rows.find((row) => row.querySelector<HTMLInputElement>("[name=words]")?.value === "");
  const last = rows.at(-1);
  if (free !== undefined || last === undefined) return free ?? null;
  const made = last.cloneNode(true) as HTMLTableRowElement;
  for (const field of made.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
    field.value = "";
    const name = field.getAttribute("aria-label") ?? "";
    field.setAttribute("aria-label", name.replace(/\d+$/, String(rows.length + 1)));
  }
  last.after(made);
  return made;
}

function nameSelected(form: HTMLFormElement, sentence: HTMLTextAreaElement): void {
  const words = sentence.value.slice(sentence.selectionStart, sentence.selectionEnd).trim();
  const row = words === "" ? null : emptyRow(form);
  const field = row?.querySelector<HTMLInputElement>("[name=words]");
  if (!row || !field) return sentence.focus();
  field.value = words;
  row.querySelector<HTMLSelectElement>("[name=entity]")?.focus();
}

function takeOver(button: HTMLButtonElement, sentence: HTMLTextAreaElement): void {
  const { words = "", instead = "" } = button.dataset;
  sentence.value = sentence.value.replaceAll(words, instead);
  button.closest("p")?.remove();
  sentence.focus();
}

export function listenOnCorrections(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-correction]");
  const sentence = form?.querySelector("textarea");
  if (!form || !sentence) return;
  const naming = form.querySelector<HTMLButtonElement>("[data-name-selected]");
  naming?.removeAttribute("hidden");
  naming?.addEventListener("click", () => nameSelected(form, sentence));
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-instead]")) {
    button.hidden = false;
    button.addEventListener("click", () => takeOver(button, sentence));
  }
}
