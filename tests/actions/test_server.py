"""The action server answers the assistant alone."""

import json
import time

import pytest
import requests

from tests.services import Services
from trust import signature

CALL = {"next_action": "action_show_subscriptions", "sender_id": "x", "tracker": {"events": []}}


def _post(services: Services, body: bytes, given: str | None) -> requests.Response:
    port = services.environment["BILLING_ACTION_PORT"]
    headers = {} if given is None else {signature.HEADER: given}
    url = f"http://127.0.0.1:{port}/webhook"
    return requests.post(url, data=body, headers=headers, timeout=10)


def _secret(services: Services) -> bytes:
    return (services.directory / "secrets" / "action-secret").read_bytes()


@pytest.mark.parametrize("given", [None, "", "nonsense", "123.abc"])
def test_a_call_without_the_signature_is_refused(services: Services, given: str | None) -> None:
    assert _post(services, json.dumps(CALL).encode(), given).status_code == 403


def test_an_old_signature_is_refused(services: Services) -> None:
    body = json.dumps(CALL).encode()
    old = signature.sign(body, _secret(services), at=time.time() - 60)

    assert _post(services, body, old).status_code == 403


def test_a_signature_of_another_body_is_refused(services: Services) -> None:
    signed = signature.sign(b"{}", _secret(services))

    assert _post(services, json.dumps(CALL).encode(), signed).status_code == 403


def test_even_a_signed_call_needs_the_channels_word_for_the_message(services: Services) -> None:
    """A stolen action secret alone moves nothing: no assertion, no answer, no echo."""
    user = {"event": "user", "text": "oui", "message_id": "m", "metadata": {"assertion": "x"}}
    body = json.dumps({**CALL, "tracker": {"sender_id": "x", "events": [user]}}).encode()
    answer = _post(services, body, signature.sign(body, _secret(services)))

    assert answer.status_code == 500
    assert answer.json() == {"error": "the action failed"}
