"""How dates, amounts, seats and subscriptions read in each language; the portals' addresses."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from subscriptions import catalogue
from subscriptions.dates import BillingCycle
from subscriptions.model import Subscription
from tests.subscriptions.situations import (
    ANNUAL,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_TRIAL,
    TRIAL,
)
from wording import LinksError, Words, links

FR, IT = Words("fr"), Words("it")
NBSP = "\u00a0"
THIN = "\u202f"
DEFAULT = {
    "billing_center": "https://billing.example",
    "corporate_portal": "https://corporate.example",
    "account_billing": "https://account.example",
}


def _written(directory: Path, table: object) -> Path:
    file = directory / "links.yml"
    file.write_text(yaml.safe_dump(table), encoding="utf-8")
    return file


class TestDates:
    @pytest.mark.parametrize(
        ("words", "day", "text"),
        [
            (FR, date(2026, 12, 31), "31 décembre 2026"),
            (FR, date(2026, 8, 1), "1er août 2026"),
            (FR, date(2026, 1, 11), "11 janvier 2026"),
            (FR, date(2026, 1, 21), "21 janvier 2026"),
            (IT, date(2026, 12, 31), "31 dicembre 2026"),
            (IT, date(2026, 8, 1), "1 agosto 2026"),
        ],
    )
    def test_a_date_in_words(self, words: Words, day: date, text: str) -> None:
        assert words.day(day) == text

    @pytest.mark.parametrize(
        ("day", "articles"),
        [
            (1, ("il 1", "al 1", "dal 1", "del 1")),
            (8, ("l’8", "all’8", "dall’8", "dell’8")),
            (11, ("l’11", "all’11", "dall’11", "dell’11")),
            (18, ("il 18", "al 18", "dal 18", "del 18")),
            (28, ("il 28", "al 28", "dal 28", "del 28")),
        ],
    )
    def test_italian_articles_are_elided_before_eight_and_eleven(
        self, day: int, articles: tuple[str, ...]
    ) -> None:
        blanks = IT.days(ends=date(2026, 5, day))

        names = ("il_ends", "al_ends", "dal_ends", "del_ends")
        assert tuple(blanks[name] for name in names) == tuple(
            f"{each} maggio 2026" for each in articles
        )
        assert blanks["ends"] == f"{day} maggio 2026"

    def test_each_date_has_its_own_articles(self) -> None:
        blanks = IT.days(last_day=date(2026, 5, 8), renews_on=date(2026, 5, 9))

        assert blanks["al_last_day"] == "all’8 maggio 2026"
        assert blanks["al_renews_on"] == "al 9 maggio 2026"


class TestCounts:
    @pytest.mark.parametrize(
        ("words", "count", "text"),
        [
            (FR, 1, "1 poste"),
            (FR, 2, "2 postes"),
            (IT, 1, "1 postazione"),
            (IT, 2, "2 postazioni"),
        ],
    )
    def test_seats(self, words: Words, count: int, text: str) -> None:
        assert words.seats(count) == text

    @pytest.mark.parametrize(
        ("words", "amount", "text"),
        [
            (FR, "135", f"135,00{NBSP}€"),
            (FR, "1234.5", f"1{THIN}234,50{NBSP}€"),
            (IT, "135", f"135,00{NBSP}€"),
            (IT, "1234.5", f"1.234,50{NBSP}€"),
        ],
    )
    def test_amounts(self, words: Words, amount: str, text: str) -> None:
        assert words.euros(Decimal(amount)) == text

    @pytest.mark.parametrize(
        ("words", "subscription", "text"),
        [
            (FR, MONTHLY, f"100,00{NBSP}€ hors TVA par mois"),
            (FR, ANNUAL, f"100,00{NBSP}€ hors TVA par an"),
            (IT, MONTHLY, f"100,00{NBSP}€ al mese, IVA esclusa"),
            (IT, ANNUAL, f"100,00{NBSP}€ all’anno, IVA esclusa"),
        ],
    )
    def test_a_price_is_that_of_all_seats_without_vat(
        self, words: Words, subscription: Subscription, text: str
    ) -> None:
        assert words.price(subscription) == text


class TestSubscriptions:
    @pytest.mark.parametrize(
        ("words", "subscription", "text"),
        [
            (FR, MONTHLY, "RescueAssist Pro (mensuel, 5 postes)"),
            (IT, MONTHLY, "RescueAssist Pro (mensile, 5 postazioni)"),
            (FR, ANNUAL, "RescueAssist Pro (annuel, 5 postes)"),
            (IT, replace(ANNUAL, tier=None, seats=1), "RescueAssist (annuale, 1 postazione)"),
            (FR, TRIAL, "RescueAssist Pro (essai gratuit, 5 postes)"),
            (IT, FREE_TRIAL, "RescueAssist Pro (prova gratuita, 5 postazioni)"),
        ],
    )
    def test_a_subscription_is_named_by_plan_cycle_and_seats(
        self, words: Words, subscription: Subscription, text: str
    ) -> None:
        assert words.subscription(subscription) == text  # E17

    @pytest.mark.parametrize(
        ("subscription", "today", "french", "italian"),
        [
            pytest.param(
                MONTHLY,
                date(2026, 3, 10),
                "Actif, renouvellement automatique le 31 mars 2026, 100,00 € hors TVA par mois",
                "Attiva, rinnovo automatico il 31 marzo 2026, 100,00 € al mese, IVA esclusa",
                id="active",  # A01
            ),
            pytest.param(
                PENDING,
                date(2026, 3, 30),
                "Annulation en attente, accès jusqu’au 30 mars 2026 inclus",
                "Annullamento in sospeso, accesso fino al 30 marzo 2026 incluso",
                id="pending-on-its-last-day",  # A10, E11
            ),
            pytest.param(
                PENDING,
                date(2026, 3, 31),
                "Expiré, dernier jour d’accès le 30 mars 2026",
                "Scaduta, ultimo giorno di accesso il 30 marzo 2026",
                id="expired-the-day-after",  # A12, E11
            ),
            pytest.param(
                FREE_TRIAL,
                date(2026, 1, 20),
                "Essai gratuit en cours, jusqu’au 30 janvier 2026 inclus, "
                "sans passage à un abonnement payant",
                "Prova gratuita in corso, fino al 30 gennaio 2026 incluso, "
                "senza passaggio a una sottoscrizione a pagamento",
                id="trial-without-billing-details",  # E13
            ),
            pytest.param(
                TRIAL,
                date(2026, 1, 20),
                "Essai gratuit en cours, jusqu’au 30 janvier 2026 inclus, puis abonnement payant "
                "à partir du 31 janvier 2026, 100,00 € hors TVA par mois",
                "Prova gratuita in corso, fino al 30 gennaio 2026 incluso, poi sottoscrizione "
                "a pagamento dal 31 gennaio 2026, 100,00 € al mese, IVA esclusa",
                id="trial-that-converts",  # E14
            ),
            pytest.param(
                PENDING_TRIAL,
                date(2026, 1, 20),
                "Annulation en attente, accès jusqu’au 30 janvier 2026 inclus",
                "Annullamento in sospeso, accesso fino al 30 gennaio 2026 incluso",
                id="cancelled-trial",  # E14
            ),
        ],
    )
    def test_a_line_of_each_status(
        self, subscription: Subscription, today: date, french: str, italian: str
    ) -> None:
        lines = {words.language: words.line(subscription, today) for words in (FR, IT)}

        assert {language: line.replace(NBSP, " ") for language, line in lines.items()} == {
            "fr": f"{FR.subscription(subscription)} – {french}",
            "it": f"{IT.subscription(subscription)} – {italian}",
        }

    @pytest.mark.parametrize("words", [FR, IT], ids=["fr", "it"])
    def test_a_list_to_choose_from_is_numbered_from_one(self, words: Words) -> None:
        today = date(2026, 3, 10)
        pair = [MONTHLY, PENDING]

        first, second = (words.line(each, today) for each in pair)
        assert words.numbered(pair, today) == f"1. {first}\n2. {second}"
        assert words.lines(pair, today) == f"• {first}\n• {second}"


@pytest.mark.parametrize("words", [FR, IT], ids=["fr", "it"])
@pytest.mark.parametrize("cycle", BillingCycle)
def test_every_cycle_has_its_words(words: Words, cycle: BillingCycle) -> None:
    assert words.per_cycle(cycle)
    assert words.label(f"cycle_{cycle.value}")


def test_a_label_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError):
        FR.label("nonsense")


class TestLinks:
    # A33, A72, A8.3
    def test_every_line_has_an_address_for_every_purpose(self) -> None:
        lines = {product.line for product in catalogue.load().products.values()}

        for line in (None, *lines):
            assert links(line).keys() == links().keys()
            assert all(address.startswith("https://") for address in links(line).values())

    # A8.3
    def test_an_address_of_the_line_goes_before_the_default_one(self, tmp_path: Path) -> None:
        own = {"billing_center": "https://own.example"}
        table = _written(tmp_path, {"default": DEFAULT, "lines": {"logmein": own}})

        assert links("logmein", table) == DEFAULT | own
        assert links("goto", table) == links(None, table) == DEFAULT

    # A33: where Corporate accounts go does not depend on the product.
    def test_corporate_accounts_have_one_portal(self) -> None:
        assert links("goto")["corporate_portal"] == links("logmein")["corporate_portal"]

    # A8.3
    @pytest.mark.parametrize(
        ("table", "problem"),
        [
            pytest.param([], "expected `default`", id="no-table"),
            pytest.param({"lines": {}}, "expected `default`", id="no-default"),
            pytest.param({"default": DEFAULT, "line": {}}, "expected `default`", id="misspelt"),
            pytest.param({"default": None}, "default: expected addresses", id="empty-default"),
            pytest.param(
                {"default": {"billing_center": "https://a.example"}},
                "no address for corporate_portal, account_billing",
                id="a-purpose-without-address",
            ),
            pytest.param(
                {"default": DEFAULT | {"shop": "https://a.example"}},
                "default: 'shop' is none of billing_center",
                id="unknown-purpose",
            ),
            pytest.param(
                {"default": DEFAULT | {"billing_center": "http://a.example"}},
                "billing_center must begin with https://, not 'http://a.example'",
                id="not-secure",
            ),
            pytest.param(
                {"default": DEFAULT, "lines": {"logmin": {}}},
                "no product of the catalogue is of the line 'logmin'",
                id="unknown-line",
            ),
            pytest.param(
                {"default": DEFAULT, "lines": {"logmein": "https://a.example"}},
                "lines: logmein: expected addresses by purpose",
                id="an-address-for-no-purpose",
            ),
            pytest.param(
                {"default": DEFAULT, "lines": ["logmein"]}, "lines: expected", id="a-list-of-lines"
            ),
        ],
    )
    def test_a_mistake_is_told_with_its_place(
        self, tmp_path: Path, table: object, problem: str
    ) -> None:
        file = _written(tmp_path, table)

        with pytest.raises(LinksError, match=re.escape(problem)):
            links(path=file)
