/** The language of the interface: the customer's choice, the page's, the browser's. */
import { remember, remembered } from "./storage";

export type Language = "fr" | "it";

function known(language: string | null | undefined): Language | null {
  const short = language?.slice(0, 2).toLowerCase();
  return short === "fr" || short === "it" ? short : null;
}

export function chosenLanguage(ofScript: string | undefined): Language {
  return (
    known(remembered(localStorage, "language")) ??
    known(ofScript) ??
    known(document.documentElement.lang) ??
    navigator.languages.map(known).find((each) => each !== null) ??
    "fr"
  );
}

export function chooseLanguage(language: Language): void {
  remember(localStorage, "language", language);
}
