/** The conversation, oldest first, kept at its end unless the customer reads further up. */
import { Fragment } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Conversation } from "./conversation";
import { MessageView } from "./message";
import { Pending } from "./pending";
import { day, dayKey } from "./times";
import { lastFinished, withLiveButtons, type Button, type Message } from "./transcript";
import type { View } from "./view";
import { Welcome } from "./welcome";

const NEAR = 80;
const MARGIN = 12;

function sameDay(other: Message | undefined, message: Message): Message | undefined {
  return other !== undefined && dayKey(other.at) === dayKey(message.at) ? other : undefined;
}

interface Properties {
  view: View;
  conversation: Conversation;
  say: (text: string) => void;
  press: (button: Button) => void;
}

export function Messages({ view, conversation, say, press }: Properties) {
  const { messages, pending } = conversation;
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const placedAt = useRef(0);
  const waited = useRef(0);
  const live = pending.length === 0 ? withLiveButtons(messages) : undefined;
  const finished = lastFinished(messages);
  const isEmpty = conversation.loaded && messages.length === 0 && pending.length === 0;

  useLayoutEffect(() => {
    const element = list.current;
    if (pending.length > waited.current) follows.current = true;
    waited.current = pending.length;
    if (element === null || !follows.current || isEmpty) return;
    // To the end, but not past what the customer said last, or the question that they are to
    // answer since: a long reply is read from its top.
    const begins = `li.customer, li[data-number="${live?.number ?? ""}"]`;
    const first = [...element.querySelectorAll<HTMLElement>(begins)].at(-1);
    const top = first === undefined ? Infinity : first.offsetTop - MARGIN;
    element.scrollTop = Math.min(top, element.scrollHeight);
    placedAt.current = element.scrollTop;
  });

  return (
    <div
      class="messages"
      ref={list}
      tabIndex={0}
      role="region"
      aria-label={view.say("conversation")}
      onScroll={({ currentTarget: at }) => {
        const isAtEnd = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR;
        follows.current = isAtEnd || at.scrollTop === placedAt.current;
      }}
    >
      {!conversation.loaded && messages.length === 0 && pending.length === 0 && (
        <p class="loading">{view.say("loading")}</p>
      )}
      {isEmpty && <Welcome view={view} say={say} />}
      <ol>
        {messages.map((each, position) => {
          const before = sameDay(messages[position - 1], each);
          const after = sameDay(messages[position + 1], each);
          const isNewDay = before === undefined;
          return (
            <Fragment key={each.number}>
              {isNewDay && (
                <li class="day">
                  <span>{day(each.at, view.language, view.say)}</span>
                </li>
              )}
              <MessageView
                view={view}
                message={each}
                before={before}
                after={after}
                buttonsCount={each === live}
                asksForFeedback={each === finished}
                press={press}
                rate={(opinion) => conversation.rate(each, opinion)}
              />
            </Fragment>
          );
        })}
        {pending.map((each) => (
          <Pending
            key={each.id}
            view={view}
            message={each}
            isOnline={conversation.connection === "online"}
            sendNow={() => conversation.sendHeld(each.id)}
            discard={() => conversation.discard(each.id)}
          />
        ))}
        {conversation.typing && (
          <li class="message assistant typing">
            <div class="bubble">
              <span class="hidden">{view.say("typing")}</span>
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
            </div>
          </li>
        )}
      </ol>
    </div>
  );
}
