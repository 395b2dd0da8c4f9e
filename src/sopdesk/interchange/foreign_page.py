"""A page of a foreign manual → a procedure: headings become steps, questions and parts; nothing of its text is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sopdesk.domain.sop import Format, Item, Kind, Part, Picture, Procedure, Question, Step
from sopdesk.domain.unclear import marked_block, without_marks
from sopdesk.interchange.foreign_blocks import (
    Section,
    anchor_of,
    flat,
    groups_of,
    questions_of,
    sections_of,
    text_of_section,
    uncounted,
    with_notes,
)
from sopdesk.interchange.foreign_boxes import boxes_of, paths_of, told_below
from sopdesk.interchange.foreign_steps import (
    LONGEST_TITLE,
    PROCEDURE,
    cut_list,
    is_list,
    shortened,
    without_notes,
)
from sopdesk.interchange.page_format import guess_format, has_picture, list_line, tick_line
from sopdesk.interchange.procedure_lines import PICTURE, Line, from_link_text, mark_code, one_line, trimmed
from sopdesk.interchange.prose import plain_text
from sopdesk.interchange.step_lines import slug

_NAMES = {
    "purpose": "purpose", "objective": "purpose", "objectives": "purpose", "aim": "purpose", "scope": "scope",
    "out of scope": "not_covered", "not covered": "not_covered", "exclusions": "not_covered",
    "definitions": "definitions", "glossary": "definitions", "terminology": "definitions",
    "escalation": "escalation", "references": "resources", "resources": "resources", "further reading": "resources",
    "see also": "resources", "contact": "contact", "contacts": "contact", "contact us": "contact",
    "training": "training", "decision notes": "decision_notes",
}  # fmt: skip
_CONTENTS = {"index", "contents", "table of contents", "toc"}
_SENTENCE = re.compile(r".{12,}?[.!?:](?=\s|$)")
_KINDS = ((Kind.ESCALATION, "escalat"), (Kind.COMPLAINT, "complaint"), (Kind.FOLLOW_UP, "follow-up"))


@dataclass(slots=True)
class Draft:
    """What a page becomes; `anchors` says which heading became which step or question."""

    procedure: Procedure
    anchors: dict[str, str] = field(default_factory=dict)


def draft_page(
    lines: Sequence[Line], *, number: str, title: str, section: str, owner: str, lead: str = "",
    form: Format | None = None,
) -> Draft:  # fmt: skip
    """Make a procedure of a page whose links are resolved; `lead` is what its front matter says it is about.

    Without a format it is guessed: boxes to tick make a checklist, questions an FAQ, a picture for each step a picture
    guide; all else is an article.
    """
    found = [each for each in sections_of(with_notes(lines)) if not _is_index(each)]
    title, found = _without_title(title, found)
    empty = Procedure(number, title, _kind(title), Format.ARTICLE, section, owner)
    match form or guess_format(lines, found):
        case Format.CHECKLIST:
            return _Page(empty, lead).checklist(found, said=form is not None)
        case Format.FAQ:
            return _Page(empty, lead).faq(found, said=form is not None)
        case Format.PICTURE_GUIDE:
            return _Page(empty, lead).guide(found)
        case _:
            return _Page(empty, lead).article(found)


def _without_title(title: str, found: list[Section]) -> tuple[str, list[Section]]:
    """Take the first heading of the first level as the title, and its text as the lead."""
    heads = [at for at, each in enumerate(found) if each.level == 1]
    if heads and (not title or _same(title, found[heads[0]].title)):
        head = found.pop(heads[0])
        title = head.title or title
        before = found[0]
        found[0] = replace(before, lines=(*before.lines, *head.lines)) if heads[0] == 1 else before
        if heads[0] != 1:
            found.insert(heads[0], replace(head, level=2))
    return title or "Untitled", found


def _same(one: str, other: str) -> bool:
    return anchor_of(one) == anchor_of(other)


def _is_index(section: Section) -> bool:
    """Tell a table of contents, which the desk makes itself."""
    return uncounted(section.title).lower() in _CONTENTS and all(
        not each.text.strip() or re.match(r"\s*(?:[-*+]|\d+\.)\s(?!\s*\[[ xX]\])", each.text) for each in section.lines
    )


def _kind(title: str) -> Kind:
    return next((kind for kind, word in _KINDS if word in title.lower()), Kind.PROCESS)


class _Page:
    """A page on its way to a procedure."""

    def __init__(self, empty: Procedure, lead: str) -> None:
        self._what = empty
        self._lead = lead
        self._names = {"done", "back"}
        self._items: set[str] = set()
        self._anchors: dict[str, str] = {}
        self._fields: dict[str, Any] = {}
        self._parts: list[Part] = []

    def checklist(self, found: Sequence[Section], *, said: bool) -> Draft:
        """Make a checklist; when a person says that it is one, every item of a list is a line to tick."""
        find = list_line if said else tick_line
        steps = []
        for at, (each, path) in enumerate(zip(found, paths_of(found), strict=True)):
            boxes, rest = boxes_of(each.lines, find)
            if boxes:
                marks = [marked_block(raw) for box in boxes for raw in without_marks(box.words)[1]]
                rest += [Line(each.number, ""), *told_below(boxes)]
                rest += [Line(each.number, text) for raw in marks for text in ("", raw)]
                step = self._step(path or self._what.title, rest, each.anchor)
                steps.append(replace(step, items=tuple(self._item(box.words) for box in boxes)))
            elif any(line.text.strip() for line in each.lines) or not _is_above(each, found[at + 1 :]):
                self._take(each if uncounted(each.title).lower() in _NAMES else replace(each, title=path))
        return self._made(Format.CHECKLIST, steps=tuple(steps))

    def faq(self, found: Sequence[Section], *, said: bool) -> Draft:
        """Make an FAQ; when a person says that it is one, every heading asks."""
        questions = []
        for group in questions_of(found):
            head = group[0]
            answer = text_of_section(flat(group), 4)
            if (head.title.endswith("?") or (said and head.level)) and answer:
                name = self._name(head.title, head.anchor, "question")
                questions.append(Question(name, uncounted(head.title), answer))
            else:
                self._take(head, group[1:])
        return self._made(Format.FAQ, questions=tuple(questions))

    def guide(self, found: Sequence[Section]) -> Draft:
        """Make a picture guide: each section with a picture is a step, and so is each item of a list with pictures."""
        level = min((each.level for each in found[1:]), default=2)
        steps: list[Step] = []
        for group in groups_of(found, level):
            items = cut_list(group[0].lines)[1]
            if any(map(has_picture, items)):
                steps += self._list_steps(group[0])
                steps += [self._step(uncounted(each.title), each.lines, each.anchor) for each in group[1:]]
            elif group[0].level and has_picture(flat(group)):
                steps.append(self._step(uncounted(group[0].title), flat(group), group[0].anchor))
            else:
                self._take(group[0], group[1:])
        return self._made(Format.PICTURE_GUIDE, steps=tuple(map(_shown, steps)))

    def article(self, found: Sequence[Section]) -> Draft:
        level = min((each.level for each in found[1:]), default=2)
        groups = groups_of(found, level)
        lists = [each for each in groups if is_list(each[0])]
        steps: list[Step] = []
        for group in groups:
            head, *below = group
            procedural = bool(PROCEDURE.search(head.title))
            if procedural and below:
                steps += self._substeps(head, below)
            elif is_list(head) and not below and len(lists) == 1:
                steps += self._list_steps(head)
            elif is_list(head) and (procedural or not below):
                steps.append(self._step(uncounted(head.title), flat(group), head.anchor))
            else:
                self._take(head, below)
        return self._made(Format.ARTICLE, steps=tuple(steps))

    def _substeps(self, head: Section, below: Sequence[Section]) -> list[Step]:
        """Make a step of each heading below a procedure's heading."""
        if text := text_of_section(head.lines, 3):
            self._parts.append(Part(uncounted(head.title), text))
        level = min(each.level for each in below)
        return [
            self._step(uncounted(group[0].title), flat(group), group[0].anchor) for group in groups_of(below, level)
        ]

    def _list_steps(self, head: Section) -> list[Step]:
        """Make a step of each item of a numbered list; what stands before and after it is a part."""
        before, items, after = cut_list(head.lines)
        if not head.title:
            self._take(replace(head, lines=tuple(before)))
        elif text := text_of_section(before, 3):
            self._parts.append(Part(uncounted(head.title), text))
        if text := text_of_section(after, 3):
            self._parts.append(Part("After these steps", text))
        return [self._list_step(each) for each in items]

    def _list_step(self, lines: list[Line]) -> Step:
        whole = trimmed("\n".join(each.text for each in lines))
        first = whole.partition("\n\n")[0]
        opening = re.split(r"\n\s*(?:[-+*]|\d+[.)]|>|!\[)\s?", first, maxsplit=1)[0]
        words = one_line(plain_text(without_marks(opening)[0]))
        if len(words) <= LONGEST_TITLE and words == one_line(opening):
            return self._step(words, mark_code([Line(0, each) for each in whole[len(opening) :].split("\n")])[0], "")
        sentence = _SENTENCE.match(words)
        title = sentence[0] if sentence and len(sentence[0]) <= LONGEST_TITLE else shortened(words)
        return self._step(title.rstrip(":"), mark_code([Line(0, each) for each in whole.split("\n")])[0], "")

    def _step(self, title: str, lines: Sequence[Line], anchor: str) -> Step:
        """Make a step; tips, warnings and pictures at its end stand on their own."""
        lines, notes, pictures = without_notes(lines)
        return Step(
            self._name(title, anchor, "step"), title, text_of_section(lines, 4),
            tips=tuple(text for label, text in notes if label == "Tip"),
            warnings=tuple(text for label, text in notes if label == "Warning"), pictures=tuple(pictures),
        )  # fmt: skip

    def _take(self, head: Section, below: Sequence[Section] = ()) -> None:
        """Keep a section as the part that its heading names, or as one of its own."""
        text = text_of_section(flat((head, *below)), 3)
        title = uncounted(head.title)
        name = _NAMES.get(title.lower(), "")
        if name and name not in self._fields:
            self._fields[name] = text
        elif not title and text:
            self._lead = text
        elif title and (text or head.level):
            self._parts.append(Part(title, text))

    def _made(self, form: Format, *, steps: tuple[Step, ...] = (), questions: tuple[Question, ...] = ()) -> Draft:
        if self._lead and "purpose" not in self._fields:
            self._fields["purpose"] = trimmed(self._lead)
        elif self._lead:
            self._parts.insert(0, Part("About this page", trimmed(self._lead)))
        parts = tuple(self._parts)
        made = replace(self._what, format=form, steps=steps, questions=questions, parts=parts, **self._fields)
        return Draft(made, self._anchors)

    def _name(self, title: str, anchor: str, what: str) -> str:
        name = slug(title, self._names) or slug(what, self._names)
        self._names.add(name)
        if anchor:
            self._anchors.setdefault(anchor, name)
        return name

    def _item(self, words: str) -> Item:
        text = one_line(plain_text(without_marks(words)[0]))
        name = slug(text, self._items) or slug("line", self._items)
        self._items.add(name)
        return Item(name, text)


def _is_above(section: Section, later: Sequence[Section]) -> bool:
    """Tell a heading below which others stand: their titles name it."""
    return bool(later) and later[0].level > section.level > 0


def _shown(step: Step) -> Step:
    """Give a step of a picture guide: pictures on lines of their own stand beside its text."""
    lines, _ = mark_code([Line(at, each) for at, each in enumerate(step.text.split("\n"))])
    found = [PICTURE.fullmatch(each.text.strip()) for each in lines if not each.code]
    pictures = tuple(Picture(each["source"], from_link_text(each["alt"])) for each in found if each)
    kept = [each.text for each in lines if each.code or not PICTURE.fullmatch(each.text.strip())]
    text = re.sub(r"\n{3,}", "\n\n", trimmed("\n".join(kept)))
    return replace(step, text=text, pictures=(*pictures, *step.pictures)) if pictures else step
