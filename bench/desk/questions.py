"""What is asked of the long past: every filter, several together, deep pages, words."""

from datetime import timedelta

from bench.desk.invented import FIRST_DAY, RARE_WORD
from store.list_filters import Filters

_DAY = timedelta(days=1)

FILTERS: dict[str, Filters] = {
    "no filter": Filters(),
    "language": Filters(language="it"),
    "intent, frequent": Filters(intent="cancel_subscription"),
    "intent, FAQ": Filters(intent="faq/refund"),
    "confidence below 0.5": Filters(below=0.5),
    "confidence below 0.25": Filters(below=0.25),
    "fallback": Filters(signs=("fallback",)),
    "asked in doubt": Filters(signs=("doubt",)),
    "failed turn": Filters(signs=("failed",)),
    "refused": Filters(signs=("refused",)),
    "handed off": Filters(signs=("handed_off",)),
    "unhappy": Filters(signs=("unhappy",)),
    "task": Filters(task="start_trial"),
    "task and outcome": Filters(task="start_trial", outcome="refused"),
    "a week, long ago": Filters(since=FIRST_DAY + 20 * _DAY, until=FIRST_DAY + 27 * _DAY),
    "a day without any": Filters(since=FIRST_DAY - 9 * _DAY, until=FIRST_DAY - 8 * _DAY),
    "reviewed": Filters(signs=("reviewed",)),
    "unreviewed": Filters(signs=("unreviewed",)),
    "flagged": Filters(signs=("flagged",)),
    "tag": Filters(tag="malentendu"),
    "person": Filters(whose="account_holder@client17.example"),
    "account, part of a name": Filters(whose="je 1"),
    "nobody": Filters(whose="nobody@nowhere.example"),
    "six at once": Filters(
        language="fr",
        signs=("fallback", "unreviewed", "handed_off"),
        task="cancel_subscription",
        below=0.55,
        since=FIRST_DAY + 30 * _DAY,
    ),
    "two frequent, together none": Filters(signs=("reviewed", "unreviewed")),
}

WORDS: dict[str, Filters] = {
    "frequent word": Filters(words="abonnement"),
    "frequent word, by customers": Filters(words="abonnement", said_by="customer"),
    "most frequent beginning": Filters(words="ab"),
    "rare word": Filters(words=RARE_WORD),
    "a number": Filters(words="OP-000001FB"),
    "no such word": Filters(words="xyzzy"),
    "two frequent words": Filters(words="abonnement facture"),
    "in quotes": Filters(words='"mon abonnement"'),
    "frequent in quotes, rare word": Filters(words=f'"mon abonnement" {RARE_WORD}'),
    "frequent word, three filters": Filters(
        words="abonnement", language="fr", signs=("handed_off", "unreviewed")
    ),
    "frequent word, none of that language": Filters(words="abbonamento", language="fr"),
}
