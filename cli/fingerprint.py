"""Whether the trained model still belongs to what it was trained from."""

import hashlib
import json
from pathlib import Path

MODELS = Path("models")
_MARK = MODELS / "trained-from.json"
_UNDERSTANDING = (
    "config.yml",
    "data/nlu",
    "subscriptions/catalogue.yml",
    "understanding",
    "uv.lock",
)
_DIALOGUE = ("domain.yml", "data/rules", "data/stories")


def _hash(sources: tuple[str, ...]) -> str:
    """Give a hash over every file of the sources."""
    digest = hashlib.sha256()
    for source in sources:
        path = Path(source)
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _trained_from() -> dict[str, str]:
    if not (_MARK.exists() and any(MODELS.glob("*.tar.gz"))):
        return {}
    marks: dict[str, str] = json.loads(_MARK.read_text(encoding="ascii"))
    return marks


def understanding_is_current() -> bool:
    """Tell whether nothing that understanding depends on has changed."""
    return _trained_from().get("understanding") == _hash(_UNDERSTANDING)


def is_current() -> bool:
    """Tell whether a model is there and nothing it depends on has changed."""
    return understanding_is_current() and _trained_from().get("dialogue") == _hash(_DIALOGUE)


def remember() -> None:
    """Note what the model that was just trained came from."""
    marks = {"understanding": _hash(_UNDERSTANDING), "dialogue": _hash(_DIALOGUE)}
    _MARK.write_text(json.dumps(marks), encoding="ascii")
