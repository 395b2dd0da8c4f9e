"""A document cut into pages at its headings, each of which becomes a procedure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from sopdesk.interchange.document_file import Document
from sopdesk.interchange.folder import Folder
from sopdesk.interchange.foreign_blocks import Section, sections_of
from sopdesk.interchange.front_matter import Value
from sopdesk.interchange.page_source import Source
from sopdesk.interchange.procedure_lines import Line, mark_code
from sopdesk.interchange.site_plan import title_of_path

_ANCHOR = re.compile(r"(?<=\]\()#([^()\s]+)(?=\))")
_NO_NAME = re.compile(r"[/\\#?%&\[\]()<>{}\"*:|\x00-\x1f]+")


class Pages(Folder):
    """The pages of one document, as if they lay in a folder together with its pictures."""

    def __init__(self, document: Document, level: int) -> None:
        """Cut at headings of this level; 0 leaves the document whole."""
        self.root = Path(document.name)
        self.linked = []
        self.sources = {each.path: each for each in _pages(document, level)}
        self.files = {path: len(each.text) for path, each in self.sources.items()}

    def read(self, path: str) -> bytes:
        """Give the text of a page."""
        return self.sources[path].text.encode()

    def pages(self) -> list[str]:
        """Give the pages in the order of the document."""
        return list(self.sources)


def levels(document: Document) -> tuple[tuple[int, int], ...]:
    """Give at which levels of headings a document can be cut, with the number of pages that each gives; 0 is whole."""
    found = sorted({each.level for each in sections_of(mark_code(document.lines)[0]) if each.level})
    return ((0, 1), *((level, len(_pages(document, level))) for level in found))


def _pages(document: Document, level: int) -> list[Source]:
    sections = sections_of(mark_code(document.lines)[0])
    groups = _groups(sections, level) if level else [(sections, "")]
    taken: set[str] = set()
    made = []
    for number, (group, section) in enumerate(groups):
        title = group[0].title or (document.title if not number else "") or title_of_path(document.name)
        if not level:
            title = document.title
        path = _path(document.name, title, taken)
        made.append((path, group, title, section))
    where: dict[str, str] = {}
    for path, group, _, _ in made:
        for each in group:
            where.setdefault(each.anchor, path)
    sources = [
        _source(
            document, path, group, {"title": title, "section": section} if level else {"title": title}, level, where
        )
        for path, group, title, section in made
    ]
    sources[0] = replace(sources[0], told=tuple(document.told))
    return sources


def _groups(sections: Sequence[Section], level: int) -> list[tuple[list[Section], str]]:
    """Put sections together that make a page, with the heading above as its section of the manual."""
    groups: list[tuple[list[Section], str]] = []
    above = ""
    for each in sections:
        if each.level and each.level < level:
            above = each.title
        if each.level <= level:
            if each.level == level or any(line.text.strip() for line in each.lines):
                groups.append(([each], above))
        elif groups:
            groups[-1][0].append(each)
        else:
            groups.append(([each], above))
    return groups or [(list(sections), "")]


def _source(  # noqa: PLR0917 - the parts of a page
    document: Document, path: str, group: Sequence[Section], values: dict[str, Value], level: int,
    where: dict[str, str],
) -> Source:  # fmt: skip
    lines: list[Line] = []
    for at, each in enumerate(group):
        deep = max(1, each.level - max(0, level - 1)) if each.level else 0
        if each.title and (not level or at):
            lines += [Line(each.number, ""), Line(each.number, f"{'#' * deep} {each.title}")]
        lines += each.lines
    lines = [line if line.code else replace(line, text=_led(line.text, path, where)) for line in lines]
    text = "\n".join(each.text for each in lines)
    kept = {name: value for name, value in values.items() if value}
    return Source(path, lines, text, kept, document.pictures)


def _led(text: str, path: str, where: dict[str, str]) -> str:
    """Lead links to headings that now stand on other pages there."""

    def led(found: re.Match[str]) -> str:
        page = where.get(found[1], path)
        return found[0] if page == path else f"{quote(page)}#{found[1]}"

    return _ANCHOR.sub(led, text) if "](#" in text else text


def _path(name: str, title: str, taken: set[str]) -> str:
    bare = " ".join(_NO_NAME.sub(" ", title).split())[:80]
    stem = PurePosixPath(name).name
    wanted = f"{stem}, {bare}" if bare else stem
    path, number = wanted, 2
    while path.lower() in taken:
        path, number = f"{wanted} {number}", number + 1
    taken.add(path.lower())
    return path
