"""Follows every link of the desk's pages, as a colleague with a mouse and much time would."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

import yaml
from starlette.routing import Match, Route
from starlette.testclient import TestClient

from desk.labels import FOLDER, flat

RANK = ("agent", "reviewer", "admin")
"""Each role may do what those before it may."""

MOST_OF_A_KIND = 20
"""Pages of one route with the same fields in their address, in the order of the links."""

_WORDS_OF_THE_PROGRAM = {"code", "pre", "option", "script", "style"}
_KEY = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)+\b")
_BLANK = re.compile(r"{\w+}")
_BARE = re.compile(r"[a-z]+(_[a-z]+)+")
_SPOKEN = ("aria-label", "title", "placeholder", "data-title", "alt")


def keys() -> frozenset[str]:
    """Give every key of the desk's labels."""
    files = (FOLDER / "fr").glob("*.yml")
    return frozenset(
        key for each in files for key in flat(yaml.safe_load(each.read_text(encoding="utf-8")))
    )


class Seen(HTMLParser):
    """What a page says, and where one can go from it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sends: set[str] = set()
        self.said: list[str] = []
        self.bare: list[str] = []
        self._within: list[str] = []
        self._form: tuple[str, list[tuple[str, str]]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.said += [given[name] for name in _SPOKEN if name in given]
        if tag in _WORDS_OF_THE_PROGRAM:
            self._within.append(tag)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "hx-get" in given:
            self.links.append(given["hx-get"])
        if tag == "form" and given.get("method") == "post":
            self.sends.add(given.get("action", ""))
        elif tag == "form":
            self._form = (given.get("action", ""), [])
        elif tag in ("input", "select") and self._form and given.get("type") != "checkbox":
            self._form[1].append((given.get("name", ""), given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _WORDS_OF_THE_PROGRAM and self._within:
            self._within.pop()
        if tag == "form" and self._form:
            self.links.append(f"{self._form[0]}?{urlencode(self._form[1])}")
            self._form = None

    def handle_data(self, data: str) -> None:
        if "script" in self._within or "style" in self._within:
            return
        self.said.append(data)
        if not self._within and _BARE.fullmatch(data.strip()):
            self.bare.append(data.strip())


@dataclass
class Crawl:
    """A walk through the whole desk.

    :param addresses: where it came to: of each route, the page that says most.
    :param problems: what no colleague should ever see.
    """

    client: TestClient
    role: str
    addresses: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _met: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    _words: dict[str, int] = field(default_factory=dict)
    _known: frozenset[str] = field(default_factory=keys)

    def walk(self, start: str = "/") -> "Crawl":
        """Follow all links from here on."""
        waiting, queued = deque([(start, "nowhere")]), {start}
        while waiting:
            address, since = waiting.popleft()
            for link in self._look(address, since):
                if link not in queued and self._is_new_enough(link, address):
                    waiting.append((link, address))
                queued.add(link)
        return self

    def _look(self, address: str, since: str) -> list[str]:
        answer = self.client.get(address, follow_redirects=True)
        if answer.status_code != 200:
            self.problems.append(f"{since} links to {address}: {answer.status_code}")
        if "text/html" not in answer.headers["content-type"]:
            return []
        page = Seen(answer.text)
        text = " ".join(page.said)
        raw = [key for key in _KEY.findall(text) if key in self._known]
        for said in (*raw, *_BLANK.findall(text), *page.bare):
            self.problems.append(f"{address} says {said!r}")
        self._keep(address, len(set(text.split())))
        here = str(answer.url)
        for action in page.sends:
            self._may(urlsplit(urljoin(here, action)).path, "POST", address)
        found = (urlsplit(urldefrag(urljoin(here, link)).url) for link in page.links)
        return [each._replace(scheme="", netloc="").geturl() for each in found]

    def _keep(self, address: str, words: int) -> None:
        """Note a page, if it says more than the others of its route."""
        route = self._may(urlsplit(address).path, "GET", address)
        if route is not None and words > self._words.get(route, 0):
            self._words[route], self.addresses[route] = words, address

    def _is_new_enough(self, link: str, since: str) -> bool:
        parts = urlsplit(link)
        route = self._may(parts.path, "GET", since)
        if route is None:
            return False
        self.addresses.setdefault(route, link)
        names = sorted({name for name, value in parse_qsl(parts.query) if value})
        kind = (route, *names)
        self._met[kind] += 1
        return self._met[kind] <= MOST_OF_A_KIND

    def _may(self, path: str, method: str, since: str) -> str | None:
        """Give the route of an address, if there is one and this role may go there."""
        app: Any = self.client.app
        for route in app.routes:
            if not isinstance(route, Route):
                continue
            match, _ = route.matches({"type": "http", "path": path, "method": method})
            if match is Match.FULL:
                needed = getattr(route.endpoint, "needs", "agent")
                if RANK.index(needed) > RANK.index(self.role):
                    self.problems.append(f"{since} offers {method} {path} to the {self.role}")
                return route.path
        self.problems.append(f"{since} links to {method} {path}, which is nowhere")
        return None
