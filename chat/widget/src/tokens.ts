/**
 * Tokens of the page's own endpoint, renewed before they expire.
 *
 * The endpoint answers `{"token": "..."}`, or 204 (401, 403, 404 do too) when nobody is
 * signed in.
 */

const RENEW_AFTER = 0.75;
const LONGEST_TIMER = 2 ** 31 - 1;

export interface Bearer {
  token: string;
  /** Whose it is and for which conversation: what is remembered belongs to them alone. */
  owner: string;
}

/** The endpoint could not be asked: nothing is known of the customer. */
export class EndpointUnreachable extends Error {}

export class Tokens {
  private current: Bearer | null = null;
  private renewAt = 0;
  private timer = 0;

  /** @param renewed told of each token that takes the place of another. */
  constructor(
    private readonly endpoint: string,
    private readonly renewed: () => void,
  ) {}

  /**
   * Gives a token that is not about to expire, or null when nobody is signed in.
   * @throws EndpointUnreachable
   */
  async get(): Promise<Bearer | null> {
    if (this.current !== null && Date.now() < this.renewAt) return this.current;
    if (this.endpoint === "") return null;
    this.current = await this.fetch();
    return this.current;
  }

  /** Forgets the token, which the assistant refused. */
  forget(): void {
    this.current = null;
  }

  private async fetch(): Promise<Bearer | null> {
    let answer: Response;
    let body: { token?: unknown };
    try {
      answer = await fetch(this.endpoint, {
        credentials: "same-origin",
        cache: "no-store",
        headers: { Accept: "application/json" },
      });
      if ([204, 401, 403, 404].includes(answer.status)) return null;
      if (!answer.ok) throw new EndpointUnreachable(String(answer.status));
      body = (await answer.json()) as { token?: unknown };
    } catch (error) {
      throw error instanceof EndpointUnreachable ? error : new EndpointUnreachable(String(error));
    }
    if (typeof body.token !== "string") return null;
    const claims = claimsOf(body.token);
    // Its own life, not its end by this clock: a customer's clock may be wrong by hours.
    const life = ((claims.exp ?? 0) - (claims.iat ?? 0)) * 1000;
    const delay = Math.min(Math.max(life * RENEW_AFTER, 1000), LONGEST_TIMER);
    this.renewAt = Date.now() + delay;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.renewed, delay);
    return { token: body.token, owner: `${claims.sub ?? ""} ${claims.sid ?? ""}` };
  }
}

interface Claims {
  sub?: string;
  sid?: string;
  iat?: number;
  exp?: number;
}

function claimsOf(token: string): Claims {
  try {
    const part = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(part)) as Claims;
  } catch {
    return {};
  }
}
