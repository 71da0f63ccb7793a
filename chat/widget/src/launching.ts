/** What the launcher and the chat, which is loaded later, tell each other. */
import type { Language } from "./language";

export interface Launcher {
  root: ShadowRoot;
  /** Where the assistant is, such as `https://assistant.example`. */
  origin: string;
  /** Where the page gives tokens; empty for a page without signed-in customers. */
  endpoint: string;
  language: Language;
  unread(count: number): void;
  languageChanged(language: Language): void;
  closed(): void;
}

export interface Chat {
  /** @param byCustomer false after a reload, when the focus stays where it is. */
  open(byCustomer: boolean): void;
}
