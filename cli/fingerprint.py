"""Whether the trained model still belongs to what it was trained from."""

import hashlib
from pathlib import Path

MODELS = Path("models")
_MARK = MODELS / "trained-from"
_SOURCES = ("config.yml", "domain.yml", "data", "understanding", "subscriptions/catalogue.yml")
_SOURCES += ("uv.lock",)


def current() -> str:
    """Give a hash over every file that the model depends on."""
    digest = hashlib.sha256()
    for source in _SOURCES:
        path = Path(source)
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether a model is there and nothing it depends on has changed."""
    trained = _MARK.read_text(encoding="ascii") if _MARK.exists() else ""
    return any(MODELS.glob("*.tar.gz")) and trained == current()


def remember() -> None:
    """Note what the model that was just trained came from."""
    _MARK.write_text(current(), encoding="ascii")
