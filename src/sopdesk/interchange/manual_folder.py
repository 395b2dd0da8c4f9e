"""A folder of pages, or one document → a manual: pages become procedures, links lead to them, a report tells the rest.

Nothing is executed, nothing outside the folder is read, nothing is written.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sopdesk.domain.card import card_number_in
from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Cancelled, Refusal
from sopdesk.domain.sop import Format, Procedure, Step
from sopdesk.domain.unclear import not_understood
from sopdesk.interchange.checklist_lines import MOST_LINES
from sopdesk.interchange.counting import count_page
from sopdesk.interchange.document_file import Document, read_document
from sopdesk.interchange.document_pages import Pages, levels
from sopdesk.interchange.folder import Folder
from sopdesk.interchange.foreign_blocks import plain_title
from sopdesk.interchange.foreign_boxes import odd_boxes
from sopdesk.interchange.foreign_page import Draft, draft_page
from sopdesk.interchange.house_fields import with_fields
from sopdesk.interchange.manual_tree import INDEX
from sopdesk.interchange.page_format import tick_line
from sopdesk.interchange.page_links import PageLinks, map_texts
from sopdesk.interchange.page_source import Source, read_source
from sopdesk.interchange.procedure_file import ProcedureFileError, parse_procedure
from sopdesk.interchange.procedure_lines import Line
from sopdesk.interchange.site_plan import SitePlan, read_site_plan, title_of_path
from sopdesk.interchange.tree_links import with_numbers
from sopdesk.views.imports import Counts, Remark

_LEFT_OUT = re.compile(r"(?:.*/)?(?:LICEN[CS]E|CHANGELOG)(?:\.[^/]*)?", re.IGNORECASE)
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
    """What an import would bring, in the order of its numbers or of the site's own plan; `levels` as ManualPreview."""

    procedures: tuple[DraftProcedure, ...]
    report: tuple[Remark, ...]
    counts: Counts = field(default_factory=Counts)
    levels: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Made:
    """A page that became a procedure; `lines` are those it was made of, when it is no procedure file."""

    source: Source
    draft: Draft
    pictures: Mapping[str, bytes]
    lines: list[Line] = field(default_factory=list)


def read_manual(
    place: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    level: int = 0,
    prefix: str = "IMP",
    owner: str = "manager",
) -> ManualDraft:
    """Read a folder of pages, or one document cut at a level of headings. As Reading."""
    reading = Reading(place, level=level, prefix=prefix, owner=owner)
    reading.read(progress, cancelled)
    return reading.draft()


