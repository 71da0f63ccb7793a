import logging
import uuid
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from trust.redaction import MASK, Redacted, RedactingFilter, redact, redact_joined

IBAN_FR, IBAN_IT = "FR7630006000011234567890189", "IT60X0542811101000000123456"

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u3000", "\t", "\n", "\u200b"]
SEPARATORS = ["", *SPACES, ".", "-", "/", "_", "\u2011", "\u2013", "\uff0f", " - ", "  "]
DIGITS = {
    "ascii": "0123456789",
    "fullwidth": "".join(map(chr, range(0xFF10, 0xFF1A))),
    "arabic": "".join(map(chr, range(0x0660, 0x066A))),
}


def grouped(number, separator, size=4):
    return separator.join(number[i : i + size] for i in range(0, len(number), size))


def digits_of(text):
    return "".join(character for character in text if character.isdecimal())


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
@pytest.mark.parametrize("sentence", ["ma carte est {}, merci", "la mia carta: {} grazie", "{}"])
def test_masks_a_card_whatever_separates_its_digits(sentence, separator):
    typed = sentence.format(grouped("4111111111111111", separator))

    assert redact(typed) == Redacted(sentence.format(MASK), frozenset({"card"}))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("4222222222222", id="visa-13"),
        pytest.param("4111111111111111", id="visa-16"),
        pytest.param("4000000000000000006", id="visa-19"),
        pytest.param("5555555555554444", id="mastercard"),
        pytest.param("2223003122003222", id="mastercard-2"),
        pytest.param("2720992593319364", id="mastercard-2720"),
        pytest.param("378282246310005", id="amex"),
        pytest.param("30569309025904", id="diners"),
        pytest.param("3530111333300000", id="jcb"),
        pytest.param("6011111111111117", id="discover"),
        pytest.param("6759649826438453", id="maestro"),
        pytest.param("6703444444444449", id="bancontact"),
        pytest.param("6200000000000005", id="unionpay"),
    ],
)
def test_masks_the_cards_of_every_network(number):
    assert redact(f"carte {number}").text == f"carte {MASK}"


@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS)
def test_masks_digits_of_any_script(digits):
    typed = "4111111111111111".translate(str.maketrans(DIGITS["ascii"], digits))

    assert redact(f"voici {typed}").text == f"voici {MASK}"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("le 12/05/2026 4111 1111 1111 1111", f"le 12/05/2026 {MASK}"),
        ("INV-2026-001234 / 4111-1111-1111-1111", f"INV-2026-001234 / {MASK}"),
        ("n.4111111111111111cvv123", f"n.{MASK}cvv{MASK}"),
        ("carte4111111111111111", f"carte{MASK}"),
        ("tel 06 12 34 56 78 4111 1111 1111 1111", f"tel 06 12 34 56 78 {MASK}"),
        ("3782 822463 10005 è la mia Amex", f"{MASK} è la mia Amex"),
        ("4️⃣1️⃣1️⃣1️⃣ 1111 1111 1111 ok", f"{MASK} ok"),
        ("4111 1111 1111 1111, 5555 5555 5555 4444", f"{MASK}, {MASK}"),
    ],
)
def test_finds_the_card_among_other_characters(typed, kept):
    assert redact(typed).text == kept


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("4111 1111 1111 1112", id="luhn-fails"),
        pytest.param("1111111111111117", id="no-network-starts-with-1"),
        pytest.param("411111111116", id="twelve-digits"),
        pytest.param("00004111111111111111", id="inside-one-longer-number"),
    ],
)
def test_leaves_what_is_no_card(typed):
    assert redact(typed) == Redacted(typed, frozenset())


@pytest.mark.parametrize(
    "typed",
    [
        "mon cvv c'est {}",
        "mon cvv c\u2019est {}",
        "cvv: {}",
        "CVV2 = {}",
        "cvv{}",
        "c.v.v. {}",
        "CVC {}",
        "{} (cvv)",
        "{} c'est mon cvv",
        "le cryptogramme est {}",
        "le cryptogramme visuel au dos de ma carte est le {}",
        "code de sécurité : {}",
        "CODE DE SE\u0301CURITE\u0301 {}",
        "les trois chiffres au dos : {}",
        "il codice di sicurezza è {}",
        "il codice di sicurezza sul retro della carta è {}",
        "codice CVV: {}",
        "codice CVV/CVC {}",
        "{} è il mio cvv",
        "i numeri sul retro sono {}",
    ],
)
@pytest.mark.parametrize("code", ["123", "1234", "\uff11\uff12\uff13", "1 2 3"])
def test_masks_a_security_code_beside_its_name(typed, code):
    assert redact(typed.format(code)) == Redacted(typed.format(MASK), frozenset({"cvv"}))


