"""What can be pressed is in the user guide."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = " ".join((ROOT / "docs" / "user-guide.md").read_text("utf-8").split())
MAKERS = {"add_act", "button"}
SMALL = {
    "Cancel",  # on every sheet
    "Close",  # on every card
    "Record",  # the act of a sheet that its title names
    "Choose",
}


def words_of(call: ast.Call) -> str:
    """Give the English words of a translated first argument, or ""."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Call) and getattr(first.func, "attr", getattr(first.func, "id", "")) in {"tr", "_tr"}:
        text = first.args[0]
        return str(text.value) if isinstance(text, ast.Constant) else ""
    return ""


def acts() -> Iterator[tuple[str, str]]:
    """Give every act of every screen with the file that offers it."""
    for path in sorted((ROOT / "src" / "sopdesk" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in MAKERS:
                words = words_of(node)
                if words and "{" not in words:
                    yield words, path.name


def test_every_act_is_in_the_guide() -> None:
    """Whatever can be pressed stands in the user guide, in bold, word for word."""
    bold = set(re.findall(r"\*\*(.+?)\*\*", GUIDE))
    missing = sorted({f"{words} ({file})" for words, file in acts() if words not in SMALL and words not in bold})
    assert not missing


def test_every_shortcut_is_in_the_guide() -> None:
    """Every keyboard shortcut stands in the user guide."""
    found: set[str] = set()
    for path in (ROOT / "src" / "sopdesk" / "ui").rglob("*.py"):
        found |= set(re.findall(r'(?:key=|QKeySequence\()"([A-Z][^"]+)"', path.read_text("utf-8")))
    assert found
    assert not {keys for keys in found if keys not in GUIDE}
