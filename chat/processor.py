"""Rasa's processor with what a paid support product adds to a turn.

- the language of the replies follows the customer, before anything is said;
- an intent is read in the light of what the assistant just asked;
- a failed action fails the turn, and the dialogue stays as it was before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.core.actions.action import ActionExecutionRejection
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import ActionExecutionRejected, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from store.returns import HANDOFF
from understanding.answer_language import choose
from understanding.context import in_context
from understanding.doubts import DOUBT, settled


@dataclass(frozen=True)
class Notice:
    """Something the channel itself has to say: a response of the domain and its blanks."""

    response: str
    blanks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TurnResult:
    """What a turn leaves behind: the language it was answered in, and what NLU made of it.

    `finished` is the operation that was carried out in it, if one was.
    """

    language: str
    understood: dict[str, Any]
    finished: str | None


class Processor(MessageProcessor):
    """Handles one message at a time; its replies go to the message's output channel."""

    async def take_turn(
        self, message: UserMessage, *, current: str, hint: str | None, notices: Sequence[Notice]
    ) -> TurnResult:
        """Answer a message and save the dialogue; on failure nothing of it is saved.

        :param current: the language of the conversation so far.
        :param hint: the language of the customer's page.
        :param notices: what the channel has to say before the answer.
        """
        tracker = await self.log_message(message, should_save_tracker=False)
        assert tracker is not None
        parsed = tracker.latest_message.parse_data
        spoken = choose(
            current, parsed, hint=hint, first=_is_first(message), is_known=_is_known(message)
        )
        if spoken != tracker.get_slot("language"):
            tracker.update(SlotSet("language", spoken), self.domain)
        for notice in notices:
            await self.say(notice, message, spoken)
        tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        await self.save_tracker(tracker)
        return TurnResult(
            language=spoken, understood=_memorable(parsed), finished=_finished(tracker)
        )

    async def _update_tracker_session(
        self,
        tracker: DialogueStateTracker,
        output_channel: Any,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        """Begin a new session after a long silence, unless people spoke in the meantime."""
        comes_back = HANDOFF in (metadata or {})
        if comes_back and tracker.applied_events():
            return
        await super()._update_tracker_session(tracker, output_channel, metadata)

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        parsed: dict[str, Any] = await super().parse_message(
            message, tracker, only_output_properties
        )
        if tracker is None:
            return parsed
        # Half of a stored message, and never read: the full intent is already in `intent`.
        parsed.pop("response_selector", None)
        chosen = settled(parsed, _message_before(tracker))
        if chosen is not None:
            # The words that were in doubt, not the button, are what the customer said.
            message.text = chosen["text"]
            return chosen
        if str(parsed.get("text", "")).startswith("/"):
            return parsed
        return in_context(
            parsed,
            asked=tracker.get_slot("requested_slot"),
            form=tracker.active_loop_name,
            first=_is_first(message),
            last_done=(tracker.get_slot("last_done") or {}).get("operation"),
            refused=tracker.get_slot("refused") is not None,
        )

    async def language_of(self, text: str, *, current: str, hint: str | None) -> str:
        """Tell the language to answer a text in that is not given to the dialogue."""
        parsed = await self.parse_message(UserMessage(text))
        return choose(current, parsed, hint=hint, first=True, is_known=False)

    async def say(self, notice: Notice, message: UserMessage, spoken: str) -> None:
        """Say a response of the domain without a turn of the dialogue."""
        channel = message.output_channel
        said = self.nlg.generate_from_slots(
            notice.response, {"language": spoken}, channel.name(), **notice.blanks
        )
        assert said is not None, f"the domain has {notice.response} in each language"
        await channel.send_response(message.sender_id, said)

    async def _run_action(
        self, action: Any, tracker: Any, output_channel: Any, nlg: Any, prediction: Any
    ) -> bool:
        """Run one action; unlike Rasa's own, an error is not taken for an empty result."""
        temporary_tracker = tracker.copy()
        temporary_tracker.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, temporary_tracker, self.domain)
        except ActionExecutionRejection:
            tracker.update(
                ActionExecutionRejected(
                    action.name(), prediction.policy_name, prediction.max_confidence
                )
            )
            return self.should_predict_another_action(action.name())
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self._send_bot_messages(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())


def _message_before(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    before = tracker.latest_message
    return None if before is None else before.parse_data


def _is_first(message: UserMessage) -> bool:
    return bool((message.metadata or {}).get("first"))


def _is_known(message: UserMessage) -> bool:
    return bool((message.metadata or {}).get("is_known"))


def _finished(tracker: DialogueStateTracker) -> str | None:
    """Give the operation that was carried out since the customer's message."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return None
        if isinstance(event, SlotSet) and event.key == "last_done" and event.value:
            return str(event.value["operation"])
    return None


def _memorable(parsed: dict[str, Any]) -> dict[str, Any]:
    """Keep of a prediction what reviewers need."""
    wanted = ("intent", "intent_ranking", "entities", "language", "also", DOUBT)
    return {name: parsed.get(name) for name in wanted if parsed.get(name) is not None}