@pytest.mark.parametrize(
    "typed",
    [
        "exp {}",
        "exp. {}",
        "expire {}",
        "elle expire en {}",
        "date d'expiration : {}",
        "valable jusqu'au {}",
        "fin de validité {}",
        "scadenza {}",
        "la carta scade il {}",
        "valida fino al {}",
        "valid thru {}",
    ],
)
@pytest.mark.parametrize("month", ["12/27", "1/28", "12-27", "03/2027", "12 / 27"])
def test_masks_an_expiry_after_its_name(typed, month):
    assert redact(typed.format(month)) == Redacted(typed.format(MASK), frozenset({"expiry"}))


@pytest.mark.parametrize(
    "typed",
    [
        "4111 1111 1111 1111 12/27 123",
        "4111111111111111 1227 123",
        "4111-1111-1111-1111 exp 12/27 cvv 123",
        "12/27, 4111 1111 1111 1111, cvc: 123",
        "carta 4111.1111.1111.1111 scadenza 12-2027 codice di sicurezza 123",
        "carte 4111 1111 1111 1111 123 12/27",
    ],
)
def test_masks_what_stands_beside_a_card(typed):
    redacted = redact(typed)

    assert redacted.found == {"card", "expiry", "cvv"}
    assert digits_of(redacted.text) == ""


@pytest.mark.parametrize("number", [IBAN_FR, IBAN_IT, "CH9300762011623852957", "BE68539007547034"])
@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_masks_an_iban_however_it_is_spaced(number, separator, case):
    typed = f"mon iban : {case(grouped(number, separator))} merci"

    assert redact(typed) == Redacted(f"mon iban : {MASK} merci", frozenset({"iban"}))


def test_leaves_an_iban_whose_check_digits_are_wrong():
    assert redact("FR7730006000011234567890189").found == frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "appelez le 06 12 34 56 78",
        "06.12.34.56.78 / 01-23-45-67-89",
        "+33 6 12 34 56 78 / 0033 6 12 34 56 78",
        "chiamatemi al +39 347 123 4567, o 02 1234 5678",
        "347 123 4567 / 348 987 6543",
        "+41 79 123 45 67",
        "079 123 45 67 - 078 765 43 21",
        "+32 470 12 34 56",
        "numéro de TVA FR40303265045",
        "P.IVA IT00743110157",
        "FR40303265045 - 5412.50 EUR puis +41 79 123 45 67 - 1402,63 €",
        "la facture INV-2026-001234 et INV-2026-001235",
        "dal 24/12/2025 - 31/12/2026",
        "2026-01-30 2026-02-28 2026-03-31",
        "mon abonnement expire le 12/05/2026",
        "la scadenza è il 31/12/2026",
        "la carta scade il 24/12",
        "1 234,56 € puis 12.000,00 EUR",
        "75001 Paris, 00184 Roma, 1204 Genève",
        "550e8400-e29b-41d4-a716-446655440000",
        "12345678-1234-4123-8123-123456789012",
        "qu'est-ce que le cvv ? j'ai payé 120 euros",
        "le cvv est demandé pour 1200 €",
        "cos'è il codice di sicurezza? ho 150 licenze",
        "0.4970101234567890",
        "",
        "bonjour",
    ],
)
def test_leaves_harmless_numbers_as_typed(typed):
    assert redact(typed) == Redacted(typed, frozenset())


def test_keeps_the_rest_as_it_was_typed():
    typed = "\uff25\u0301té\u00a0№ 7 — 4111\u200b1111\u200b1111\u200b1111\u200b — ½ \ud83d"

    assert redact(typed).text == f"\uff25\u0301té\u00a0№ 7 — {MASK} — ½ \ud83d"


@pytest.mark.parametrize(
    ("previous", "text", "kept"),
    [
        ("ma carte 4111 1111", "1111 1111 merci", f"{MASK} merci"),
        ("4111 1111...", "1111 1111", MASK),
        ("4111 1111 1111 -", "- 1111", f"- {MASK}"),
        ("la carta è 411111111111", "1111 12/27 123", f"{MASK} {MASK} {MASK}"),
        (
            "4111 1111 1111",
            "1111 grazie, tel 06 12 34 56 78",
            f"{MASK} grazie, tel 06 12 34 56 78",
        ),
        ("4111 1111", "et 5555 5555 5555 4444", f"et {MASK}"),
        ("FR76 3000 6000 0112", "3456 7890 189", MASK),
        ("06 12 34 56 78", "01 23 45 67 89", "01 23 45 67 89"),
        ("347 123 4567", "348 987 6543", "348 987 6543"),
        ("4111 1111", "1112 1111", "1112 1111"),
        ("4111 1111", "", ""),
        ("", "12 licences", "12 licences"),
    ],
)
def test_masks_the_second_half_of_a_number_split_over_two_messages(previous, text, kept):
    assert redact_joined(previous, text).text == kept


