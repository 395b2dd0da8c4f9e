import ast
import importlib
import pkgutil
from pathlib import Path

from sopdesk import domain
from sopdesk.domain.event import KINDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EMPTY_NAMES = {"base", "common", "core", "handler", "handlers", "helper", "helpers", "manager", "misc", "util", "utils"}


def is_silent(handler: ast.ExceptHandler) -> bool:
    """Tell whether an except clause neither does nor says anything."""
    return all(
        isinstance(each, ast.Pass) or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in handler.body
    )


def suppresses_everything(node: ast.AST) -> bool:
    """Tell whether this is contextlib.suppress of all errors."""
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("suppress"):
        return False
    return bool({ast.unparse(each) for each in node.args} & {"Exception", "BaseException"})


def test_modules_are_nouns_of_the_field() -> None:
    """A module is named after what it is about, never after the fact that it helps."""
    names = [path for path in SOURCES if EMPTY_NAMES & set(path.relative_to(ROOT).with_suffix("").parts)]
    assert not names


def test_no_error_is_swallowed() -> None:
    """An error that is caught is answered: no silent `except: pass`."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.ExceptHandler) and is_silent(node))
        or (isinstance(node, ast.Call) and suppresses_everything(node))
    ]
    assert not silent


def test_every_event_kind_is_in_the_glossary() -> None:
    """Every kind of event that the journal can hold is explained in the glossary."""
    for module in pkgutil.iter_modules(domain.__path__, "sopdesk.domain."):
        importlib.import_module(module.name)
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert KINDS
    assert not sorted(kind for kind in KINDS if f"`{kind.partition('/')[0]}`" not in glossary)
