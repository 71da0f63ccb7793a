"""Pages: templates with the words, the dates and the rights of who looks at them."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from starlette.requests import Request
from starlette.responses import HTMLResponse

from desk import built
from desk.forms import csrf_token
from desk.labels import LANGUAGES, Labels

HERE = Path(__file__).parent
ZONE = ZoneInfo("Europe/Paris")
"""In which instants are shown, where an account's own zone is not what matters."""


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a template of `desk/templates` in the reader's language."""
    labels = Labels(language_of(request))
    text = (
        _environment()
        .get_template(name)
        .render(
            request=request,
            t=labels,
            staff=getattr(request.state, "staff", None),
            csrf=csrf_token(request),
            script=built.script(),
            style=built.style(),
            languages=LANGUAGES,
            **values,
        )
    )
    return HTMLResponse(text, status)


def language_of(request: Request) -> str:
    """The language of a page: that of who is signed in, or else of their browser."""
    staff = getattr(request.state, "staff", None)
    if staff is not None:
        return str(staff.language)
    wanted = request.headers.get("accept-language", "")
    asked = [part.split(";")[0].strip()[:2].lower() for part in wanted.split(",")]
    return next((one for one in asked if one in LANGUAGES), "fr")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["when"] = _when
    environment.filters["day"] = _day
    return environment


@pass_context
def _when(context: Any, instant: datetime, zone: str | None = None) -> str:
    """An instant as day and time, in the given zone or the desk's."""
    shown = instant.astimezone(ZoneInfo(zone) if zone else ZONE)
    return format_datetime(shown, "short", tzinfo=shown.tzinfo, locale=context["t"].language)


@pass_context
def _day(context: Any, day: date | datetime) -> str:
    """A day; of an instant, that of the desk's zone."""
    shown = day.astimezone(ZONE).date() if isinstance(day, datetime) else day
    return format_date(shown, "medium", locale=context["t"].language)
