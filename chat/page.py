"""The help page at `/`, with the chat widget as any site embeds it."""

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from chat.demo import Demo
from chat.widget_files import WidgetFiles

_PAGES = Path(__file__).with_name("pages")
_LABELS = Path(__file__).with_name("widget") / "labels"
_HEADERS = {
    # Nothing inline, nothing of others, and no text becomes code (trusted types).
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}
_LANGUAGES = ("fr", "it")
_DEFAULT_PERSON = {"fr": "facturation@atelier.example", "it": "fatturazione@studio.example"}


@cache
def _labels(language: str) -> dict[str, str]:
    read: dict[str, str] = json.loads((_LABELS / f"{language}.json").read_text(encoding="utf-8"))
    return read


@cache
def _template(name: str) -> Template:
    return Template((_PAGES / name).read_text(encoding="utf-8"))


class HelpPage:
    """Gives the help page in French or Italian, as a demo user where there is a demo."""

    def __init__(self, files: WidgetFiles, demo: Demo | None) -> None:
        self._files = files
        self._demo = demo

    async def show(self, request: Request) -> HTTPResponse:
        language = request.args.get("lang", "")
        if language not in _LANGUAGES:
            language = _preferred(request.headers.get("accept-language", ""))
        chosen = request.args.get("as")
        people = [] if self._demo is None else await self._demo.people()
        person = _DEFAULT_PERSON[language] if chosen is None else chosen
        person = person if any(email == person for email, _, _ in people) else ""
        labels = {name: escape(text) for name, text in _labels(language).items()}
        query = "" if chosen is None else f"&as={quote(chosen)}"
        page = _template("help.html").substitute(
            labels,
            language=language,
            style=self._files.style_of_page,
            endpoint=escape(f"/demo/token?as={quote(person)}") if person else "",
            demo=_demo_bar(labels, language, people, person),
            french=escape(f"?lang=fr{query}"),
            italian=escape(f"?lang=it{query}"),
            french_is_current="true" if language == "fr" else "false",
            italian_is_current="true" if language == "it" else "false",
        )
        return response.html(page, headers=_HEADERS)


def _preferred(accepted: str) -> str:
    """Give the language of the two that a browser names first; French, if neither."""
    for each in accepted.lower().split(","):
        if each.strip()[:2] in _LANGUAGES:
            return each.strip()[:2]
    return "fr"


def _demo_bar(
    labels: dict[str, str], language: str, people: list[tuple[str, str, str]], person: str
) -> str:
    """Give the bar in which one chooses whom to be; nothing without demo accounts."""
    if not people:
        return ""
    options = [
        f'<option value="{escape(email)}"{" selected" if email == person else ""}>'
        f"{escape(account)} · {labels[f'role_{role}']} · {escape(email)}</option>"
        for email, account, role in people
    ]
    return _template("demo.html").substitute(
        labels,
        language=language,
        options="\n".join(options),
        nobody_is_selected="" if person else " selected",
    )
