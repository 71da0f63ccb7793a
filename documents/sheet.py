"""A page of A4 in PDF: its fonts, its margins, a table with its sums. It knows no words.

The same content always gives the same bytes. The fonts are Bitstream Vera, which reportlab
brings along and whose licence allows embedding.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_MARGIN = 20 * mm
_GREY = colors.HexColor("#4a4a4a")
_LOCALES = {"fr": "fr-FR", "it": "it-IT"}
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
"""No-break spaces that the fonts lack, as the one they have."""

Rule = tuple[str, tuple[int, int], tuple[int, int], float, colors.Color]
"""A line of a table: its kind, from cell, to cell, thickness in points, colour."""


class Sheet:
    """Content in the order in which it is added, then its bytes."""

    def __init__(self) -> None:
        _register_fonts()
        self._flow: list[Flowable] = []

    def heading(self, text: str) -> None:
        self._paragraph(text, _style(bold=True, size=20))

    def subheading(self, text: str) -> None:
        self._paragraph(text, _style(bold=True, size=12))

    def line(self, text: str) -> None:
        self._paragraph(text, _style())

    def small(self, text: str) -> None:
        self._paragraph(text, _style(size=8, grey=True))

    def gap(self, millimetres: int = 6) -> None:
        self._flow.append(Spacer(0, millimetres * mm))

    def table(self, head: Sequence[str], row: Sequence[str], widths: Sequence[int]) -> None:
        """Add a table of one row; `widths` in mm. The last three columns hold numbers."""
        first_number = len(head) - 3
        cells = [
            [
                _cell(text, _style(size=9, grey=grey, right=column >= first_number))
                for column, text in enumerate(texts)
            ]
            for texts, grey in ((head, True), (row, False))
        ]
        rule: Rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, _GREY)
        self._add_table(cells, widths, rule)

    def sums(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add amounts below each other; the last one is what it comes to, in bold."""
        last = len(rows) - 1
        cells = [
            [
                _cell("", _style()),
                _cell(name, _style(bold=number == last)),
                _cell(amount, _style(bold=number == last, right=True)),
            ]
            for number, (name, amount) in enumerate(rows)
        ]
        rule: Rule = ("LINEABOVE", (1, last), (-1, last), 0.5, _GREY)
        self._add_table(cells, (70, 60, 40), rule)

    def to_pdf(self, *, title: str, author: str, language: str) -> bytes:
        """Draw it. Title, author and language go into the file's own description."""
        file = BytesIO()
        document = SimpleDocTemplate(
            file,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=title.translate(_SPACES),
            author=author,
            creator=author,
            subject=title.translate(_SPACES),
            lang=_LOCALES[language],
            displayDocTitle=True,
            invariant=True,
            initialFontName="Vera",
        )
        document.build(self._flow)
        return file.getvalue()

    def _paragraph(self, text: str, style: ParagraphStyle) -> None:
        self._flow.append(_cell(text, style))

    def _add_table(
        self,
        cells: Sequence[list[Paragraph]],
        widths: Sequence[int],
        rule: Rule,
    ) -> None:
        table = Table(cells, colWidths=[width * mm for width in widths], hAlign="LEFT")
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), rule]))
        self._flow.append(table)


@cache
def _register_fonts() -> frozenset[int]:
    """Register the fonts, once, and give the characters that they have."""
    plain, bold = TTFont("Vera", "Vera.ttf"), TTFont("VeraBd", "VeraBd.ttf")
    registerFont(plain)
    registerFont(bold)
    return frozenset(plain.face.charToGlyph) & frozenset(bold.face.charToGlyph)


def _style(
    *, bold: bool = False, size: int = 10, grey: bool = False, right: bool = False
) -> ParagraphStyle:
    return ParagraphStyle(
        "sheet",
        fontName="VeraBd" if bold else "Vera",
        fontSize=size,
        leading=size * 1.4,
        textColor=_GREY if grey else colors.black,
        alignment=2 if right else 0,
        splitLongWords=True,
    )


def _cell(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_drawable(text)).replace("\n", "<br/>"), style)


def _drawable(text: str) -> str:
    """Give a text of which the fonts have every character, lest a black box stands for one.

    A letter that is missing loses its accent, or becomes a question mark.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SPACES)
    return "".join(each if _has(each) else _nearest(each) for each in composed)


def _has(character: str) -> bool:
    return character == "\n" or ord(character) in _register_fonts()


def _nearest(character: str) -> str:
    if character.isspace():
        return " "
    base = [each for each in unicodedata.normalize("NFKD", character) if _has(each)]
    return "".join(base) or ("-" if unicodedata.category(character) == "Pd" else "?")
