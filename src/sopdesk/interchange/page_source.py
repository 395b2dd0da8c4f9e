"""A page of a foreign manual before it becomes a procedure: its lines, what it says about itself, its own pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.folder import LARGEST_PAGE, Folder
from sopdesk.interchange.front_matter import FrontMatter, Value, read_front_matter
from sopdesk.interchange.page_text import decoded
from sopdesk.interchange.procedure_lines import Line

MARKDOWN = (".md", ".markdown")
DOCUMENTS = (".docx", ".html", ".htm")


@dataclass(slots=True)
class Source:
    """A page that was read. `own` says that it is a procedure file of a desk; then `text` holds the whole of it."""

    path: str
    lines: list[Line]
    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[tuple[int, str], ...] = ()
    number: str = ""
    own: bool = False

    def said(self, name: str) -> str:
        """Give one word of the front matter on one line."""
        value = self.values.get(name, "")
        return " ".join((value if isinstance(value, str) else " ".join(value)).split())

    def top(self) -> list[Line]:
        """Give the lines in which a page names its number and its topic."""
        return self.lines[:40]


def read_source(folder: Folder, path: str) -> Source:
    """Read a page of a folder. Refuses one that is too large or cannot be read."""
    largest = LARGEST_PAGE if path.lower().endswith(MARKDOWN) else 10 * LARGEST_PAGE
    if folder.files[path] > largest:
        raise Refusal(f"This page is larger than {largest // 1_000_000} MB; it was left out.")
    try:
        content = folder.read(path)
    except OSError as problem:
        raise Refusal(f"This file could not be read: {problem.strerror}.") from problem
    if path.lower().endswith(DOCUMENTS):
        from sopdesk.interchange.document_file import document_of

        found = document_of(PurePosixPath(path).name, content)
        text = "\n".join(each.text for each in found.lines)
        values: dict[str, Value] = {"title": found.title} if found.title else {}
        return Source(path, found.lines, text, values, found.pictures, tuple(found.told))
    told: list[tuple[int, str]] = []
    text = decoded(content, told)
    return _markdown(path, text, told)


def _markdown(path: str, text: str, told: list[tuple[int, str]]) -> Source:
    head = read_front_matter(text) or FrontMatter({}, {}, text, 1)
    lines = [Line(head.body_line + at, each) for at, each in enumerate(head.body.split("\n"))]
    own = "number" in head.values and "format" in head.values
    return Source(path, lines, text, head.values, told=(*told, *(() if own else head.errors)), own=own)
