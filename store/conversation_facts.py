"""What a conversation is filtered and counted by, worked out from its rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FALLBACK = "nlu_fallback"
_OPENING = 200
"""Characters of the first message that a list shows."""

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The stored rows of one conversation, each kind in its order."""

    conversation: Row
    person: Row | None
    messages: Sequence[Row]
    audit: Sequence[Row]
    feedback: Sequence[Row]
    review: Row | None
    tags: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was made of a customer's message; `guessed` is false for a button.

    `intent` is the full name; that of a message in doubt is `nlu_fallback`.
    """

    intent: str | None = None
    confidence: float | None = None
    guessed: bool = False
    meanings: list[str] = field(default_factory=list)
    ranking: list[tuple[str, float]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    language: str | None = None
    also: list[str] = field(default_factory=list)

    @property
    def in_doubt(self) -> bool:
        return self.intent == FALLBACK and bool(self.meanings)

    @property
    def not_understood(self) -> bool:
        return self.intent == FALLBACK and not self.meanings


def heard(understood: Any) -> Heard:
    """Read what was stored of a prediction; what an older version wrote may be missing or odd."""
    kept = understood if isinstance(understood, dict) else {}
    intent = kept.get("intent")
    intent = intent if isinstance(intent, dict) else {}
    name = intent.get("full_retrieval_intent_name") or intent.get("name")
    ranking = [
        (str(each["name"]), _number(each.get("confidence")) or 0.0)
        for each in _dicts(kept.get("intent_ranking"))
        if each.get("name")
    ]
    language = kept.get("language")
    return Heard(
        intent=None if not name else str(name),
        confidence=_number(intent.get("confidence")),
        guessed=bool(ranking),
        meanings=[str(each) for each in _list(kept.get("doubt"))],
        ranking=ranking,
        entities=_dicts(kept.get("entities")),
        language=_text(language.get("name") if isinstance(language, dict) else language),
        also=[str(each["intent"]) for each in _dicts(kept.get("also")) if each.get("intent")],
    )


def facts_of(sources: Sources) -> dict[str, Any]:
    """Work out the row of `conversation_facts`, without its number."""
    asked = [row for row in sources.messages if row["author"] == "customer"]
    understood = [heard(row["understood"]) for row in asked]
    guesses = [each.confidence for each in understood if each.guessed]
    outcomes = Counter(row["outcome"] for row in sources.audit)
    opinions = Counter(bool(row["helpful"]) for row in sources.feedback)
    started_at: datetime = sources.conversation["started_at"]
    return {
        "conversation_id": sources.conversation["id"],
        "person_id": None if sources.person is None else sources.person["id"],
        "account_id": None if sources.person is None else sources.person["account_id"],
        "language": sources.conversation["language"],
        "started_at": started_at,
        "last_at": max([started_at, *(row["at"] for row in sources.messages[-1:])]),
        "messages": len(sources.messages),
        "asked": len(asked),
        "opening": next((row["text"] for row in asked if row["text"]), "")[:_OPENING],
        "lowest_confidence": min((each for each in guesses if each is not None), default=None),
        "fallbacks": sum(each.not_understood for each in understood),
        "doubts": sum(each.in_doubt for each in understood),
        "failed": sum(row["state"] == "failed" for row in asked),
        "refused": outcomes["refused"],
        "done": outcomes["done"],
        "handed_off": outcomes["handed_off"],
        "helpful": opinions[True],
        "unhelpful": opinions[False],
        "reviewed": _is_reviewed(sources),
        "flagged": bool(sources.review and sources.review["flagged"]),
        "intents": sorted({each.intent for each in understood if each.intent}),
        "tasks": sorted({(row["operation"], row["outcome"]) for row in sources.audit}),
        "tags": sorted(sources.tags),
    }


def marks_of(facts: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Give kind and value of everything that a list can be filtered by."""
    signs = {
        "fallback": facts["fallbacks"],
        "doubt": facts["doubts"],
        "failed": facts["failed"],
        "refused": facts["refused"],
        "handed_off": facts["handed_off"],
        "happy": facts["helpful"],
        "unhappy": facts["unhelpful"],
        "flagged": facts["flagged"],
        "reviewed": facts["reviewed"],
        "unreviewed": not facts["reviewed"],
    }
    return {
        ("language", facts["language"]),
        *(("sign", name) for name, holds in signs.items() if holds),
        *_cut("intent", facts["intents"]),
        *_cut("task", (operation for operation, _ in facts["tasks"])),
        *_cut("outcome", (outcome for _, outcome in facts["tasks"])),
        *_cut("task_outcome", (f"{task}:{outcome}" for task, outcome in facts["tasks"])),
        *_cut("tag", facts["tags"]),
        *_cut("person", filter(None, [facts["person_id"]])),
        *_cut("account", filter(None, [facts["account_id"]])),
    }


def _cut(kind: str, values: Iterable[str]) -> set[tuple[str, str]]:
    return {(kind, value[:160]) for value in values}


def _is_reviewed(sources: Sources) -> bool:
    """Tell whether somebody reviewed the conversation, and the customer has not gone on since."""
    review = sources.review
    if review is None or review["reviewed_at"] is None:
        return False
    seen = review["reviewed_to"] or 0
    return not any(
        row["author"] == "customer" and row["number"] > seen for row in sources.messages
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]
