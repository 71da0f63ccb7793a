"""Rasa's REST channel, as a client outside sees it."""

from dataclasses import dataclass, field

import requests

_SECONDS = 60


@dataclass
class RestConversation:
    """One conversation over one kept connection.

    :param token: signs a person in; the bare bot takes anybody at their `sender`.
    """

    url: str
    session: requests.Session
    sender: str | None = None
    token: str | None = None
    _headers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}

    def ask(self, text: str) -> str:
        """Send a message and give the texts of the replies."""
        body = (
            {"message": text} if self.sender is None else {"message": text, "sender": self.sender}
        )
        answer = self.session.post(
            f"{self.url}/webhooks/rest/webhook", json=body, headers=self._headers, timeout=_SECONDS
        )
        answer.raise_for_status()
        return "\n".join(reply.get("text", "") for reply in answer.json())
