"""The lines of the manual's list: procedures by section, revisions that wait, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from sopdesk.domain.revision import Status
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import FORMAT_ICONS, format_word, kind_word, role_word, status_chip, wanted_word
from sopdesk.ui.widgets.lines import Line
from sopdesk.views.manual import Draft, RevisionRow, SopRow


class ShelfLines(QObject):
    """Puts rows of the manual into lines."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame

    def grouped(self, rows: list[SopRow], as_of: datetime | None) -> Iterator[Line]:
        """Give a heading for each section, and its procedures."""
        by_section: dict[str, list[SopRow]] = {}
        for each in rows:
            by_section.setdefault(each.section, []).append(each)
        for section, these in sorted(by_section.items()):
            words = self.tr("{section} · {n}").format(section=section or self.tr("Without section"), n=len(these))
            yield Line(words, heading=True)
            yield from (self._line(each, as_of) for each in these)

    def _line(self, each: SopRow, as_of: datetime | None) -> Line:
        words, kind = "", "plain"
        if as_of is not None:
            words, kind = self.tr("As of {day}").format(day=self._frame.times.day_of_year(as_of)), "warning"
        elif each.status is not Status.EFFECTIVE:
            words, kind = status_chip(each.status)
        elif each.overdue:
            words, kind = self.tr("Review overdue"), "danger"
        elif each.wanted:
            words, kind = wanted_word(each.wanted), "warning"
        elif each.waiting:
            words, kind = self.tr("New revision waits"), "accent"
        return Line(
            f"{each.number}  {each.title}", self._detail(each), chip=words, chip_kind=kind, note=self._review(each),
            icon=FORMAT_ICONS[each.format], data=each,
        )  # fmt: skip

    def _detail(self, each: SopRow) -> str:
        parts = [format_word(each.format), kind_word(each.kind)]
        if each.label:
            parts.append(self.tr("revision {label}").format(label=each.label))
        if each.status is Status.SCHEDULED and each.effective_from:
            parts.append(self.tr("from {moment}").format(moment=self._frame.times.moment(each.effective_from)))
        return " · ".join(parts)

    def _review(self, each: SopRow) -> str:
        if each.review_due is None or each.status is not Status.EFFECTIVE:
            return ""
        day = self._frame.times.day(each.review_due)
        return self.tr("Was due {day}").format(day=day) if each.overdue else self.tr("Review {day}").format(day=day)

    def to_review(self, each: SopRow) -> Line:
        """Give a procedure that is to be looked at again, or of which a review asks for something."""
        why = each.remark if each.wanted and not each.overdue else each.demanded_for
        line = self._line(each, None)
        return replace(line, detail=" · ".join(filter(None, (why, role_word(each.owner)))), icon="verify")

    def waiting(self, each: SopRow, revision: RevisionRow) -> Line:
        """Give a revision that waits."""
        when = self._frame.times.near(revision.submitted_at, self._frame.workspace.now())
        detail = self.tr("{who}, {when}: {why}").format(who=revision.author, when=when, why=revision.reason)
        person = self._frame.person
        mine = person is not None and person.id == revision.author_id
        word = self.tr("New procedure") if not each.label else self.tr("Changes {label}").format(label=each.label)
        return Line(
            f"{each.number}  {each.title}", detail, chip=word, chip_kind="accent",
            act=self.tr("Look") if mine else self.tr("Look and decide"),
            icon="sign", data=(each, revision),
        )  # fmt: skip

    def drafts(self, kept: tuple[Draft, ...], rows: dict[str, SopRow]) -> Iterator[Line]:
        """Give somebody's own drafts."""
        for each in kept:
            of = rows.get(each.sop)
            content, _ = self._frame.workspace.drafts.read(each.text)
            named = content.title if content else ""
            title = f"{of.number}  {of.title}" if of else named or self.tr("New procedure")
            when = self._frame.times.near(each.changed_at, self._frame.workspace.now())
            detail = self.tr("Kept {when}").format(when=when)
            yield Line(title, detail, act=self.tr("Go on writing"), icon="edit", data=each)
