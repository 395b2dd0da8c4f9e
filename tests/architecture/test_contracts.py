import ast
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def outside_imports(source: Path) -> set[str]:
    """Give the top-level names of the libraries that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "sopdesk")
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"sopdesk"}


def test_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    """Imports point one way, and each outside library has its one room."""
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert outcome == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_library_has_its_room() -> None:
    """No outside library is used that no contract gives a room."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    known = {name for each in contracts for name in each.get("protected_modules", [])}
    homeless = {f"{path.relative_to(ROOT)}: {name}" for path in SOURCES for name in outside_imports(path) - known}
    assert not homeless


def test_contracts_have_no_exceptions() -> None:
    """A contract holds everywhere: no import is exempted from it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert not [each["name"] for each in contracts if each.keys() & {"ignore_imports", "exhaustive_ignores"}]


def test_the_domain_reads_no_clock() -> None:
    """The domain is told what time it is."""
    readings = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if path.parent.name == "domain"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and (ast.unparse(node.value).rpartition(".")[2], node.attr) in CLOCKS
    ]
    assert not readings
