"""A folder of Markdown → a manual: pages become procedures, links lead to them, and a report tells what was not clear.

Nothing is executed, nothing outside the folder is read, nothing is written.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sopdesk.domain.card import card_number_in
from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled
from sopdesk.domain.sop import Procedure, Step
from sopdesk.interchange.folder import LARGEST_PAGE, Folder
from sopdesk.interchange.foreign_blocks import plain_title
from sopdesk.interchange.foreign_page import Draft, draft_page
from sopdesk.interchange.front_matter import FrontMatter, read_front_matter
from sopdesk.interchange.page_links import PageLinks, map_texts
from sopdesk.interchange.procedure_file import ProcedureFileError, parse_procedure
from sopdesk.interchange.procedure_lines import Line, one_line
from sopdesk.interchange.site_plan import SitePlan, read_site_plan, title_of_path
from sopdesk.views.imports import Remark

_LEFT_OUT = re.compile(r"(?:.*/)?(?:LICEN[CS]E|CHANGELOG)(?:\.[^/]*)?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SAID_NUMBER = re.compile(
    r"^\|[^|]*\b(?:number|document[- ]id)\b[^|]*\|\s*`*([A-Za-z][\w.\-]*\d)`*\s*\|", re.IGNORECASE
)
_SAID_TOPIC = re.compile(r"^\|\s*(?:topic|section|category)\s*\|\s*([^|]*\w[^|]*?)\s*\|", re.IGNORECASE)
_SAID_ROLE = re.compile(r"^\|\s*(author|reviewer|approver|authori[sz]er)s?\s*\|\s*([^|]*\w[^|]*?)\s*\|", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftProcedure:
    """A procedure that an import would bring: its file, and the bytes of its pictures by their name in it."""

    procedure: Procedure
    source: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ManualDraft:
    """What an import of a folder would bring, in the order of its numbers or of the site's own plan."""

    procedures: tuple[DraftProcedure, ...]
    report: tuple[Remark, ...]


@dataclass(slots=True)
class _Source:
    """A page that was read: its text, its place in the manual, and what it says about itself."""

    path: str
    text: str
    head: FrontMatter | None
    number: str = ""
    own: bool = False


def read_manual(
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    prefix: str = "IMP",
    owner: str = "manager",
) -> ManualDraft:
    """Read a folder of Markdown. Raises Cancelled when `cancelled()` says so, and Refusal when there is no folder.

    Procedure files of the desk keep their numbers; other pages are numbered PREFIX-001 … in order, or bear the number
    that they name in a table at their top.
    """
    reader = _Reader(Folder(folder), prefix, owner)
    total = 2 * len(reader.pages)
    for done in range(total):
        if cancelled is not None and cancelled():
            raise Cancelled
        reader.read(reader.pages[done]) if done < total // 2 else reader.make(reader.pages[done - total // 2])
        if progress is not None:
            progress(done + 1, total)
    return reader.finished()