class Reading:
    """Reads every page once for its number, then once for its content: links need all numbers.

    Procedure files of the desk keep their numbers; other pages are numbered PREFIX-001 … in order, or bear the number
    that they name in a table at their top. Refuses what is neither a folder nor a document.
    """

    def __init__(self, place: Path, *, level: int = 0, prefix: str = "IMP", owner: str = "manager") -> None:
        self._document: Document | None = read_document(place) if place.is_file() else None
        self._folder = Pages(self._document, level) if self._document else Folder(place)
        self.levels = levels(self._document) if self._document else ()
        self._prefix, self._owner = prefix, owner
        self._plan: SitePlan = SitePlan() if self._document else read_site_plan(self._folder)
        self._sources: dict[str, Source] = {}
        self._taken: set[str] = set()
        self._made: dict[str, _Made] = {}
        self.counts: Counter[str] = Counter()
        self._links = PageLinks(self._folder, self.remark, self.counts)
        self.report: list[Remark] = [
            Remark(path, 1, "This is a link to somewhere else; links are not followed.") for path in self._folder.linked
        ]
        pages = self._folder.pages()
        self.pages = pages if self._document else sorted(pages, key=lambda each: (self._plan.place(each), each))

    def read(
        self, progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        """Read all pages. Raises Cancelled when `cancelled()` says so."""
        total = 2 * len(self.pages)
        for done in range(total):
            if cancelled is not None and cancelled():
                raise Cancelled
            if done < total // 2:
                self._number_page(self.pages[done])
            else:
                self._make(self.pages[done - total // 2])
            if progress is not None:
                progress(done + 1, total)

    def remark(self, file: str, line: int, sentence: str, severity: Weight = Weight.WARNING) -> None:
        """Note something for the report."""
        self.report.append(Remark(file, line, sentence, severity))

    def reformat(self, path: str, form: Format) -> None:
        """Make a page anew in another format; a procedure file stays as it is."""
        made = self._made[path]
        if not made.source.own:
            made.draft = self._drafted(made.source, made.lines, form)

    def is_own(self, path: str) -> bool:
        """Tell whether a page is a procedure file of a desk."""
        return self._made[path].source.own

    def draft(self) -> ManualDraft:
        """Give the manual: links to headings lead to the steps that they became."""
        anchors = {each.source.number: each.draft.anchors for each in self._made.values()}
        found = []
        for each in self._made.values():
            what = each.draft.procedure
            what = what if each.source.own else self._links.settle(what, anchors)
            found.append(DraftProcedure(what, each.source.path, each.pictures))
        report = tuple(sorted(self.report, key=lambda each: (each.file, each.line)))
        return ManualDraft(tuple(found), report, Counts(pages=len(found), **self.counts), self.levels)

    def _number_page(self, path: str) -> None:
        """Read a page and give it its number."""
        if _LEFT_OUT.fullmatch(path):
            self.remark(path, 1, "This is no page of the manual; it was left out.", Weight.HINT)
            return
        try:
            source = self._folder.sources[path] if isinstance(self._folder, Pages) else read_source(self._folder, path)
        except Refusal as refused:
            self.remark(path, 1, refused.sentence, Weight.ERROR)
            return
        for line, sentence in source.told:
            self.remark(path, line, sentence)
        if source.text.startswith(INDEX):
            self.remark(path, 1, "These are the contents of an exported manual; they are made anew.", Weight.HINT)
            return
        if not any(each.text.strip() for each in source.lines):
            self.remark(path, 1, "This page has no text; it was left out.", Weight.HINT)
            return
        source.number = source.said("number") if source.own else self._number(source)
        if source.number in self._taken:
            self.remark(
                path, 1, f"The number {source.number} is taken by another file; this one was left out.", Weight.ERROR
            )
            return
        self._taken.add(source.number)
        self._sources[path] = source
        aliases = source.values.get("redirect_from", ())
        self._links.add(path, source.number, (aliases,) if isinstance(aliases, str) else aliases)

    def _make(self, path: str) -> None:
        """Make a procedure of a page that was read."""
        source = self._sources.get(path)
        if source is None:
            return
        for each in source.lines:
            if digits := card_number_in(each.text):
                sentence = (
                    f"The number that ends in {digits[-4:]} looks like a full card number; the page was left out."
                )
                self.remark(path, each.number, sentence, Weight.ERROR)
                return
        if source.own:
            self._make_own(source)
        else:
            self._make_foreign(source)

    def _number(self, source: Source) -> str:
        for each in source.top():
            found = _SAID_NUMBER.match(each.text)
            if found and found[1] not in self._taken:
                self.remark(source.path, each.number, f"The page's own number {found[1]} was kept.", Weight.HINT)
                return found[1]
        serial = 1
        while (number := f"{self._prefix}-{serial:03}") in self._taken:
            serial += 1
        return number

    def _make_own(self, source: Source) -> None:
        numbers = {path: each.number for path, each in self._sources.items() if each.own}
        try:
            what = parse_procedure(with_numbers(source.text, source.path, numbers), source.path)
        except ProcedureFileError as refused:
            for line, sentence in refused.lines:
                self.remark(source.path, line, sentence, Weight.ERROR)
            return
        links = self._links.of(source.path)

        def kept(step: Step) -> Step:
            return replace(step, pictures=tuple(found for each in step.pictures if (found := links.kept(each))))

        what = map_texts(replace(what, steps=tuple(map(kept, what.steps))), links.rename_pictures)
        self._made[source.path] = _Made(source, Draft(what), links.pictures)

    def _make_foreign(self, source: Source) -> None:
        links = self._links.of(source.path, source.pictures)
        count_page(source.lines, self.counts)
        for each in source.lines:
            for raw in not_understood(each.text):
                self.counts["not_understood"] += 1
                said = f"“{raw[:120]}” was not understood; it stands marked at its place."
                self.remark(source.path, each.number, said)
        lines, remarks = with_fields(links.rewritten(source.lines), self.counts)
        for line, sentence in remarks:
            self.remark(source.path, line, sentence, Weight.HINT)
        self._note_roles(source)
        for line, sentence in odd_boxes(lines):
            self.remark(source.path, line, sentence)
        self._made[source.path] = _Made(source, self._drafted(source, lines), links.pictures, lines)
        boxes = [each.number for each in lines if tick_line(each)]
        if len(boxes) > MOST_LINES:
            self.remark(source.path, boxes[0], f"This list has {len(boxes):,} lines. Cut it into several lists.")
        if boxes and self._made[source.path].draft.procedure.format is not Format.CHECKLIST:
            said = f"Boxes to tick among other text: {len(boxes)}. Change the format of this page to make them lines."
            self.remark(source.path, boxes[0], said, Weight.HINT)

    def _drafted(self, source: Source, lines: list[Line], form: Format | None = None) -> Draft:
        return draft_page(
            lines, number=source.number, title=source.said("title") or self._title(source),
            section=self._section(source), owner=self._owner, lead=source.said("description"), form=form,
        )  # fmt: skip

    def _title(self, source: Source) -> str:
        has_own = re.search(r"^# +\S|^\S.*\n=+[ \t]*$", "\n".join(each.text for each in source.lines), re.MULTILINE)
        return "" if has_own else self._plan.titles.get(source.path) or title_of_path(source.path)

    def _section(self, source: Source) -> str:
        said = source.said("section")
        if self._document is not None:
            return said or title_of_path(self._document.name)
        top = [each.text for each in source.top()]
        topics = [plain_title(found[1]) for each in top if (found := _SAID_TOPIC.match(each))]
        if any(map(_SAID_NUMBER.match, top)) and topics and "<" not in topics[0]:
            return topics[0]
        return said or self._plan.section(source.path, self._folder.root.name)

    def _note_roles(self, source: Source) -> None:
        """Tell who wrote, reviewed and approved a page elsewhere: here it waits for approval like any other."""
        for each in source.lines:
            if found := _SAID_ROLE.match(each.text):
                said = f"{found[1].capitalize()}: {found[2]}. Kept as text; here the page waits for approval."
                self.remark(source.path, each.number, said, Weight.HINT)
