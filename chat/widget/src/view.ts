/** What every part of the panel needs to speak to the customer. */
import type { Say } from "./labels";
import type { Language } from "./language";

export interface View {
  language: Language;
  say: Say;
}