class _Reader:
    """Reads every page once for its number, then once for its content: links need all numbers."""

    def __init__(self, folder: Folder, prefix: str, owner: str) -> None:
        self._folder = folder
        self._prefix, self._owner = prefix, owner
        self._plan: SitePlan = read_site_plan(folder)
        self._sources: dict[str, _Source] = {}
        self._taken: set[str] = set()
        self._drafts: list[tuple[_Source, Draft, Mapping[str, bytes]]] = []
        self._links = PageLinks(folder, self.remark)
        self.report: list[Remark] = [
            Remark(path, 1, "This is a link to somewhere else; links are not followed.") for path in folder.linked
        ]
        pages = [each for each in folder.files if each.lower().endswith((".md", ".markdown"))]
        self.pages = sorted(pages, key=lambda each: (self._plan.place(each), each))

    def remark(self, file: str, line: int, sentence: str, severity: Weight = Weight.WARNING) -> None:
        """Note something for the report."""
        self.report.append(Remark(file, line, sentence, severity))

    def read(self, path: str) -> None:
        """Read a page and give it its number."""
        if _LEFT_OUT.fullmatch(path):
            self.remark(path, 1, "This is no page of the manual; it was left out.", Weight.HINT)
            return
        text = self._text(path)
        source = _Source(path, text, read_front_matter(text)) if text is not None else None
        if source is None or self._is_empty(source):
            return
        values = source.head.values if source.head else {}
        source.own = "number" in values and "format" in values
        source.number = str(values["number"]) if source.own else self._number(source)
        if source.number in self._taken:
            self.remark(
                path, 1, f"The number {source.number} is taken by another file; this one was left out.", Weight.ERROR
            )
            return
        self._taken.add(source.number)
        self._sources[path] = source
        aliases = values.get("redirect_from", ())
        self._links.add(path, source.number, (aliases,) if isinstance(aliases, str) else aliases)

    def make(self, path: str) -> None:
        """Make a procedure of a page that was read."""
        source = self._sources.get(path)
        if source is None:
            return
        for number, line in enumerate(source.text.split("\n"), 1):
            if digits := card_number_in(line):
                sentence = (
                    f"The number that ends in {digits[-4:]} looks like a full card number; the page was left out."
                )
                self.remark(path, number, sentence, Weight.ERROR)
                return
        if source.own:
            self._make_own(source)
        else:
            self._make_foreign(source)

    def finished(self) -> ManualDraft:
        """Give the manual: links to headings lead to the steps that they became."""
        anchors = {source.number: draft.anchors for source, draft, _ in self._drafts}
        made = []
        for source, draft, pictures in self._drafts:
            what = draft.procedure if source.own else self._links.settle(draft.procedure, anchors)
            made.append(DraftProcedure(what, source.path, pictures))
        return ManualDraft(tuple(made), tuple(sorted(self.report, key=lambda each: (each.file, each.line))))

    def _text(self, path: str) -> str | None:
        if self._folder.files[path] > LARGEST_PAGE:
            self.remark(
                path, 1, f"This page is larger than {LARGEST_PAGE // 1_000_000} MB; it was left out.", Weight.ERROR
            )
            return None
        try:
            content = self._folder.read(path)
        except OSError as problem:
            self.remark(path, 1, f"This file could not be read: {problem.strerror}.", Weight.ERROR)
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            line = content.count(b"\n", 0, problem.start) + 1
            self.remark(path, line, "This file is not UTF-8; it was read as Windows-1252. Check its letters.")
            text = content.decode("cp1252", "replace")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if found := _CONTROL.search(text):
            self.remark(path, text.count("\n", 0, found.start()) + 1, "Control characters were left out.")
        return _CONTROL.sub("", text)

    def _is_empty(self, source: _Source) -> bool:
        body = source.head.body if source.head else source.text
        if not body.strip():
            self.remark(source.path, 1, "This page has no text; it was left out.", Weight.HINT)
        return not body.strip()

    def _number(self, source: _Source) -> str:
        for number, line in enumerate(source.text.split("\n", 40)[:40], 1):
            found = _SAID_NUMBER.match(line)
            if found and found[1] not in self._taken:
                self.remark(source.path, number, f"The page's own number {found[1]} was kept.", Weight.HINT)
                return found[1]
        serial = 1
        while (number_ := f"{self._prefix}-{serial:03}") in self._taken:
            serial += 1
        return number_

    def _make_own(self, source: _Source) -> None:
        try:
            what = parse_procedure(source.text, source.path)
        except ProcedureFileError as refused:
            for line, sentence in refused.lines:
                self.remark(source.path, line, sentence, Weight.ERROR)
            return
        links = self._links.of(source.path)

        def kept(step: Step) -> Step:
            return replace(step, pictures=tuple(found for each in step.pictures if (found := links.kept(each))))

        what = map_texts(replace(what, steps=tuple(map(kept, what.steps))), links.rename_pictures)
        self._drafts.append((source, Draft(what), links.pictures))

    def _make_foreign(self, source: _Source) -> None:
        head, links = source.head, self._links.of(source.path)
        values = head.values if head else {}
        for line, sentence in head.errors if head else ():
            self.remark(source.path, line, sentence)
        body = head.body if head else source.text
        lines = [Line(number, each) for number, each in enumerate(body.split("\n"), head.body_line if head else 1)]
        said = {name: one_line(str(values.get(name, ""))) for name in ("title", "description")}
        draft = draft_page(
            links.rewritten(lines), number=source.number, title=said["title"] or self._title(source.path, body),
            section=self._section(source), owner=self._owner, lead=said["description"],
        )  # fmt: skip
        self._note_roles(source)
        self._drafts.append((source, draft, links.pictures))

    def _title(self, path: str, body: str) -> str:
        has_own = re.search(r"^# +\S|^\S.*\n=+[ \t]*$", body, re.MULTILINE)
        return "" if has_own else self._plan.titles.get(path) or title_of_path(path)

    def _section(self, source: _Source) -> str:
        if not any(map(_SAID_NUMBER.match, source.text.split("\n", 40)[:40])):
            return self._plan.section(source.path, self._folder.root.name)
        said = (_SAID_TOPIC.match(line) for line in source.text.split("\n", 40)[:40])
        topics = [plain_title(found[1]) for found in said if found]
        topic = topics[0] if topics and "<" not in topics[0] else ""
        return topic or self._plan.section(source.path, self._folder.root.name)

    def _note_roles(self, source: _Source) -> None:
        """Tell who wrote, reviewed and approved a page elsewhere: here it waits for approval like any other."""
        for number, line in enumerate(source.text.split("\n"), 1):
            if found := _SAID_ROLE.match(line):
                said = f"{found[1].capitalize()}: {found[2]}. Kept as text; here the page waits for approval."
                self.remark(source.path, number, said, Weight.HINT)
