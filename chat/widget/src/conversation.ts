/**
 * One conversation with the assistant: what was said, what is on its way, and the connection.
 *
 * What is shown comes from the assistant's store alone, after the number of the last message
 * that is known, so that a reload, another tab and another device show the same.
 */
import { io, type Socket } from "socket.io-client";
import type { Language } from "./language";
import { Outbox, randomId, type Outgoing } from "./outbox";
import { remember, remembered } from "./storage";
import { EndpointUnreachable, Tokens, type Bearer } from "./tokens";
import { merged, type Message, type Opinion } from "./transcript";

const TIMEOUT = 30_000;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 15_000;
const BETWEEN_SIGNS = 3000;

export type Connection = "connecting" | "online" | "offline" | "signed_out";

interface Batch {
  conversation: string | null;
  owner: "assistant" | "human";
  messages: Message[];
  more?: boolean;
  error?: string;
}

type Answer = { ok?: boolean; error?: string; retry?: boolean };

export class Conversation {
  connection: Connection = "connecting";
  /** Whether the conversation so far has been read. */
  loaded = false;
  messages: Message[] = [];
  owner: "assistant" | "human" = "assistant";
  typing = false;
  /** The person who is writing to the customer just now, by name; null for nobody. */
  writer: string | null = null;
  readonly outbox = new Outbox();

  private id: string | null = null;
  private who: string | null = null;
  private wasSignedIn = false;
  private isSending = false;
  private delay = FIRST_DELAY;
  private retryTimer = 0;
  private lastSign = 0;
  private readonly tokens: Tokens;
  private readonly socket: Socket;

  /**
   * @param changed told whenever something is to be shown anew.
   * @param heard told of messages that arrive while the customer is there.
   */
  constructor(
    origin: string,
    endpoint: string,
    private readonly language: () => Language,
    private readonly changed: () => void,
    private readonly heard: (news: Message[]) => void,
  ) {
    this.tokens = new Tokens(endpoint, () => void this.renew());
    this.socket = io(origin, {
      path: "/socket.io",
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: FIRST_DELAY / 2,
      reconnectionDelayMax: LONGEST_DELAY / 3,
      withCredentials: false,
      auth: (give) => void this.identify().then(give, () => this.retryLater()),
    });
    this.socket.on("connect", () => void this.readOn());
    this.socket.on("connect_error", () => this.refused());
    this.socket.on("disconnect", (reason) => this.lost(reason));
    this.socket.on("messages", (batch: Batch) => this.take(batch, true));
    this.socket.on("typing", ({ on }: { on: boolean }) => this.show({ typing: on }));
    this.socket.on("person_typing", ({ name }: { name: string | null }) =>
      this.show({ writer: name }),
    );
    this.socket.on("auth_expired", () => {
      this.tokens.forget();
      void this.renew();
    });
    addEventListener("offline", () => this.show({ connection: "offline" }));
    addEventListener("online", () => this.reconnect());
  }

  start(): void {
    this.socket.connect();
  }

  /** Tries again now, such as after the customer has signed in. */
  reconnect(): void {
    clearTimeout(this.retryTimer);
    if (this.connection === "signed_out") this.tokens.forget();
    if (this.socket.connected) void (this.wasSignedIn ? this.renew() : this.readOn());
    else this.socket.disconnect().connect();
  }

  say(message: string, text = message): void {
    this.outbox.add(message, text);
    this.lastSign = 0; // what is sent is no longer being written
    this.changed();
    void this.send();
  }

  /** Shows the person who answers that the customer is writing. */
  writes(): void {
    if (this.owner !== "human" || Date.now() - this.lastSign < BETWEEN_SIGNS) return;
    this.lastSign = Date.now();
    this.socket.volatile.emit("typing");
  }

  sendHeld(id: string): void {
    this.outbox.mark(id, "waiting");
    this.changed();
    void this.send();
  }

  discard(id: string): void {
    this.outbox.remove([id]);
    this.changed();
  }

  /** Tells what the customer thinks of a finished task; false if it could not be stored. */
  async rate(about: Message, opinion: Opinion): Promise<boolean> {
    const answer = await this.ask<Answer>("feedback", { turn: about.turn, ...opinion });
    if (answer?.ok !== true) return false;
    this.messages = this.messages.map((each) =>
      each.number === about.number ? { ...each, feedback: opinion } : each,
    );
    this.changed();
    return true;
  }

  private async identify(): Promise<Record<string, string>> {
    const bearer = await this.tokens.get();
    if (bearer === null && this.wasSignedIn) {
      this.signedOut();
      throw new EndpointUnreachable("nobody is signed in any more");
    }
    this.become(bearer);
    return bearer === null ? { visitor: visitor() } : { token: bearer.token };
  }

