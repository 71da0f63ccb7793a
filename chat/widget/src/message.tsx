/** One message: who said it and when, its text, its look, and its buttons while they count. */
import { Feedback } from "./feedback";
import { DoneIcon, PersonIcon, ReviewIcon, WarningIcon, AssistantIcon } from "./icons";
import type { Label } from "./labels";
import type { Language } from "./language";
import { Text } from "./text";
import { hour, sameMinute } from "./times";
import { isReview, type Button, type Message, type Opinion } from "./transcript";
import type { View } from "./view";

interface Properties {
  view: View;
  message: Message;
  /** The messages before and after it on the same day. */
  before: Message | undefined;
  after: Message | undefined;
  buttonsCount: boolean;
  asksForFeedback: boolean;
  press: (button: Button) => void;
  rate: (opinion: Opinion) => Promise<boolean>;
}

export function MessageView(properties: Properties) {
  const { view, message, before, after } = properties;
  const look = lookOf(message, before);
  const continues = before?.author === message.author;
  const goesOn = after?.author === message.author && sameMinute(after.at, message.at);
  const isCustomers = message.author === "customer";
  return (
    <li
      class={`message ${message.author} ${look ?? ""} ${continues ? "continues" : ""}`}
      data-number={message.number}
    >
      <Author view={view} message={message} isHidden={isCustomers || continues} />
      <div class="bubble" lang={message.language ?? undefined}>
        {look !== null && <Look look={look} view={view} />}
        <Text text={message.text} say={view.say} />
        {properties.buttonsCount && (
          <Buttons
            buttons={message.buttons ?? []}
            isReview={isReview(message)}
            label={view.say("choices")}
            press={properties.press}
          />
        )}
      </div>
      {!goesOn && <Time at={message.at} language={view.language} />}
      {(properties.asksForFeedback || message.feedback) && (
        <Feedback view={view} given={message.feedback ?? null} rate={properties.rate} />
      )}
    </li>
  );
}

type LookName = Extract<Label, "done" | "failed" | "review">;

function lookOf(message: Message, before: Message | undefined): LookName | null {
  if (message.author !== "assistant") return null;
  if (message.state === "failed") return "failed";
  if (isReview(message)) return "review";
  const isFirst = before?.author !== "assistant" || before.turn !== message.turn;
  return message.finished !== undefined && isFirst ? "done" : null;
}

function Look({ look, view }: { look: LookName; view: View }) {
  const Icon = { done: DoneIcon, failed: WarningIcon, review: ReviewIcon }[look];
  return (
    <p class="look" lang={view.language}>
      <Icon />
      {view.say(look)}
    </p>
  );
}

function Author({ view, message, isHidden }: { view: View; message: Message; isHidden: boolean }) {
  const label: Label =
    message.author === "customer"
      ? "you"
      : message.author === "representative"
        ? "representative"
        : "assistant_short";
  const Icon = message.author === "representative" ? PersonIcon : AssistantIcon;
  return (
    <p class={`author ${isHidden ? "hidden" : ""}`}>
      {!isHidden && <Icon />}
      <span>
        {view.say(label)}
        {message.name !== undefined && <span class="name"> · {message.name}</span>}
      </span>
    </p>
  );
}

export function Time({ at, language }: { at: string | number; language: Language }) {
  return (
    <time class="time" dateTime={new Date(at).toISOString()}>
      {hour(at, language)}
    </time>
  );
}

interface ButtonsProperties {
  buttons: Button[];
  isReview: boolean;
  label: string;
  press: (button: Button) => void;
}

function Buttons({ buttons, isReview, label, press }: ButtonsProperties) {
  return (
    <div class={`buttons ${isReview ? "answers" : ""}`} role="group" aria-label={label}>
      {buttons.map((each, position) => (
        <button
          key={each.payload}
          type="button"
          class={isReview && position === 0 ? "primary" : "secondary"}
          onClick={() => press(each)}
        >
          {each.title}
        </button>
      ))}
    </div>
  );
}
