/** What the browser remembers for the widget, on the page's own site: no cookies. */

const PREFIX = "billing-chat:";

/** Reads a value; a browser that forbids storage remembers nothing. */
export function remembered(storage: Storage, name: string): string | null {
  try {
    return storage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(storage: Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(PREFIX + name);
    else storage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse: the widget then works without memory.
  }
}
