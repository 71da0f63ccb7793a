"""Calling the action server: signed, kept open, bounded in time, tried twice.

Rasa would log a failed action as executed and go on. A call that fails here fails the turn
instead (see `chat.processor`), so that nothing false is said. Trying twice is safe: effects
are bound to proposals, and a proposal is carried out once.
"""

import asyncio
import json
from typing import Any

import aiohttp
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from trust import signature

CONNECT_SECONDS, TOTAL_SECONDS = 1.0, 8.0
_MESSAGES_KEPT = 4  # one more than actions/not_understood.py counts
_REFUSED = 400  # how the SDK says that an action declines to run; Rasa handles it


class ActionServerError(RuntimeError):
    """The action server did not answer as it should; what it did is not known."""


class SignedEndpoint(EndpointConfig):
    """Rasa's endpoint for actions, with our transport."""

    def __init__(self, url: str, secret: bytes) -> None:
        # Actions read the domain from its file: sending it with every call is waste.
        super().__init__(url, enable_selective_domain=True)
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """Post the action call.

        :raises ActionServerError: after the second failure.
        """
        body = json.dumps(_trimmed(kwargs["json"]), ensure_ascii=False).encode()
        try:
            return await self._post(body)
        except (aiohttp.ClientConnectionError, aiohttp.ServerTimeoutError) as first:
            if isinstance(first, aiohttp.ClientConnectorError):
                await asyncio.sleep(0.2)
        except (asyncio.TimeoutError, ActionServerError) as error:
            raise ActionServerError(str(error)) from error
        try:
            return await self._post(body)
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise ActionServerError(str(error)) from error

    async def is_up(self) -> bool:
        """Tell whether the action server would answer a call now."""
        try:
            async with self._open_session().get(
                str(self.url).replace("/webhook", "/health")
            ) as up:
                return up.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    async def _post(self, body: bytes) -> Any:
        headers = {
            "Content-Type": "application/json",
            signature.HEADER: signature.sign(body, self._secret),
        }
        session = self._open_session()
        async with session.post(str(self.url), data=body, headers=headers) as response:
            if response.status == _REFUSED:
                text = await response.text()
                raise ClientResponseError(response.status, str(response.reason), text)
            if response.status != 200:
                raise ActionServerError(f"the action server answered {response.status}")
            try:
                result = await response.json()
            except ValueError as error:
                raise ActionServerError("the action server's answer is not JSON") from error
        if not _RESULT.is_valid(result):
            raise ActionServerError("the action server's answer has another shape")
        return result


def _trimmed(call: dict[str, Any]) -> dict[str, Any]:
    """Leave out what our actions do not read, so that long conversations stay as quick.

    They read the domain from its file, and of the events only those since the customer's
    last few messages.
    """
    tracker = call["tracker"]
    events = tracker["events"]
    messages = [index for index, event in enumerate(events) if event["event"] == "user"]
    since = messages[-_MESSAGES_KEPT] if len(messages) > _MESSAGES_KEPT else 0
    kept = {"tracker": {**tracker, "events": events[since:]}}
    return {key: value for key, value in call.items() if key != "domain"} | kept


_RESULT = Draft202012Validator(RemoteAction.action_response_format_spec())
