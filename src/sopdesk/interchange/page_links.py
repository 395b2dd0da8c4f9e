"""Where the links and pictures of a page lead: to procedures by their number, to the web, or nowhere."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from sopdesk.domain.problems import Weight
from sopdesk.domain.sop import Picture, Procedure, Reference, texts_of
from sopdesk.domain.unclear import marked
from sopdesk.interchange.folder import Folder
from sopdesk.interchange.foreign_blocks import plain_title
from sopdesk.interchange.foreign_links import rewrite
from sopdesk.interchange.picture_file import LARGEST, problem_of
from sopdesk.interchange.procedure_file import TEXTS
from sopdesk.interchange.procedure_lines import Line, link_text

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_LINK = re.compile(
    r"(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,2000})\]\((?P<number>[\w.\-]*)#(?P<anchor>[^\s()]*)\)"
)
_PAGE_LINK = re.compile(r"(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.){0,300})\]\((?P<number>[\w.\-]+)(?:#(?P<step>[\w\-]+))?\)")
_PICTURE = re.compile(r"!(\[(?:[^\[\]\\]|\\.){0,2000}\])\(([^\s()<>]+)((?:\s+\"[^\"]*\")?)\)")

Remarks = Callable[..., None]


class PageLinks:
    """All pages of an import by their paths and other names."""

    def __init__(self, folder: Folder, remark: Remarks, counts: Counter[str]) -> None:
        """Resolve within this folder; what cannot be resolved goes to `remark`, and is counted."""
        self.folder = folder
        self.remark = remark
        self.counts = counts
        self._numbers: dict[str, str] = {}
        self._lower: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def add(self, path: str, number: str, aliases: Iterable[str]) -> None:
        """Name a page: its path, its address on a site, and older addresses."""
        self._numbers[path] = number
        self._lower.setdefault(path.lower(), number)
        parts = _address(path).split("/")
        for start in range(len(parts)):
            self._names.setdefault("/".join(parts[start:]), number)
        for each in aliases:
            self._names.setdefault(each.strip("/").lower(), number)

    def number(self, page: str, path: str) -> str:
        """Give the number of the page that a path leads to, or ""."""
        whole = self.folder.inside(page, path)
        for each in (whole, f"{whole}.md", f"{whole}/index.md", f"{whole}/README.md"):
            if number := self._numbers.get(each) or self._lower.get(each.lower()):
                return number
        return self._names.get(_address(path.strip("/"))) or "" if path.startswith("/") else ""

    def of(self, page: str, own: Mapping[str, bytes] | None = None) -> "LinksOfPage":
        """Give the links of one page; `own` are pictures that came with it, by the names it uses."""
        return LinksOfPage(self, page, own or {})

    def settle(self, what: Procedure, anchors: Mapping[str, Mapping[str, str]]) -> Procedure:
        """Lead links to headings to the steps that those became, and list the procedures that a procedure links to."""

        def settled(found: re.Match[str]) -> str:
            step = anchors.get(found["number"] or what.number, {}).get(unquote(found["anchor"]).lower(), "")
            target = found["number"] + (f"#{step}" if step else "")
            return f"[{found['words']}]({target})" if target else found["words"]

        done = map_texts(what, lambda text: _LINK.sub(settled, text) if "](" in text else text)
        numbers = set(self._numbers.values())
        named = {
            (found["number"], found["step"] or ""): plain_title(found["words"])
            for text in texts_of(done)
            for found in (_PAGE_LINK.finditer(text) if "](" in text else ())
            if found["number"] in numbers - {what.number}
        }
        references = tuple(Reference(label, number, step) for (number, step), label in named.items())
        return replace(done, references=references)


def _address(path: str) -> str:
    """Give the address that a site makes of a path."""
    bare = re.sub(r"\.(?:md|markdown|html?)$", "", path.strip("/"), flags=re.IGNORECASE).lower()
    return re.sub(r"(?:^|/)(?:index|readme)$", "", bare) or bare


class LinksOfPage:
    """Resolves the links and pictures of one page; `pictures` holds the bytes of those found."""

    def __init__(self, pages: PageLinks, page: str, own: Mapping[str, bytes]) -> None:
        """Resolve from where this page lies."""
        self._pages = pages
        self._page = page
        self._own = own
        self.pictures: dict[str, bytes] = {}

    def rewritten(self, lines: list[Line]) -> list[Line]:
        """Give the page's lines with links, pictures and HTML in the manual's own terms."""
        done, seen = rewrite(lines, self.link, self.picture)
        said = (
            (seen.tags, "HTML tags without a meaning here were left out, in {} places; their words are kept."),
            (seen.comments, "A comment was left out; the page has {}."),
        )
        for found, sentence in said:
            if found:
                self._remark(found[0], sentence.format(len(found)), Weight.HINT)
        for line, sentence in seen.told:
            self._remark(line, sentence)
        for line, raw in seen.unread:
            self._remark(line, f"“{raw[:120]}” was not understood; it stands marked at its place.")
        self._pages.counts["not_understood"] += len(seen.unread)
        return done

    def link(self, target: str, words: str, line: int) -> str:
        """Give a link as Markdown: to a number, to the web, or its words and, marked, where it led."""
        counts = self._pages.counts
        if _WEB.match(target):
            counts["outside"] += 1
            return f"[{words}]({_in_link(target)})"
        if _SCHEME.match(target):
            counts["broken"] += 1
            self._remark(line, f"The link to “{target[:80]}” leads nowhere that the desk follows; it is marked.")
            return f"{words} {marked(target)}"
        path, _, anchor = re.sub(r"^\{\{[^{}]*\}\}", "", unquote(target)).partition("#")
        if not path:
            counts["inside"] += bool(anchor)
            return f"[{words}](#{_in_link(anchor)})" if anchor else words
        path = path.partition("?")[0]
        if number := self._pages.number(self._page, path):
            counts["inside"] += 1
            return f"[{words}]({number}" + (f"#{_in_link(anchor)})" if anchor else ")")
        counts["broken"] += 1
        self._remark(line, self._why_not(path))
        return f"{words} {marked(path)}"

    def _why_not(self, path: str) -> str:
        whole = self._pages.folder.inside(self._page, path)
        if whole in self._pages.folder.files:
            return f"The file “{path}” is no page; the link is marked at its place, the file is not taken in."
        return f"“{path}” is not in this folder; the link is marked at its place."

    def picture(self, target: str, words: str, line: int) -> str:
        """Give a picture as Markdown, a link for one on the web, or what it shows and, marked, where it lay."""
        words = plain_title(words)
        if _WEB.match(target):
            self._pages.counts["missing"] += 1
            self._remark(line, f"The picture “{target[:80]}” lies on the web; it was not fetched and stands as a link.")
            return f"{link_text(words or 'picture')}({_in_link(target)})"
        name = self._keep(unquote(target).partition("#")[0].partition("?")[0], line)
        return (
            f"!{link_text(words)}({name})" if name else f"{words} {marked(f'picture {unquote(target)[:200]}')}".strip()
        )

    def kept(self, picture: Picture) -> Picture | None:
        """Keep a picture of a procedure file, named by its SHA-256; None when it is not there."""
        name = self._keep(picture.source, 1)
        return replace(picture, source=name) if name else None

    def rename_pictures(self, text: str) -> str:
        """Give a text of a procedure file with its pictures named by their SHA-256; one that is gone keeps its name."""

        def renamed(found: re.Match[str]) -> str:
            name = self._keep(unquote(found[2]), 1)
            return f"!{found[1]}({name}{found[3]})" if name else found[0]

        return _PICTURE.sub(renamed, text) if "![" in text else text

    def _keep(self, target: str, line: int) -> str:
        content = self._content(target, line)
        self._pages.counts["missing" if content is None else "pictures"] += 1
        if content is None:
            return ""
        name = hashlib.sha256(content).hexdigest()
        self.pictures[name] = content
        return name

    def _content(self, target: str, line: int) -> bytes | None:
        folder = self._pages.folder
        whole = folder.inside(self._page, target)
        if whole not in folder.files:  # many sites name their pictures from the top
            whole = folder.inside(self._page, f"/{target}")
        if target not in self._own and (whole not in folder.files or _SCHEME.match(target)):
            self._remark(line, f"The picture “{target[:200]}” is not in this folder; its place is marked.")
            return None
        if target not in self._own and folder.files[whole] > LARGEST:
            self._remark(line, f"The picture “{target}” is larger than {LARGEST // 1_000_000} MB; its place is marked.")
            return None
        content = self._own[target] if target in self._own else folder.read(whole)
        if problem := problem_of(content):
            self._remark(line, f"The picture “{PurePosixPath(whole or target).name}” {problem}; its place is marked.")
            return None
        return content

    def _remark(self, line: int, sentence: str, severity: Weight = Weight.WARNING) -> None:
        self._pages.remark(self._page, line, sentence, severity)


def _in_link(target: str) -> str:
    """Give a target as it may stand in round brackets."""
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", target)


def map_texts(what: Procedure, change: Callable[[str], str]) -> Procedure:
    """Give a procedure with every Markdown text of it changed."""
    texts: dict[str, Any] = {name: change(getattr(what, name)) for name in TEXTS.values()}
    steps = tuple(
        replace(
            each, text=change(each.text), evidence=change(each.evidence),
            tips=tuple(map(change, each.tips)), warnings=tuple(map(change, each.warnings)),
        )
        for each in what.steps
    )  # fmt: skip
    return replace(
        what, steps=steps, questions=tuple(replace(each, answer=change(each.answer)) for each in what.questions),
        parts=tuple(replace(each, text=change(each.text)) for each in what.parts),
        **texts,
    )  # fmt: skip
