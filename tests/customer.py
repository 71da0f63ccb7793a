"""A customer who writes to the running assistant over REST."""

from dataclasses import dataclass, field
from typing import Any

import requests

from tests.services import Services


@dataclass
class Customer:
    """Somebody in a conversation of their own; without an e-mail address, a visitor."""

    services: Services
    email: str | None = None
    sid: str = "test"
    language: str | None = None
    session: requests.Session = field(default_factory=requests.Session)
    buttons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.email is not None:
            token = self.services.token(self.email, sid=self.sid)
            self.session.headers["Authorization"] = f"Bearer {token}"

    def post(self, body: Any, **options: Any) -> requests.Response:
        url = f"{self.services.url}/webhooks/rest/webhook"
        return self.session.post(url, json=body, timeout=60, **options)

    def says(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Send a message and give the replies."""
        metadata = {} if self.language is None else {"metadata": {"language": self.language}}
        answer = self.post({"message": text, **metadata, **more})
        assert answer.status_code == 200, answer.text
        replies: list[dict[str, Any]] = answer.json()
        self.buttons = {
            each["title"]: each["payload"]
            for reply in replies
            for each in reply.get("buttons", [])
        }
        return replies

    def presses(self, title: str) -> list[dict[str, Any]]:
        """Press a button of the last reply."""
        return self.says(self.buttons[title])

    def hears(self, text: str, **more: Any) -> str:
        """Send a message and give the texts of the replies."""
        return "\n".join(reply.get("text", "") for reply in self.says(text, **more))
