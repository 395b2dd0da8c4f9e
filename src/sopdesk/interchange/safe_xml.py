"""XML read without danger: no declarations of entities, nothing from outside, bounded in size and depth.

The standard library's expat is asked to refuse every document type that declares something; so neither entities that
multiply nor files of the machine can come in.
"""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from sopdesk.domain.refusal import Refusal

LARGEST, DEEPEST, MOST = 20_000_000, 200, 200_000
"""Bytes, depth and elements that are read."""


def read_xml(data: bytes) -> tuple[Element, dict[Element, int]]:
    """Give the root, names as "{namespace}name", and the line of each element. Raises Refusal with the reason."""
    if len(data) > LARGEST:
        raise Refusal(f"This file has more than {LARGEST // 1_000_000} MB; that is not read.")
    return _Reader().read(data)


class _Reader:
    """Reads one document."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._lines: dict[Element, int] = {}
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.EntityDeclHandler = self._refuse
        self._parser.UnparsedEntityDeclHandler = self._refuse
        self._parser.ExternalEntityRefHandler = self._refuse
        self._parser.StartDoctypeDeclHandler = self._refuse

    def read(self, data: bytes) -> tuple[Element, dict[Element, int]]:
        """Read all of it."""
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat's own: this is all of it
        except expat.ExpatError as error:
            raise Refusal(f"This is no XML that can be read: {expat.ErrorString(error.code)} in line {error.lineno}.") \
                from error  # fmt: skip
        except (LookupError, ValueError) as error:
            raise Refusal("This is no XML that can be read: its encoding is not known.") from error
        return self._builder.close(), self._lines

    def _start(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST or len(self._lines) > MOST:
            raise Refusal("This XML is nested too deeply or has too many elements; that is not read.")
        element = self._builder.start(_named(name), {_named(key): value for key, value in given.items()})
        self._lines[element] = self._parser.CurrentLineNumber

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_named(name))

    def _refuse(self, *_: object) -> int:
        raise Refusal("This XML declares a document type. For safety such files are not read.")


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name
