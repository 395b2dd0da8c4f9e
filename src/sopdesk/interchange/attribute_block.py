"""The attribute block at the end of a heading or an item: {#id role=supervisor must unit="parts per million"}."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_BLOCK = re.compile(
    r"""(?P<text>.*)\{\#(?P<id>[a-z0-9-]+)
    (?P<rest>(?:\s+[a-z]+(?:=(?:"(?:[^"\\]|\\.)*"|[^\s"{}]+))?)*)\s*\}\s*""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r'([a-z]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+)))?')
_PLAIN = re.compile(r'[^\s"{}\\]+')


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an attribute block says; a word that stands alone has the value ""."""

    id: str
    values: Mapping[str, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()


def split_attributes(line: str) -> tuple[str, Attributes | None]:
    """Give the text before the attribute block at the end of a line, and the block if there is one."""
    found = _BLOCK.fullmatch(line)
    if found is None:
        return line.strip(), None
    values: dict[str, str] = {}
    twice = []
    for name, quoted, plain in _ATTRIBUTE.findall(found["rest"]):
        if name in values:
            twice.append(name)
        values[name] = re.sub(r"\\(.)", r"\1", quoted) if quoted else plain
    return found["text"].strip(), Attributes(found["id"], values, tuple(twice))


def format_attributes(name: str, values: Iterable[tuple[str, str | None]]) -> str:
    """Write an attribute block; a value of None leaves the attribute out, "" writes the bare word."""
    parts = [f"#{name}"]
    parts += [word if value == "" else f"{word}={_quoted(value)}" for word, value in values if value is not None]
    return "{" + " ".join(parts) + "}"


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return '"' + " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
