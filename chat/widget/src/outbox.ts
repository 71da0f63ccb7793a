/**
 * Messages on their way: kept by the browser until the assistant has acknowledged them, and
 * sent again, under the same id, as often as that takes. The assistant counts each id once.
 */
import { remember, remembered } from "./storage";

/** After this, a message that was never sent waits for the customer: a late "yes" is no yes. */
const FRESH = 15 * 60 * 1000;

export interface Outgoing {
  id: string;
  /** What is sent: words, or the payload of a button. */
  message: string;
  /** What is shown meanwhile. */
  text: string;
  at: number;
  state: "waiting" | "held" | "refused";
}

export class Outbox {
  messages: Outgoing[] = [];
  private owner: string | null = null;

  /** Goes on with what is kept for a customer, and what was written before they were known. */
  load(owner: string): void {
    const written = this.owner === null ? this.messages : [];
    this.owner = owner;
    this.messages = this.read().map((each) =>
      each.state === "waiting" && Date.now() - each.at > FRESH ? { ...each, state: "held" } : each,
    );
    this.change((messages) => [...messages, ...written]);
  }

  add(message: string, text: string): void {
    const id = crypto.randomUUID?.() ?? randomId();
    const added: Outgoing = { id, message, text, at: Date.now(), state: "waiting" };
    this.change((messages) => [...messages, added]);
  }

  next(): Outgoing | undefined {
    return this.messages.find((each) => each.state === "waiting");
  }

  mark(id: string, state: Outgoing["state"]): void {
    const at = Date.now();
    this.change((all) => all.map((each) => (each.id === id ? { ...each, state, at } : each)));
  }

  remove(ids: string[]): void {
    this.change((messages) => messages.filter((each) => !ids.includes(each.id)));
  }

  /** Changes what is kept and what is shown; another tab may have kept more. */
  private change(edit: (messages: Outgoing[]) => Outgoing[]): void {
    this.messages = edit(this.messages);
    if (this.owner === null) return;
    const kept = edit(this.read());
    const name = this.name();
    remember(localStorage, name, kept.length === 0 ? null : JSON.stringify(kept));
  }

  private read(): Outgoing[] {
    try {
      const kept: unknown = JSON.parse(remembered(localStorage, this.name()) ?? "[]");
      return Array.isArray(kept) ? (kept as Outgoing[]) : [];
    } catch {
      return [];
    }
  }

  private name(): string {
    return `outbox:${this.owner}`;
  }
}

/** For pages without HTTPS, where browsers have no `randomUUID`. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}