@pytest.fixture
def log():
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(RedactingFilter())
    logger = logging.Logger("redacted")
    logger.addHandler(handler)
    logger.written = written.getvalue
    return logger


def test_log_messages_are_redacted_after_formatting(log):
    log.warning("heard %s %s from %s", "41111111", "11111111", "conv_1")
    log.warning("heard %(text)r", {"text": grouped("4111111111111111", " ")})

    assert log.written() == f"heard {MASK} from conv_1\nheard '{MASK}'\n"


def test_tracebacks_and_stacks_are_redacted(log):
    try:
        raise ValueError("4111 1111 1111 1111")
    except ValueError:
        log.exception("failed", stack_info=True)

    assert f"ValueError: {MASK}" in log.written()
    assert "4111 1111" not in log.written().split("Stack (most")[0].split("ValueError:")[1]


def test_a_record_that_cannot_be_formatted_leaks_nothing(log, capsys):
    log.warning("heard", "4111111111111111")

    assert "4111111111111111" not in log.written() + capsys.readouterr().err


def test_harmless_records_pass_untouched(log):
    log.info("heard %d messages in %.3f s", 3, 0.25)

    assert log.written() == "heard 3 messages in 0.250 s\n"


PREFIXES = ["4", "51", "55", "2221", "2720", "34", "37", "36", "38", "305", "3530", "50", "6011"]
PREFIXES += ["6304", "6759", "62", "65"]
WORDS = ["ma carte", "è", "la mia carta", "c'est", "n°", "12", "2026", "75001", "(", ":", "+"]
WORDS += ["le 12/05/2026", "INV-2026-001234", "06 12 34 56 78", "+41 79 123 45 67", "120,50 €"]
WORDS += ["exp 12/27", "cvv 123", "FR40303265045", "merci!"]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@st.composite
def cards(draw):
    prefix = draw(st.sampled_from(PREFIXES))
    size = draw(st.integers(12, 18)) - len(prefix)
    payload = prefix + draw(st.text("0123456789", min_size=size, max_size=size))
    return payload + luhn.calc_check_digit(payload)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(card=cards(), before=SENTENCES, after=SENTENCES, data=st.data())
def test_no_card_survives_any_separators_in_any_sentence(card, before, after, data):
    one = st.sampled_from(SEPARATORS)
    everywhere = st.lists(one, min_size=len(card) - 1, max_size=len(card) - 1)
    gaps = [*data.draw(everywhere | one.map(lambda gap: [gap] * (len(card) - 1))), ""]
    typed = f"{before} {''.join(map(''.join, zip(card, gaps, strict=True)))} {after}"

    redacted = redact(typed)

    assert "card" in redacted.found
    assert card not in digits_of(redacted.text)
    assert redact(redacted.text).text == redacted.text


@settings(derandomize=True, deadline=None, max_examples=200)
@given(card=cards(), separator=st.sampled_from(SEPARATORS), cut=st.integers(1, 12))
def test_no_card_survives_being_split_over_two_messages(card, separator, cut):
    first, second = grouped(card[:cut], separator), grouped(card[cut:], separator)

    assert digits_of(redact_joined(f"ma carte {first}", f"{second} merci").text) == ""


PAIR = st.integers(10, 99).map(str)
HARMLESS = st.one_of(
    st.tuples(st.sampled_from(["06", "01", "07"]), PAIR, PAIR, PAIR, PAIR).map(" ".join),
    st.tuples(st.sampled_from(["+33 6", "+41 79", "+32 470"]), PAIR, PAIR, PAIR).map(" ".join),
    st.integers(3_200_000_000, 3_999_999_999).map("+39 {}".format),
    st.integers(10_000_000_000, 99_999_999_999).map("FR{}".format),
    st.integers(10_000_000_000, 99_999_999_999).map("IT{}".format),
    st.integers(1, 999_999).map("INV-2026-{:06}".format),
    st.dates().map("{:%d/%m/%Y}".format),
    st.datetimes().map(str),
    st.decimals(0, 999_999, places=2).map("{:,.2f} €".format),
    st.integers(0, 99_999).map("{:05} Paris".format),
    st.uuids().map(str),
)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(numbers=st.lists(HARMLESS, min_size=1, max_size=3))
def test_harmless_numbers_are_unchanged(numbers):
    typed = "voici, ecco: " + ", ".join(numbers)

    assert redact(typed) == Redacted(typed, frozenset())


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters() | st.sampled_from("0123456789 /-+cv\ud800\u200b½⒈"), max_size=60))
def test_any_text_is_accepted_and_redacting_twice_adds_nothing(text):
    once = redact(text).text

    assert redact(once).text == once


def test_a_uuid_is_never_a_card():
    step = 0x9E3779B97F4A7C15F39CC0605CEDC835
    generated = [str(uuid.UUID(int=k * step % 2**128)) for k in range(500)]

    assert [redact(each).text for each in generated] == generated
