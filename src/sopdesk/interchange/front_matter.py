"""Front matter: the YAML between two lines of dashes at the top of a file. Nothing in it is ever constructed."""

import re
from dataclasses import dataclass

import yaml

LONGEST = 20_000
"""Characters of front matter that are read."""
_DEEPEST = 200
_HEAD = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAIN = re.compile(
    r"[^\W_](?:[^\n\x00-\x1f\x7f-\xa0\ud800-\udfff\ufeff\u2028\u2029\ufffe\uffff:#]|:(?=[^\s,\[\]{}]))*"
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\"\\]")

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, with line numbers; `body` is the text after it, which begins at `body_line`.

    `values` holds words and lists of words. `errors` are (line, sentence).
    """

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    errors: tuple[tuple[int, str], ...] = ()


def read_front_matter(text: str) -> FrontMatter | None:
    """Give the front matter of a text, or None when it has none."""
    found = _HEAD.match(text)
    if found is None:
        return None
    source = found["yaml"] or ""
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    errors: list[tuple[int, str]] = []
    try:
        for key, value, line in _entries(source):
            if key in values:
                errors.append((line, f"“{key}” is said twice."))
            values[key], lines[key] = value, line
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        mark = getattr(problem, "problem_mark", None)
        errors.append((mark.line + 2 if mark else 1, f"This cannot be read as YAML: {_reason(problem)}."))
    return FrontMatter(values, lines, text[found.end() :], text[: found.end()].count("\n") + 1, tuple(errors))


def _entries(source: str) -> list[tuple[str, Value, int]]:
    if len(source) > LONGEST:
        message = f"it is longer than {LONGEST} characters"
        raise ValueError(message)
    if source.count("[") + source.count("{") + source.count("- ") > _DEEPEST:
        message = "it has too many lists"
        raise ValueError(message)
    root = yaml.compose(source, Loader=yaml.SafeLoader)  # nodes only: no object is made from them
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        message = "it is no list of keys and values"
        raise ValueError(message)  # noqa: TRY004 - what was read is wrong, not how it was called
    return [(_word(key), _value(value), key.start_mark.line + 2) for key, value in root.value]


def _word(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return tuple(_word(each) for each in node.value)
    return _word(node)


def _reason(problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "it is nested too deeply"
    said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    return str(said).splitlines()[0].rstrip(".")


def yaml_word(text: str) -> str:
    """Write a text as YAML that reads back as the same text: plain where that is plain, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text[-1].isspace() and text[-1] != ":":
        return text
    return f'"{_UNSAFE.sub(_escape, text)}"'


def yaml_list(texts: tuple[str, ...]) -> str:
    """Write texts as a list on one line."""
    return "[" + ", ".join(each if re.fullmatch(r"\w[\w -]*\w", each) else _quoted(each) for each in texts) + "]"


def _quoted(text: str) -> str:
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in '"\\':
        return "\\" + found[0]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - YAML 1.2, 5.7
