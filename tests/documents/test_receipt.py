"""What stands on a receipt, in both languages, and the file it comes in."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import yaml
from pypdf import PdfReader

from documents.receipt import Receipt, file_name, from_json, in_words, render, to_json
from documents.sheet import Sheet
from subscriptions.charges import charge_of_period
from subscriptions.dates import Period
from subscriptions.facts import Payment
from subscriptions.vat import Vat, VatReason
from wording import DOMAIN_FILE, Words

FR, IT = Words("fr"), Words("it")
LANGUAGES = pytest.mark.parametrize("words", [FR, IT], ids=["fr", "it"])

FEBRUARY = Period(start=date(2026, 2, 28), end=date(2026, 3, 28))
DOMESTIC = Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC)
CHARGE = charge_of_period(FEBRUARY, seats=5, unit_price=Decimal("25.00"), vat=DOMESTIC)

RECEIPT = Receipt(
    number="F202602-1A2B3C4D",
    issued_on=date(2026, 2, 28),
    company="Atelier Lumière",
    address="12 rue des Tanneurs, 69001 Lyon",
    vat_number="FR40303265045",
    plan="RescueAssist Pro",
    charge=CHARGE,
    vat_pending=False,
    paid=True,
    payment=Payment.CARD,
)

LONG = "Établissements Lumière, Cœur & Fils <Bâtiment « Ça »> " * 4


def with_vat(rate: str, reason: VatReason, *, pending: bool = False) -> Receipt:
    vat = Vat(rate=Decimal(rate), reason=reason)
    return replace(RECEIPT, charge=replace(CHARGE, vat=vat), vat_pending=pending)


def with_credit(credit: str) -> Receipt:
    return replace(RECEIPT, charge=replace(CHARGE, credit=Decimal(credit)))


def text_of(receipt: Receipt, words: Words) -> str:
    return text_of_file(render(receipt, words))


def text_of_file(content: bytes) -> str:
    """Give the text in reading order, lines and no-break spaces as plain spaces."""
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).strip()


# A60, E11
@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            FR,
            [
                "LogMeIn, service de facturation Reçu Facture n° F202602-1A2B3C4D",
                "Émise le 28 février 2026",
                "Client Atelier Lumière 12 rue des Tanneurs, 69001 Lyon",
                "Numéro de TVA : FR40303265045",
                "RescueAssist Pro du 28 février 2026 au 27 mars 2026 inclus 5 25,00 € 125,00 €",
                "Total hors TVA 125,00 € TVA (20 %) 25,00 € Total TVA comprise 150,00 €",
                "Facture payée par carte bancaire.",
            ],
        ),
        (
            IT,
            [
                "LogMeIn, servizio di fatturazione Ricevuta Fattura n. F202602-1A2B3C4D",
                "Emessa il 28 febbraio 2026",
                "Cliente Atelier Lumière 12 rue des Tanneurs, 69001 Lyon",
                "Partita IVA: FR40303265045",
                "RescueAssist Pro dal 28 febbraio 2026 al 27 marzo 2026 incluso",
                "5 25,00 € 125,00 €",
                "Totale, IVA esclusa 125,00 € IVA (20%) 25,00 € Totale, IVA inclusa 150,00 €",
                "Fattura pagata con carta.",
            ],
        ),
    ],
    ids=["fr", "it"],
)
def test_says_who_what_for_which_days_and_how_much(words: Words, lines: list[str]) -> None:
    text = text_of(RECEIPT, words)

    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize(
    ("words", "dated"), [(FR, "Émise le 8 mai 2026"), (IT, "Emessa l’8 maggio 2026")]
)
def test_dates_carry_their_articles(words: Words, dated: str) -> None:
    assert dated in text_of(replace(RECEIPT, issued_on=date(2026, 5, 8)), words)


def test_thousands_are_set_apart() -> None:
    dear = charge_of_period(FEBRUARY, seats=200, unit_price=Decimal("1908.00"), vat=DOMESTIC)

    assert "381 600,00 €" in text_of(replace(RECEIPT, charge=dear), FR)
    assert "381.600,00 €" in text_of(replace(RECEIPT, charge=dear), IT)


class TestVat:
    # E18
    @pytest.mark.parametrize(
        ("words", "mention"),
        [
            (FR, "Autoliquidation : TVA due par le preneur, article 283-2 du CGI et article 196"),
            (IT, "Inversione contabile: IVA a carico del committente, articolo 196"),
        ],
        ids=["fr", "it"],
    )
    def test_reverse_charge_is_named_with_its_article(self, words: Words, mention: str) -> None:
        text = text_of(with_vat("0", VatReason.REVERSE_CHARGE), words)

        assert mention in text
        assert "125,00 €" in text
        assert "150,00 €" not in text

    # E18
    @pytest.mark.parametrize(
        ("words", "destination", "pending"),
        [
            (FR, "TVA au taux du pays du client.", "sera corrigée par un avoir"),
            (IT, "IVA con l’aliquota del paese del cliente.", "corretta con una nota di credito"),
        ],
        ids=["fr", "it"],
    )
    def test_vat_of_the_customers_country_says_what_may_still_change(
        self, words: Words, destination: str, pending: str
    ) -> None:
        settled = text_of(with_vat("22", VatReason.DESTINATION), words)
        open_ = text_of(with_vat("22", VatReason.DESTINATION, pending=True), words)

        assert destination in settled
        assert destination in open_
        assert pending not in settled
        assert pending in open_
        assert "152,50 €" in open_

    # E18
    @LANGUAGES
    def test_at_home_a_pending_number_changes_nothing(self, words: Words) -> None:
        pending = replace(RECEIPT, vat_pending=True)

        assert text_of(pending, words) == text_of(RECEIPT, words)


class TestCredit:
    # E8
    @pytest.mark.parametrize(
        ("words", "sums"),
        [
            (FR, "Avoir déduit, hors TVA -40,65 € Total hors TVA 84,35 € TVA (20 %) 16,87 €"),
            (IT, "Credito detratto, IVA esclusa -40,65 € Totale, IVA esclusa 84,35 €"),
        ],
        ids=["fr", "it"],
    )
    def test_is_deducted_before_vat(self, words: Words, sums: str) -> None:
        assert sums in text_of(with_credit("40.65"), words)

    # E8
    @pytest.mark.parametrize(
        ("words", "deducted", "left"),
        [
            (FR, "Avoir déduit, hors TVA -125,00 €", "factures suivantes : 75,00 € hors TVA"),
            (IT, "Credito detratto, IVA esclusa -125,00 €", "successive: 75,00 €, IVA esclusa"),
        ],
        ids=["fr", "it"],
    )
    def test_beyond_the_price_stays_on_the_account(
        self, words: Words, deducted: str, left: str
    ) -> None:
        text = text_of(with_credit("200.00"), words)

        assert deducted in text
        assert left in text


# A60: what is not paid is no receipt
@pytest.mark.parametrize(
    ("words", "payment", "title", "how"),
    [
        (FR, Payment.CARD, "Facture à régler Facture n°", "par débit de la carte enregistrée"),
        (FR, Payment.INVOICE, "Facture à régler Facture n°", "À régler sur facture."),
        (IT, Payment.CARD, "Fattura da pagare Fattura n.", "addebito sulla carta registrata"),
        (IT, Payment.INVOICE, "Fattura da pagare Fattura n.", "Da pagare tramite fattura."),
    ],
    ids=["fr-card", "fr-invoice", "it-card", "it-invoice"],
)
def test_what_is_not_paid_yet_is_called_an_invoice(
    words: Words, payment: Payment, title: str, how: str
) -> None:
    text = text_of(replace(RECEIPT, paid=False, payment=payment), words)

    assert title in text
    assert how in text
    assert "Reçu" not in text
    assert "Ricevuta" not in text


class TestFile:
    @pytest.mark.parametrize(
        ("words", "language", "title", "author"),
        [
            (FR, "fr-FR", "Reçu, Facture n° F202602-1A2B3C4D", "LogMeIn, service de facturation"),
            (
                IT,
                "it-IT",
                "Ricevuta, Fattura n. F202602-1A2B3C4D",
                "LogMeIn, servizio di fatturazione",
            ),
        ],
        ids=["fr", "it"],
    )
    def test_describes_itself(self, words: Words, language: str, title: str, author: str) -> None:
        reader = PdfReader(BytesIO(render(RECEIPT, words)))

        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.metadata is not None
        assert str(reader.metadata.title).replace("\u00a0", " ") == title
        assert reader.metadata.author == author

    @LANGUAGES
    def test_is_the_same_each_time(self, words: Words) -> None:
        assert render(RECEIPT, words) == render(RECEIPT, words)

    @LANGUAGES
    def test_carries_its_fonts(self, words: Words) -> None:
        [page] = PdfReader(BytesIO(render(RECEIPT, words))).pages
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        used = {str(font["/BaseFont"]): font for font in fonts if "Vera" in font["/BaseFont"]}

        assert {name.partition("+")[2] for name in used} == {
            "BitstreamVeraSans-Roman",
            "BitstreamVeraSans-Bold",
        }
        assert all("/FontFile2" in font["/FontDescriptor"] for font in used.values())

    @LANGUAGES
    def test_names_of_any_length_and_with_any_sign_stay_readable(self, words: Words) -> None:
        named = replace(RECEIPT, company=LONG[:200], address=LONG * 20, plan=LONG[:64])

        text = text_of(named, words)

        assert "Établissements Lumière, Cœur & Fils <Bâtiment « Ça »>" in text
        assert "marzo" in text or "mars" in text

    def test_every_label_is_drawn_as_it_is_written(self) -> None:
        responses = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["responses"]
        labels = [
            each["text"]
            for name, variations in responses.items()
            if name.startswith("label_receipt_")
            for each in variations
        ]
        sheet = Sheet()
        for label in labels:
            sheet.line(label)

        text = text_of_file(sheet.to_pdf(title="t", author="a", language="fr"))

        wanted = [re.sub(r"\s+", " ", label) for label in labels]
        assert [label for label in wanted if label not in text] == []

    @pytest.mark.parametrize(
        ("typed", "drawn"),
        [
            pytest.param("Çà et là, œuvre à 5 €", "Çà et là, œuvre à 5 €", id="known"),
            pytest.param("1\u202f234", "1 234", id="thin-space"),
            pytest.param("Ștefan Dvořák", "Stefan Dvorák", id="without-the-accent"),
            pytest.param("12\u201114", "12-14", id="dash"),
            pytest.param("中", "?", id="unknown"),
        ],
    )
    def test_a_sign_that_the_fonts_lack_is_never_a_black_box(self, typed: str, drawn: str) -> None:
        sheet = Sheet()
        sheet.line(typed)

        assert text_of_file(sheet.to_pdf(title="t", author="a", language="fr")) == drawn

    @pytest.mark.parametrize(
        ("words", "name"),
        [(FR, "facture-F202602-1A2B3C4D.pdf"), (IT, "fattura-F202602-1A2B3C4D.pdf")],
        ids=["fr", "it"],
    )
    def test_has_a_plain_name(self, words: Words, name: str) -> None:
        assert file_name(RECEIPT, words) == name


@pytest.mark.parametrize("receipt", [RECEIPT, replace(RECEIPT, vat_number=None), with_credit("1")])
def test_survives_the_outbox(receipt: Receipt) -> None:
    assert from_json(json.loads(json.dumps(to_json(receipt)))) == receipt


def test_in_words() -> None:
    said = {name: value.replace("\u00a0", " ") for name, value in in_words(RECEIPT, FR).items()}

    assert said["period"] == "du 28 février 2026 au 27 mars 2026 inclus"
    assert said["issued_on"] == "28 février 2026"
    assert said["total"] == "150,00 €"
    assert said["paid"]
    assert not in_words(replace(RECEIPT, paid=False), FR)["paid"]
