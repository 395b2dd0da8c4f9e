"""The duties of a role across the whole manual: what it owns, decides and does; and the gaps in the whole."""

from __future__ import annotations

from collections.abc import Iterator

from sopdesk.domain.answering import Gap, GapKind
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.words import letters_words
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import column
from sopdesk.views.duties import RoleDuties, WholeDuties

GAPS = "gaps"
Place = tuple[str, str]
"""A procedure and, perhaps, a step of it."""


class DutiesScreen(Screen):
    """Everything one role answers for: role=, or the role of whoever is at the desk; role=gaps shows the gaps."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Duties of a role"), self.tr("What each role answers for, across the manual in force"))
        self.add_act(self.tr("Save as PDF"), self.print_duties, icon="print")
        self._whole: WholeDuties | None = None
        self._visit: tuple[object, ...] = ()
        self.role = Chips(name=self.tr("Role"), needed=True)
        self.role.changed.connect(lambda _role: self._show())
        self.said = label("", "strong")
        self.counts = label("", "soft")
        self.list = LinesView(self.tr("Duties"))
        self.list.chosen.connect(self.open_line)
        self.empty = EmptyState("person", "", "")
        self.body.addWidget(self.role)
        self.body.addLayout(column(self.said, self.counts, gap=tokens.HAIR))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Ask who answers for what; a large manual is read beside the window."""
        duties = self.workspace.duties
        if duties.is_quick():
            self._take(duties.whole())
        else:
            self.list.hide()
            self.empty.say(self.tr("The whole manual is being read"), self.tr("This takes a few seconds."))
            self.frame.run_in_background(
                self.tr("Reading who answers for what"),
                lambda progress, cancelled: duties.whole(progress=progress, cancelled=cancelled),
                self._take,
            )

    def open_line(self, place: object) -> None:
        """Read the step, or the procedure, that a line stands for."""
        match place:
            case (str() as sop, str() as step) if sop:
                self.frame.go("manual.page", sop, **({"step": step} if step else {}))
            case _:
                pass

    def print_duties(self) -> None:
        """Save the duties of the role, or all of them with the gaps, as PDF."""
        whole = self._whole
        if whole is None:
            return
        role = "" if self.role.value() == GAPS else self.role.value()
        name = self.tr("duties-{role}.pdf").format(role=role or self.tr("all"))
        by = self.person.id if self.person else ""
        save_file(
            self, name, self.tr("Setting the duties"),
            lambda _progress, _cancelled: self.workspace.exports.duties_pdf(whole, role=role, by=by),
        )  # fmt: skip

    def _take(self, whole: WholeDuties) -> None:
        self._whole = whole
        gaps = self.tr("Gaps · {n}").format(n=self.frame.times.number(len(whole.gaps)))
        self.role.offer([*((each.role, each.name) for each in self._own_first(whole)), (GAPS, gaps)])
        visit = (self.frame.here, self.person)
        if visit != self._visit:
            self._visit = visit
            mine = next((each.role for each in self._own_first(whole)), GAPS)
            self.role.set_value(self.more.get("role") or mine)
        self._show()

    def _own_first(self, whole: WholeDuties) -> list[RoleDuties]:
        mine = self.person.roles if self.person else ()
        return sorted(whole.roles, key=lambda each: each.role not in mine)

    def _show(self) -> None:
        whole = self._whole
        if whole is None:
            return
        duties = whole.of(self.role.value())
        lines = list(self._duties(duties) if duties else self._gaps(whole.gaps))
        self.list.set_lines(lines)
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.said.setText(self._held(duties) if duties else self.tr("What is missing in the whole"))
        self.counts.setText(self._counts(duties) if duties else "")
        if not lines and duties:
            self.empty.say(self.tr("No duties yet"), self.tr("No procedure in force names this role."))
        elif not lines:
            said = self.tr("Somebody answers for every step, and somebody has every role.")
            self.empty.say(self.tr("No gaps"), said)

    def _held(self, duties: RoleDuties) -> str:
        names = ", ".join(duties.holders) or self.tr("nobody")
        return self.tr("Held by: {names}").format(names=names)

    def _counts(self, duties: RoleDuties) -> str:
        number = self.frame.times.number
        parts = [f"{letters_words(each)}: {number(duties.count(each))}" for each in "RACI" if duties.count(each)]
        return " · ".join(parts)

    def _duties(self, duties: RoleDuties) -> Iterator[Line]:
        if duties.owns:
            yield Line(self.tr("Keeps right, and reviews"), heading=True)
        for owned in duties.owns:
            day = self.frame.times.day(owned.review_due) if owned.review_due else ""
            due = self.tr("Review {day}").format(day=day) if day else ""
            chip = self.tr("overdue") if owned.overdue else ""
            yield Line(owned.title, owned.number, chip, "warning", due, icon="manual", data=(owned.sop, ""))
        if duties.limits:
            yield Line(self.tr("May decide"), heading=True)
        for each in duties.limits:
            limit = each.rule.limit
            more = " · ".join(filter(None, (each.words, limit.condition)))
            yield Line(limit.action, more, note=each.rule.number, icon="answer", data=(each.rule.sop, limit.step))
        for of in duties.procedures:
            yield Line(f"{of.number} {of.title}", heading=True)
            for charge in of.charges:
                must = self.tr("must") if charge.must else ""
                yield Line(
                    charge.title, letters_words(charge.letters), charge.letters, "accent", must, icon="step",
                    data=(of.sop, charge.step),
                )  # fmt: skip

    def _gaps(self, gaps: tuple[Gap, ...]) -> Iterator[Line]:
        kind: GapKind | None = None
        for each in gaps:
            if each.kind is not kind:
                kind = each.kind
                yield Line(self.tr(kind.value).capitalize(), heading=True)
            many = self.tr("in {n} places").format(n=each.places) if each.places > 1 else each.number
            yield Line(each.sentence, many, icon="incidents", data=(each.sop, each.step))
