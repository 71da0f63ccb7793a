/** Where the customer writes: Enter sends, Shift and Enter begin a line. */
import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { SendIcon } from "./icons";
import { remember, remembered } from "./storage";
import type { View } from "./view";

const LONGEST = 2000;
const WARN_BELOW = 200;

interface Properties {
  view: View;
  isForPerson: boolean;
  field: RefObject<HTMLTextAreaElement>;
  send: (text: string) => void;
  writes: () => void;
}

export function Composer({ view, isForPerson, field, send, writes }: Properties) {
  const { say } = view;
  const [text, setText] = useState(remembered(sessionStorage, "draft") ?? "");
  const left = LONGEST - text.length;

  function write(draft: string): void {
    setText(draft);
    remember(sessionStorage, "draft", draft === "" ? null : draft);
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (text.trim() === "") return;
    send(text.trim());
    write("");
    field.current?.focus();
  }

  return (
    <form class="composer" onSubmit={submit}>
      <textarea
        ref={field}
        rows={1}
        maxLength={LONGEST}
        aria-label={say("message")}
        aria-describedby={left < WARN_BELOW ? "left" : undefined}
        placeholder={say(isForPerson ? "placeholder_human" : "placeholder")}
        value={text}
        onInput={(event) => {
          write(event.currentTarget.value);
          writes();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
        }}
      />
      <button type="submit" class="send" aria-label={say("send")} title={say("send")}>
        <SendIcon />
      </button>
      {left < WARN_BELOW && (
        <p id="left" class="left">
          {say("too_long", { left: String(left) })}
        </p>
      )}
    </form>
  );
}
