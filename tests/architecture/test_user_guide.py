"""What can be pressed on a screen, and every key, is in the user guide."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCREENS = sorted((ROOT / "src" / "sopdesk" / "ui").rglob("*.py"))
GUIDE = " ".join((ROOT / "docs" / "user-guide.md").read_text("utf-8").split())
BOLD = set(re.findall(r"\*\*(.+?)\*\*", GUIDE))
KEYBOARD = GUIDE.partition("## Keyboard")[2].partition(" ## ")[0]

WORDS_AT = {"ask_as": 3,
    "button": 0, "icon_button": 0, "add_act": 0, "addAction": 0, "ask": 2, "Sheet": 2, "EmptyState": 3, "Line": 5,
}  # fmt: skip
"""Which argument of a call says what can be pressed."""
OFFERS_AT = {"banner.say": 2, "message.say": 1, "message.note": 1, "take_button.setText": 0, "suggestion.setText": 0}
"""The same for calls that are told apart by whom they ask."""
WORDS_NAMED = {"act", "word", "offer"}
"""What that argument is called where it is named."""
BESIDE_THE_WORK = {
    "Close": "closes a large picture, as Escape and any press do",
    "Close message": "takes a line away that has been read",
}
KEY_BEHIND = re.compile(r" \((?:[A-Z]|Backspace|Ctrl\+\w+)\)$")
"""The key that a tooltip names behind the act."""
KEYS_OF_QT = {"Print": "Ctrl+P", "Undo": "Ctrl+Z", "Redo": "Ctrl+Shift+Z", "Paste": "Ctrl+V", "SelectAll": "Ctrl+A"}
KEYS_SAID = {"Return": "Enter"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(call: ast.Call) -> str:
    """Give the last word of what is called."""
    return ast.unparse(call.func).rpartition(".")[2]


def sentences(node: ast.AST) -> Iterator[str]:
    """Give every sentence within a piece of source that is translated for the screen."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and name_of(each) in {"tr", "_tr", "translate"} and each.args:
            text = each.args[-1]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def sources(name: str, where: Function) -> Iterator[ast.expr]:
    """Give what a function puts into one of its names."""
    for node in ast.walk(where):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
        if name in {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}:
            yield node.value if isinstance(node, ast.Assign) else node.iter  # type: ignore[attr-defined]  # one of both


def said_by(expression: ast.expr, where: Function, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Give the sentences that an expression can say, also by way of the function's own names."""
    yield from sentences(expression)
    names = {each.id for each in ast.walk(expression) if isinstance(each, ast.Name)} - seen
    for name in names - {"self"}:
        for source in sources(name, where):
            yield from said_by(source, where, seen | names)


def words_of(call: ast.Call, own: dict[str, int]) -> ast.expr | None:
    """Give the argument that says what a call lets people press; `own` are such functions of the file itself."""
    named = next((each.value for each in call.keywords if each.arg in WORDS_NAMED), None)
    name, whom = name_of(call), ".".join(ast.unparse(call.func).split(".")[-2:])
    at = own.get(name, WORDS_AT.get(name, OFFERS_AT.get(whom)))
    if at is None:
        return named if name == "sign" else None
    return named or (call.args[at] if len(call.args) > at else None)


def own_asking(module: ast.Module) -> dict[str, int]:
    """Give at which argument a file's own `_ask`, if it has one, takes the word of the act."""
    for node in ast.walk(module):
        if isinstance(node, Function) and node.name == "_ask":
            names = [each.arg for each in node.args.args if each.arg != "self"]
            return {"_ask": names.index("word")} if "word" in names else {}
    return {}


@cache
def acts() -> dict[str, str]:
    """Give everything that can be pressed, as it is written in the source, with the file that offers it."""
    found: dict[str, str] = {}
    for path in SCREENS:
        module = ast.parse(path.read_text("utf-8"))
        own = own_asking(module)
        for function in (each for each in ast.walk(module) if isinstance(each, Function)):
            for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
                words = words_of(call, own)
                if words is not None:
                    found |= {
                        KEY_BEHIND.sub("", said): str(path.relative_to(ROOT)) for said in said_by(words, function)
                    }
    return found


def is_told(act: str) -> bool:
    """Tell whether the guide names an act in bold; any words may stand where the screen puts in its own."""
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(act))
    return any(re.fullmatch(pattern, each) for each in BOLD)


def texts(module: ast.Module) -> Iterator[str]:
    """Give every text in a file but its docstrings; what a running number stands in is given for number 1."""
    told = {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(each.value) if isinstance(each, ast.Constant) else "1" for each in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def keys() -> dict[str, str]:
    """Give every key that a screen listens to, with its file."""
    found: dict[str, str] = {}
    for path in SCREENS:
        source, where = path.read_text("utf-8"), str(path.relative_to(ROOT))
        for said in texts(ast.parse(source)):
            found |= dict.fromkeys(re.findall(r"\b(?:Ctrl|Alt|Shift)\+(?:\w+|[^\s\w,.)])", said), where)
        for key in re.findall(r"\bKey_(\w+)", source):
            found[KEYS_SAID.get(key, key)] = where
        for key in re.findall(r"StandardKey\.(\w+)", source):
            found[KEYS_OF_QT[key]] = where
    return found


def test_every_act_is_in_the_guide() -> None:
    """Whatever can be pressed stands in the user guide, in bold, word for word."""
    missing = {act: where for act, where in acts().items() if act not in BESIDE_THE_WORK and not is_told(act)}
    assert not missing, "\n".join(f"{act}  ({where})" for act, where in sorted(missing.items()))


def test_the_acts_are_found() -> None:
    """The acts come from everywhere: the top of a page, a sheet, a menu, a list, a banner, an empty page, a choice."""
    some = {"Hand in", "Sign and close", "Withdraw …", "Look and sign", "Back to today", "Open the manual", "Resolve"}
    assert some <= acts().keys()


def test_what_is_left_out_is_there() -> None:
    """Nothing is excused that no screen offers any more."""
    assert acts().keys() >= BESIDE_THE_WORK.keys()


def test_every_key_is_in_the_guide() -> None:
    """Every key and every shortcut stands in the guide's table of keys."""
    missing = {key: where for key, where in keys().items()
               if not re.search(rf"(?<![\w+]){re.escape(key)}(?![\w+])", KEYBOARD)}  # fmt: skip
    assert not missing, "\n".join(f"{key}  ({where})" for key, where in sorted(missing.items()))