  /** Begins anew when somebody else has signed in. */
  private become(bearer: Bearer | null): void {
    const who = bearer === null ? `visitor ${visitor()}` : bearer.owner;
    this.wasSignedIn = bearer !== null;
    if (who === this.who) return;
    this.who = who;
    this.forgetMessages();
    this.outbox.load(who);
  }

  private forgetMessages(): void {
    this.id = null;
    this.messages = [];
    this.owner = "assistant";
    this.loaded = false;
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const after = this.messages.at(-1)?.number ?? 0;
      const batch = await this.ask<Batch>("history", { after });
      if (batch === null || batch.error !== undefined) return;
      if (this.id !== null && batch.conversation !== this.id) {
        this.forgetMessages();
        continue;
      }
      this.take(batch, this.loaded);
      if (batch.more !== true) break;
    }
    this.delay = FIRST_DELAY;
    this.show({ connection: "online", loaded: true, typing: false, writer: null });
    await this.send();
  }

  /** What is on its way and not yet among the stored messages. */
  get pending(): Outgoing[] {
    const stored = new Set(this.messages.map((each) => each.client_id));
    return this.outbox.messages.filter((each) => !stored.has(each.id));
  }

  private take(batch: Batch, isNews: boolean): void {
    if (this.id !== null && batch.conversation !== this.id) {
      this.forgetMessages();
      void this.readOn();
      return;
    }
    const last = this.messages.at(-1)?.number ?? 0;
    const news = batch.messages.filter((each) => each.number > last);
    this.id = batch.conversation;
    this.owner = batch.owner;
    this.messages = merged(this.messages, batch.messages);
    if (isNews && news.length > 0) this.heard(news);
    this.changed();
  }

  /** Sends what waits, one after the other, until the assistant has it. */
  private async send(): Promise<void> {
    if (this.isSending || !this.loaded) return;
    this.isSending = true;
    try {
      for (let next = this.outbox.next(); next !== undefined; next = this.outbox.next()) {
        const answer = await this.ask<Answer>("user_uttered", {
          message: next.message,
          message_id: next.id,
          metadata: { language: this.language() },
        });
        if (answer === null) return; // not connected: sent again after the next `history`
        if (answer.ok === true) this.outbox.remove([next.id]);
        else if (answer.error === "auth_expired") return; // sent again once renewed
        else if (answer.retry === true) return this.retryLater();
        else this.outbox.mark(next.id, "refused");
        this.changed();
      }
    } finally {
      this.isSending = false;
    }
  }

  /** Shows the assistant a newer token, and goes on where it was. */
  private async renew(): Promise<void> {
    if (!this.socket.connected) return;
    try {
      const bearer = await this.tokens.get();
      if (bearer === null) return this.signedOut();
      const answer = await this.ask<Answer>("reauth", { token: bearer.token });
      if (answer?.ok === true) await this.readOn();
      else if (answer !== null) this.socket.disconnect().connect();
    } catch {
      this.retryLater();
    }
  }

  private signedOut(): void {
    this.socket.disconnect();
    this.show({ connection: "signed_out" });
  }

  private refused(): void {
    if (this.socket.active) this.show({ connection: "offline" });
    else {
      this.tokens.forget(); // the server refused it
      this.retryLater();
    }
  }

  private lost(reason: string): void {
    if (reason === "io client disconnect") return;
    this.show({ connection: navigator.onLine ? "connecting" : "offline", typing: false });
    if (reason === "io server disconnect") this.retryLater();
  }

  private retryLater(): void {
    if (this.connection === "signed_out") return;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.reconnect(), this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
    if (!this.socket.connected) this.show({ connection: "offline" });
  }

  /** Asks the assistant; null when no answer came. */
  private async ask<T>(event: string, data: unknown): Promise<T | null> {
    if (!this.socket.connected) return null;
    const socket = this.socket;
    const id = socket.id;
    try {
      return (await socket.timeout(TIMEOUT).emitWithAck(event, data)) as T;
    } catch {
      if (socket.connected && socket.id === id) socket.disconnect().connect();
      return null;
    }
  }

  private show(state: Partial<Pick<Conversation, "connection" | "loaded" | "typing" | "writer">>): void {
    Object.assign(this, state);
    this.changed();
  }
}

/** The secret by which somebody who is not signed in finds their conversation again. */
function visitor(): string {
  const known = remembered(localStorage, "visitor") ?? randomId();
  remember(localStorage, "visitor", known);
  return known;
}
