"""Where Rasa's replies of one turn are collected, before they are stored and sent."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

from store.conversations import Reply


class Replies(OutputChannel):
    """Collects; it never fails, so that no reply can break a turn."""

    def __init__(self) -> None:
        self.collected: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        return "support"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one of Rasa's messages; only text, buttons and custom data are ours."""
        text = message.get("text") or ""
        buttons = [
            {"title": each["title"], "payload": each["payload"]}
            for each in message.get("buttons") or []
        ]
        custom = message.get("custom") or None
        if text or buttons or custom:
            self.collected.append(Reply(text=text, buttons=buttons, custom=custom))

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        self.collected.append(Reply(text=text, buttons=[]))
