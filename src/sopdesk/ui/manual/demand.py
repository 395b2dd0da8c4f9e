"""Demanding a review of many procedures at once: chosen by section, by words, or one by one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.review import Ground
from sopdesk.domain.revision import Status
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.shelf_filters import ShelfFilters
from sopdesk.ui.manual.words import GROUNDS, role_word, tr
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import row
from sopdesk.views.manual import SopRow
from sopdesk.views.people import PersonView


class DemandScreen(Screen):
    """Every procedure in force, to be chosen by a press; one act demands a review of all that are chosen."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.APPROVE

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("Demand a review"),
            self.tr("A law or a policy has changed: choose what has to be looked at again, and by when"),
        )
        self.chosen: set[str] = set()
        self._shown: list[SopRow] = []
        self.act = self.add_act(self.tr("Demand the review"), self.demand, kind="primary", icon="verify")
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Number, title or what the text says"))
        self.words.setAccessibleName(self.tr("Only procedures that say this"))
        self.words.textChanged.connect(self._filter)
        self.filters = ShelfFilters()
        self.filters.changed.connect(self._filter)
        self.count = label("", "soft")
        self.all = button(self.tr("Choose all of these"), self.choose_all, kind="quiet", icon="check")
        self.none = button(self.tr("Choose none"), self.choose_none, kind="quiet")
        self.list = LinesView(self.tr("Procedures"))
        self.list.chosen.connect(self.turn)
        self.body.setSpacing(tokens.NEAR)
        top = row(self.words, self.filters.more, gap=tokens.SNUG)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.filters)
        self.body.addLayout(row(self.count, None, self.all, self.none, gap=tokens.SNUG))
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Ask for the procedures in force and show those that fit."""
        rows = tuple(each for each in self.workspace.manual.rows() if each.status is Status.EFFECTIVE)
        self.chosen &= {each.id for each in rows}
        self.filters.show_for(rows, useful=True)
        found, wanted = self._found(), self.filters.wanted()
        self._shown = [
            each for each in rows
            if wanted(each) and (self._named(each) or (found is not None and each.id in found))
        ]  # fmt: skip
        self.list.set_lines(self._line(each) for each in self._shown)
        self.count.setText(self.tr("{n} of {all} chosen").format(n=len(self.chosen), all=len(rows)))
        self.act.setEnabled(bool(self.chosen))
        self.none.setEnabled(bool(self.chosen))

    def turn(self, sop: object) -> None:
        """Choose a procedure, or choose it no longer."""
        self.chosen ^= {str(sop)}
        self.refresh()

    def choose_all(self) -> None:
        """Choose everything that is shown, besides what is chosen already."""
        self.chosen |= {each.id for each in self._shown}
        self.refresh()

    def choose_none(self) -> None:
        """Begin anew."""
        self.chosen.clear()
        self.refresh()

    def demand(self) -> None:
        """Ask for the law or policy and the day, then demand the review of all that are chosen."""
        self.frame.require_person(self._demand, right=Right.APPROVE)

    def _demand(self, who: PersonView) -> None:
        questions = [
            Question("ground", self.tr("Why"), "choice",
                     [(each.value, tr(words)) for each, words in GROUNDS.items()], needed=True),
            Question("reason", self.tr("Which law or policy, or what happened"), needed=True),
            Question("due", self.tr("By which day"), "date", needed=True),
        ]  # fmt: skip
        self.ask(
            self.tr("Demand a review of {n} procedures").format(n=len(self.chosen)), questions,
            self.tr("Demand the review"), lambda answers: self._record(who, answers),
            sentence=self.tr("Each of them is due by that day, on its page, in the list, in search and on Today."),
        )  # fmt: skip

    def _record(self, who: PersonView, answers: dict[str, str]) -> None:
        try:
            due = date.fromisoformat(answers["due"])
        except ValueError:
            raise Refusal(self.tr("Give the day, for example 2026-05-03.")) from None
        self.workspace.reviews.demand(
            by=who.id, sops=sorted(self.chosen), ground=Ground(answers["ground"]), reason=answers["reason"], due=due
        )
        self.chosen.clear()
        self.frame.go("manual", show="reviews")

    def _filter(self) -> None:
        self.refresh()

    def _named(self, each: SopRow) -> bool:
        words = self.words.text().casefold().split()
        return all(word in f"{each.number} {each.title}".casefold() for word in words)

    def _found(self) -> set[str] | None:
        """Give the procedures that the search finds by what is typed."""
        text = self.words.text().strip()
        if not text:
            return None
        return {each.sop for each in self.workspace.finder.search(text, limit=200).found}

    def _line(self, each: SopRow) -> Line:
        taken = each.id in self.chosen
        due = self.tr("Review {day}").format(day=self.frame.times.day(each.review_due)) if each.review_due else ""
        return Line(
            f"{each.number}  {each.title}", " · ".join(filter(None, (each.section, role_word(each.owner)))), note=due,
            icon="check" if taken else "plus", chip=self.tr("Chosen") if taken else "", chip_kind="accent",
            data=each.id,
        )  # fmt: skip
