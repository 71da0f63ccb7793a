/** The conversation as the assistant stored it, and what of it still counts. */

export interface Button {
  title: string;
  payload: string;
}

export interface Opinion {
  helpful: boolean;
  words: string | null;
}

export interface Message {
  number: number;
  at: string;
  author: "customer" | "assistant" | "representative";
  text: string;
  turn: string;
  state: "received" | "answered" | "failed" | "kept";
  language?: string;
  client_id?: string;
  buttons?: Button[];
  name?: string;
  /** The operation that was carried out in this turn. */
  finished?: string;
  feedback?: Opinion | null;
}

/** Adds what is new, in order, once. */
export function merged(known: Message[], news: Message[]): Message[] {
  const byNumber = new Map([...known, ...news].map((each) => [each.number, each]));
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}

/** The message whose buttons may be pressed: the last with some, until the customer goes on. */
export function withLiveButtons(messages: Message[]): Message | undefined {
  const failed = new Set(
    messages.filter((each) => each.state === "failed").map((each) => each.turn),
  );
  for (const each of [...messages].reverse()) {
    if (each.buttons?.length) return each;
    if (each.author === "customer" && !failed.has(each.turn)) return undefined;
  }
  return undefined;
}

/** The message after which feedback is asked for: the last that reports something done. */
export function lastFinished(messages: Message[]): Message | undefined {
  const last = [...messages].reverse().find((each) => each.finished !== undefined);
  return last === undefined || isReview(last) ? undefined : last;
}

/** A review asks for a yes: its first button begins with one, in both languages. */
export function isReview(message: Message): boolean {
  return /^(Oui|Sì), /.test(message.buttons?.[0]?.title ?? "");
}
