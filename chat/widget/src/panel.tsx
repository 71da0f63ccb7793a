/** The chat's panel: a dialog beside the page, or over all of a small screen. */
import { useEffect, useRef } from "preact/hooks";
import { Composer } from "./composer";
import type { Connection, Conversation } from "./conversation";
import { AssistantIcon, CloseIcon, PersonIcon } from "./icons";
import type { Label } from "./labels";
import { Messages } from "./messages";
import type { Button } from "./transcript";
import type { View } from "./view";

const SMALL = "(max-width: 30em), (max-height: 30em)";

interface Properties {
  view: View;
  conversation: Conversation;
  isOpen: boolean;
  takesFocus: boolean;
  announcement: { text: string; language: string };
  close: () => void;
  switchLanguage: () => void;
}

export function Panel(properties: Properties) {
  const { view, conversation, isOpen, takesFocus, announcement } = properties;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { say } = view;
  const isHuman = conversation.owner === "human";

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (!isOpen) return element.close();
    const small = matchMedia(SMALL);
    const fit = (): void => {
      const focused = (element.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
      element.close();
      // A panel that covers everything keeps the focus; one beside the page does not.
      if (small.matches) element.showModal();
      else element.show();
      focused?.focus();
    };
    const before = document.activeElement as HTMLElement | null;
    fit();
    if (takesFocus) field.current?.focus();
    else if (!small.matches) {
      field.current?.blur();
      before?.focus();
    }
    small.addEventListener("change", fit);
    return () => small.removeEventListener("change", fit);
  }, [isOpen]);

  function send(text: string): void {
    conversation.say(text);
    field.current?.focus();
  }

  function press(button: Button): void {
    conversation.say(button.payload, button.title);
    field.current?.focus();
  }

  return (
    <dialog
      ref={dialog}
      class="panel"
      lang={view.language}
      aria-labelledby="title"
      onCancel={(event) => {
        event.preventDefault();
        properties.close();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        properties.close();
      }}
    >
      <div class="head">
        <span class="avatar">{isHuman ? <PersonIcon /> : <AssistantIcon />}</span>
        <div class="titles">
          <h2 id="title">{say("title")}</h2>
          <p>{say(isHuman ? "representative" : "assistant")}</p>
        </div>
        <button
          type="button"
          class="language"
          lang={view.language === "fr" ? "it" : "fr"}
          onClick={properties.switchLanguage}
        >
          {say("switch_language")}
        </button>
        <button
          type="button"
          class="close"
          aria-label={say("close")}
          title={say("close")}
          onClick={properties.close}
        >
          <CloseIcon />
        </button>
      </div>
      <Status view={view} conversation={conversation} />
      <Messages view={view} conversation={conversation} say={send} press={press} />
      <div class="below">
        {isHuman ? (
          <p class="handed-off">
            <PersonIcon />
            {say("handed_off")}
          </p>
        ) : (
          <button type="button" class="person" onClick={() => send(say("person_message"))}>
            <PersonIcon />
            {say("person")}
          </button>
        )}
        <p class="writer" role="status">
          {conversation.writer !== null && say(...writing(conversation.writer))}
        </p>
        <Composer
          view={view}
          isForPerson={isHuman}
          field={field}
          send={send}
          writes={() => conversation.writes()}
        />
      </div>
      <p class="hidden" role="log" aria-live="polite" aria-atomic="true" lang={announcement.language}>
        {announcement.text}
      </p>
    </dialog>
  );
}

function writing(name: string): [Label, Record<string, string>] {
  return name === "" ? ["person_writes", {}] : ["writes", { name }];
}

const STATUS: Partial<Record<Connection, Label>> = {
  connecting: "connecting",
  offline: "offline",
  signed_out: "signed_out",
};

function Status({ view, conversation }: { view: View; conversation: Conversation }) {
  const label = STATUS[conversation.connection];
  const isFirst = conversation.connection === "connecting" && !conversation.loaded;
  return (
    <div role="status" class={`status ${conversation.connection}`}>
      {label !== undefined && !isFirst && <p>{view.say(label)}</p>}
      {conversation.connection === "signed_out" && (
        <button type="button" onClick={() => conversation.reconnect()}>
          {view.say("retry")}
        </button>
      )}
    </div>
  );
}
