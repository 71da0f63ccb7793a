"""What is signed is believed, for that very message, for a short time; nothing else is."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest

from settings import Settings, load
from trust import keys, signature
from trust.assertion import LIFETIME, Assertion, make_assertion, read_assertion

SECRET = b"secret"
SIGNED_AT = 1_800_000_000.0
SECRET_FILES = (
    "token-secret",
    "action-secret",
    "desk-secret",
    "link-secret",
    "assertion-private.pem",
    "assertion-public.pem",
)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Settings whose secrets lie in a directory that does not exist yet."""
    for name in ("BILLING_TOKEN_SECRET", "BILLING_ACTION_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BILLING_SECRETS_DIRECTORY", str(tmp_path / "var" / "secrets"))
    return load()


@pytest.fixture
def settings(own_settings: Settings) -> Settings:
    """The same, with every secret made."""
    keys.create_missing(own_settings)
    return own_settings


class TestAssertions:
    def _make(self, settings: Settings, **facts: Any) -> str:
        usual = {
            "person_id": "p-1",
            "conversation_id": "c-1",
            "message_id": "m-1",
            "channel": "rest",
            "now": datetime.now(timezone.utc),
        }
        return make_assertion(keys.assertion_private_key(settings), **{**usual, **facts})

    def _read(self, settings: Settings, token: str) -> Assertion | None:
        public_key = keys.assertion_public_key(settings)
        return read_assertion(token, public_key, conversation_id="c-1", message_id="m-1")

    @pytest.mark.parametrize("person_id", ["p-1", None])
    def test_says_who_wrote_the_message(self, settings: Settings, person_id: str | None) -> None:
        token = self._make(settings, person_id=person_id)

        assert self._read(settings, token) == Assertion(person_id=person_id, channel="rest")

    @pytest.mark.parametrize("other", [{"conversation_id": "c-2"}, {"message_id": "m-2"}])
    def test_proves_nothing_for_another_message(
        self, settings: Settings, other: dict[str, str]
    ) -> None:
        assert self._read(settings, self._make(settings, **other)) is None

    @pytest.mark.parametrize("shift", [-LIFETIME - timedelta(minutes=1), timedelta(hours=1)])
    def test_proves_nothing_at_another_time(self, settings: Settings, shift: timedelta) -> None:
        token = self._make(settings, now=datetime.now(timezone.utc) + shift)

        assert self._read(settings, token) is None

    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é"])
    def test_nonsense_proves_nothing(self, settings: Settings, token: str) -> None:
        assert self._read(settings, token) is None

    def test_another_key_proves_nothing(self, settings: Settings, tmp_path: Path) -> None:
        token = self._make(settings)
        for name in SECRET_FILES:
            (settings.secrets_directory / name).rename(tmp_path / name)
        keys.create_missing(settings)

        assert self._read(settings, token) is None

    @pytest.mark.parametrize("algorithm", ["none", "HS256"])
    def test_no_other_algorithm_is_believed(self, settings: Settings, algorithm: str) -> None:
        claims = jwt.decode(self._make(settings), options={"verify_signature": False})
        key = None if algorithm == "none" else "guessed" * 8

        assert self._read(settings, jwt.encode(claims, key, algorithm=algorithm)) is None

    @pytest.mark.parametrize(
        "change",
        [
            {"aud": "channel"},
            {"iss": "actions"},
            {"exp": None},
            {"sub": None},
            {"conversation": None},
            {"message": None},
            {"channel": None},
        ],
    )
    def test_an_incomplete_one_proves_nothing(
        self, settings: Settings, change: dict[str, str | None]
    ) -> None:
        claims = jwt.decode(self._make(settings), options={"verify_signature": False})
        kept = {name: value for name, value in {**claims, **change}.items() if value is not None}
        token = jwt.encode(kept, keys.assertion_private_key(settings), algorithm="EdDSA")

        assert self._read(settings, token) is None


class TestSignatures:
    @pytest.mark.parametrize("body", [b"", b"{}", "{'text': 'déjà'}".encode()])
    @pytest.mark.parametrize("seconds", [0, 30, -30])
    def test_holds_for_half_a_minute(self, body: bytes, seconds: int) -> None:
        value = signature.sign(body, SECRET, at=SIGNED_AT)

        assert signature.is_valid(value, body, SECRET, at=SIGNED_AT + seconds)

    @pytest.mark.parametrize("seconds", [31, -31, 3600])
    def test_and_no_longer(self, seconds: int) -> None:
        value = signature.sign(b"{}", SECRET, at=SIGNED_AT)

        assert not signature.is_valid(value, b"{}", SECRET, at=SIGNED_AT + seconds)

    @pytest.mark.parametrize(("body", "secret"), [(b"{ }", SECRET), (b"{}", b"other")])
    def test_another_body_or_secret_is_refused(self, body: bytes, secret: bytes) -> None:
        value = signature.sign(b"{}", SECRET, at=SIGNED_AT)

        assert not signature.is_valid(value, body, secret, at=SIGNED_AT)

    def test_its_time_cannot_be_moved(self) -> None:
        digest = signature.sign(b"{}", SECRET, at=SIGNED_AT).partition(".")[2]
        moved = f"{int(SIGNED_AT) + 60}.{digest}"

        assert not signature.is_valid(moved, b"{}", SECRET, at=SIGNED_AT + 60)

    @pytest.mark.parametrize("value", ["", ".", "x.y", "1800000000", "1800000000.é", "²."])
    def test_nonsense_is_refused(self, value: str) -> None:
        assert not signature.is_valid(value, b"{}", SECRET, at=SIGNED_AT)


class TestKeys:
    @pytest.mark.parametrize("name", SECRET_FILES)
    def test_only_the_owner_reads_a_secret(self, settings: Settings, name: str) -> None:
        assert (settings.secrets_directory / name).stat().st_mode & 0o777 == 0o600

    def test_only_the_owner_enters_their_directory(self, settings: Settings) -> None:
        assert settings.secrets_directory.stat().st_mode & 0o777 == 0o700

    def test_nothing_else_is_left_behind(self, settings: Settings) -> None:
        left = {path.name for path in settings.secrets_directory.iterdir()}

        assert left == set(SECRET_FILES)

    def test_what_is_there_is_never_made_again(self, settings: Settings) -> None:
        before = [(settings.secrets_directory / name).read_bytes() for name in SECRET_FILES]
        keys.create_missing(settings)

        after = [(settings.secrets_directory / name).read_bytes() for name in SECRET_FILES]
        assert after == before

    def test_each_secret_is_its_own(self, settings: Settings) -> None:
        secrets = {keys.token_secret(settings), keys.action_secret(settings)}

        assert {len(each) for each in secrets} == {64}
        assert len(secrets) == 2

    @pytest.mark.parametrize(
        ("variable", "read"),
        [
            ("BILLING_TOKEN_SECRET", keys.token_secret),
            ("BILLING_ACTION_SECRET", keys.action_secret),
        ],
    )
    def test_a_company_sets_its_own(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch, variable: str, read: Any
    ) -> None:
        monkeypatch.setenv(variable, "ours")

        assert read(settings) == b"ours"

    @pytest.mark.parametrize(
        "read",
        [
            keys.token_secret,
            keys.action_secret,
            keys.link_secret,
            keys.assertion_private_key,
            keys.assertion_public_key,
        ],
    )
    def test_a_missing_key_says_what_to_do(self, own_settings: Settings, read: Any) -> None:
        with pytest.raises(keys.MissingKeyError, match="billing db upgrade"):
            read(own_settings)
