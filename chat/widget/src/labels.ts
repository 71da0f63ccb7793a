/** The interface's own words, from one file per language. */
import fr from "../labels/fr.json";
import it from "../labels/it.json";
import type { Language } from "./language";

export type Label = keyof typeof fr;
export type Say = (label: Label, blanks?: Record<string, string>) => string;

const LABELS: Record<Language, Record<Label, string>> = { fr, it };

export function sayIn(language: Language): Say {
  return (label, blanks = {}) =>
    LABELS[language][label].replace(/{(\w+)}/g, (whole, name: string) => blanks[name] ?? whole);
}
