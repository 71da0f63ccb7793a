"""The customer's requests in this conversation: the one in hand, and those that wait.

A task in hand is a plain dict in the slot `task`: `operation`; `reference`, what tells its
subscription; `said`, the words that opened it; `draft`, what is wanted so far, and `asking`,
what is being asked for it; `listed`, the ids shown before it began; `choices`, the ids it
showed itself; `subscription`; `proposal`. Those that wait stand in the slot `open_tasks`, the
next one last; `queued` marks a further request of one message, which has not begun.
"""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions import reference
from actions.said import Said, part
from actions.speech import Speech
from actions.turn import Turn
from subscriptions.decisions import DECISIONS
from subscriptions.roles import Operation
from understanding.assent import refuses

Task = dict[str, Any]

LISTEN = FollowupAction("action_listen")
_REVIEWED = {operation.value for operation in DECISIONS}
_PERSON = "talk_to_representative"
_CAN_WAIT = {operation.value for operation in Operation} | {_PERSON}
WHOLE = frozenset({Operation.ADD_SUBSCRIPTION, Operation.UPDATE_BILLING_CONTACT})
"""Tasks that take a whole message at once: several products are one order (A43)."""


def form_of(operation: str) -> str:
    """Give the name of the form that collects an operation's slots."""
    return f"{operation}_form"


def in_hand(tracker: Tracker) -> Task | None:
    """Give the task in hand, or `None`."""
    task: Task | None = tracker.get_slot("task")
    return task


def begin(operation: Operation, turn: Turn, tracker: Tracker) -> tuple[Task, list[EventType]]:
    """Take up a new task; the one it interrupts, and further requests, wait behind it."""
    main = _main_span(turn)
    first, *others = [main] if operation in WHOLE else _spans_of_products(turn, main)
    task = _new_task(operation.value, turn, first)
    if not others:
        task["listed"] = tracker.get_slot("listed")
    waiting = list(tracker.get_slot("open_tasks") or [])
    interrupted = in_hand(tracker)
    if interrupted is not None and _replaces(operation, interrupted):
        task["said"] = _with_plan_of(interrupted, task["said"])
    elif interrupted is not None and not refuses(turn.text):
        waiting.append(interrupted)
    waiting.extend(reversed(_further_tasks(turn)))
    for span in reversed(others):
        waiting.append({**_new_task(operation.value, turn, span), "queued": True})
    tracker.slots["open_tasks"] = waiting
    return task, [SlotSet("open_tasks", waiting or None)]


def _replaces(operation: Operation, interrupted: Task) -> bool:
    """Tell whether buying and trying changed places: then the other one does not wait (A41)."""
    pair = {Operation.ADD_SUBSCRIPTION, Operation.START_TRIAL}
    return {operation, Operation(interrupted["operation"])} == pair


def _with_plan_of(interrupted: Task, said: dict[str, Any]) -> dict[str, Any]:
    """Give the new words with the product, tier and seats that were said before, if unsaid."""
    told = {each["entity"] for each in said["entities"]}
    before = interrupted["said"]["entities"]
    kept = [each for each in before if each["entity"] not in told] if "product" in told else before
    return {**said, "entities": [*said["entities"], *kept]}


def announce(tracker: Tracker, speech: Speech) -> None:
    """Say which further requests of the message will be taken up next."""
    queued = [each for each in tracker.get_slot("open_tasks") or [] if each.get("queued")]
    if not queued:
        return
    names = [speech.task(each["operation"]) for each in reversed(queued)]
    speech.say("utter_further_requests", tasks=speech.words.enumeration(names))


def keep(task: Task, *, confirmed: bool | None = None) -> list[EventType]:
    """Go on with a task: what its form knows so far."""
    return [
        SlotSet("task", task),
        SlotSet("subscription", task.get("subscription")),
        SlotSet("details", task.get("proposal")),
        SlotSet("confirmed", confirmed),
    ]


def turn_into(operation: Operation, task: Task) -> list[EventType]:
    """Go on with the words of a task as another operation, which they turned out to mean."""
    meant = {**task["said"], "intent": operation.value}
    return [
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        SlotSet("task", {"operation": operation.value, "reference": {}, "said": meant}),
        SlotSet("subscription", None),
        SlotSet("details", None),
        FollowupAction(form_of(operation.value)),
    ]


def close_all() -> list[EventType]:
    """Close the task in hand and forget those that wait."""
    return [
        SlotSet("task", None),
        SlotSet("listed", None),
        SlotSet("open_tasks", None),
        SlotSet("subscription", None),
        SlotSet("details", None),
        SlotSet("confirmed", None),
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        LISTEN,
    ]


def close(tracker: Tracker, speech: Speech) -> list[EventType]:
    """Close the task in hand and take up the next one that waits, if there is one."""
    waiting = list(tracker.get_slot("open_tasks") or [])
    if not waiting:
        return close_all()
    following = waiting.pop()
    operation = following["operation"]
    response = "utter_next_request" if following.pop("queued", False) else "utter_resume"
    speech.say(response, task=speech.task(operation))
    following_action = form_of(operation) if operation in _REVIEWED else f"action_{operation}"
    return [
        *close_all(),
        SlotSet("task", following),
        SlotSet("open_tasks", waiting or None),
        FollowupAction(following_action),
    ]


def as_asked(operation: Operation, turn: Turn, tracker: Tracker) -> Turn:
    """Give the turn with the words that asked for a read, when it waited for another request."""
    task = in_hand(tracker)
    if task is None or task["operation"] != operation.value:
        return turn
    said = task["said"]
    return replace(turn, text=said["text"], entities=said["entities"], also=[])


def go_on(operation: Operation, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
    """After a read, take up what waits: further requests of its message, or of an earlier one."""
    task = in_hand(tracker)
    if task is not None:
        waited = task["operation"] == operation.value
        return close(tracker, speech) if waited else []
    further = _further_tasks(turn)
    if not further:
        return []
    tracker.slots["open_tasks"] = further[::-1]
    return close(tracker, speech)


def _new_task(operation: str, turn: Turn, span: tuple[int, int]) -> Task:
    said = part(Said(text=turn.text, intent=operation, entities=turn.entities), span)
    return {
        "operation": operation,
        "reference": reference.read(turn.text, turn.entities, span).to_json(),
        "said": said.to_json(),
    }


def _further_tasks(turn: Turn) -> list[Task]:
    """Give the further requests in their order; a person comes last, who takes over for good."""
    further = [
        {**_new_task(each["intent"], turn, (each["start"], each["end"])), "queued": True}
        for each in turn.also
        if each["intent"] in _CAN_WAIT
    ]
    return sorted(further, key=lambda task: bool(task["operation"] == _PERSON))


def _spans_of_products(turn: Turn, whole: tuple[int, int]) -> list[tuple[int, int]]:
    """Give the part of the message for each product that is named: "RescueAssist et Central"."""
    start, end = whole
    named: dict[str, int] = {}
    for each in turn.entities:
        if each["entity"] == "product" and start <= each.get("start", -1) < end:
            named.setdefault(str(each["value"]), int(each["start"]))
    cuts = sorted(named.values())[1:] if not turn.text.startswith("/") else []
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _main_span(turn: Turn) -> tuple[int, int]:
    """Give the part of the message that speaks of its main request."""
    start, end = 0, len(turn.text)
    for each in turn.also:
        if each["start"] <= start:
            start = each["end"]
        elif each["end"] >= end:
            end = each["start"]
    return start, end
