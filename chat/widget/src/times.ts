/** Days and hours of messages, in the customer's language and time zone. */
import type { Say } from "./labels";
import type { Language } from "./language";

export function hour(at: string | number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(
    new Date(at),
  );
}

export function dayKey(at: string | number): string {
  return new Date(at).toDateString();
}

export function sameMinute(one: string, other: string): boolean {
  return one.slice(0, 16) === other.slice(0, 16); // both are UTC
}

export function day(at: string | number, language: Language, say: Say): string {
  const now = new Date();
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(at) === now.toDateString()) return say("today");
  if (dayKey(at) === yesterday.toDateString()) return say("yesterday");
  const sameYear = new Date(at).getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(new Date(at));
}
