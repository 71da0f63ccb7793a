/** A message that the assistant has not acknowledged yet, and what becomes of it. */
import { Time } from "./message";
import type { Outgoing } from "./outbox";
import type { View } from "./view";

interface Properties {
  view: View;
  message: Outgoing;
  isOnline: boolean;
  sendNow: () => void;
  discard: () => void;
}

export function Pending({ view, message, isOnline, sendNow, discard }: Properties) {
  const { say } = view;
  const isStopped = message.state !== "waiting";
  return (
    <li class={`message customer pending ${isStopped ? "stopped" : ""}`}>
      <p class="author hidden">{say("you")}</p>
      <div class="bubble">
        <p>{message.text}</p>
      </div>
      {isStopped ? (
        <div class="stopped-actions">
          <p>{say(message.state === "held" ? "held" : "refused")}</p>
          {message.state === "held" && (
            <button type="button" onClick={sendNow}>
              {say("send_now")}
            </button>
          )}
          <button type="button" onClick={discard}>
            {say("discard")}
          </button>
        </div>
      ) : (
        <p class="time">
          <Time at={message.at} language={view.language} /> ·{" "}
          {say(isOnline ? "sending" : "waiting")}
        </p>
      )}
    </li>
  );
}
