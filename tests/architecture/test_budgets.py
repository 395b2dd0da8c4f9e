import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

LONGEST_FILE = 300
LONGEST_MAIN_WINDOW = 200
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 8
LONG_FUNCTION = 25
SHARE_OF_LONG_FUNCTIONS = 0.10

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(source: Path) -> int:
    """Count the lines of a file."""
    return len(source.read_text("utf-8").splitlines())


def length(function: Function) -> int:
    """Count the lines of a function from its `def` to its end, without the docstring."""
    first = function.body[0]
    said = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) and first.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - said


def functions() -> list[tuple[int, str]]:
    """Give the length and the place of every function, longest first."""
    found = [
        (length(node), f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function)
    ]
    return sorted(found, reverse=True)


def main_windows() -> list[Path]:
    """Give the files that define a main window."""
    return [
        path
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and any("QMainWindow" in ast.unparse(base) for base in node.bases)
    ]


def test_files_are_short() -> None:
    """No file has more than 300 lines."""
    assert not {str(path.relative_to(ROOT)): lines(path) for path in SOURCES if lines(path) > LONGEST_FILE}


def test_the_main_window_is_short() -> None:
    """The file of the main window has at most 200 lines: it is where desktop programs rot first."""
    assert not {
        str(path.relative_to(ROOT)): lines(path) for path in main_windows() if lines(path) > LONGEST_MAIN_WINDOW
    }


def test_no_function_is_very_long() -> None:
    """No function has more than 60 lines."""
    assert not [each for each in functions() if each[0] > LONGEST_FUNCTION]


def test_few_functions_are_long() -> None:
    """Nine in ten functions have at most 25 lines."""
    found = functions()
    long = [each for each in found if each[0] > LONG_FUNCTION]
    assert len(long) <= SHARE_OF_LONG_FUNCTIONS * len(found), long


def test_functions_are_short() -> None:
    """Half of all functions have at most 8 lines."""
    assert median(each for each, _ in functions()) <= MEDIAN_FUNCTION
