"""Which kind of subscription a customer means: "mon essai", "quella scaduta", "en attente"."""

import re

from subscriptions.model import Status

_KINDS: tuple[tuple[Status, str], ...] = (
    (
        Status.PENDING_CANCELLATION,
        r"en attente|in sospeso|déjà annulé|deja annul|già annullat|gia annullat|già disdett",
    ),
    (Status.EXPIRED, r"expir|périm|perim|terminé|termine[er]?\b|échu|scadut|terminat|finit[oa]"),
    (Status.TRIALING, r"\bessais?\b|\bprova\b|\bprove\b|\btrial\b|période d.essai"),
    (Status.ACTIVE, r"\bactifs?\b|\battiv[oaie]\b|en cours\b|in corso\b"),
)


def kind(text: str) -> Status | None:
    """Give the status that the words point at, or `None`."""
    lowered = text.lower()
    for status, words in _KINDS:
        if re.search(words, lowered):
            return status
    return None
