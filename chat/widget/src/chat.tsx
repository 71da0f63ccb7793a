/** What is loaded when the chat is opened: the conversation and its panel. */
import { render } from "preact";
import style from "./chat.css";
import { Conversation } from "./conversation";
import { sayIn } from "./labels";
import { chooseLanguage, type Language } from "./language";
import type { Chat, Launcher } from "./launching";
import { Panel } from "./panel";
import { spoken } from "./text";
import type { Message } from "./transcript";

export function mount(launcher: Launcher): Chat {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  launcher.root.adoptedStyleSheets = [...launcher.root.adoptedStyleSheets, sheet];
  const place = document.createElement("div");
  launcher.root.append(place);

  let language: Language = launcher.language;
  let isOpen = false;
  let takesFocus = true;
  let unread = 0;
  let announcement = { text: "", language: language as string };
  let isDrawing = false;

  const conversation = new Conversation(
    launcher.origin,
    launcher.endpoint,
    () => language,
    draw,
    hear,
  );

  function hear(news: Message[]): void {
    const replies = news.filter((each) => each.author !== "customer");
    if (replies.length === 0) return;
    const say = sayIn(language);
    const said = replies.map((each) => {
      const who = say(each.author === "representative" ? "representative" : "assistant_short");
      const choices = (each.buttons ?? []).map((button) => button.title).join(", ");
      const offered = choices === "" ? "" : ` ${say("choices_said", { choices })}`;
      return `${who}, ${spoken(each.text, say)}${offered}`;
    });
    announcement = { text: said.join("\n"), language: replies.at(-1)?.language ?? language };
    if (!isOpen) {
      unread += replies.length;
      launcher.unread(unread);
    }
  }

  function draw(): void {
    if (isDrawing) return; // several changes at once are drawn together
    isDrawing = true;
    queueMicrotask(() => {
      isDrawing = false;
      render(
        <Panel
          view={{ language, say: sayIn(language) }}
          conversation={conversation}
          isOpen={isOpen}
          takesFocus={takesFocus}
          announcement={announcement}
          close={close}
          switchLanguage={switchLanguage}
        />,
        place,
      );
    });
  }

  function close(): void {
    isOpen = false;
    draw();
    // After the dialog has given the focus back where it was, which is the hidden button.
    requestAnimationFrame(() => launcher.closed());
  }

  function switchLanguage(): void {
    language = language === "fr" ? "it" : "fr";
    chooseLanguage(language);
    launcher.languageChanged(language);
    draw();
  }

  conversation.start();
  return {
    open(byCustomer) {
      isOpen = true;
      takesFocus = byCustomer;
      unread = 0;
      launcher.unread(0);
      draw();
    },
  };
}
