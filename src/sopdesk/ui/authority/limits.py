"""Authority: every limit in force by action and role, and what was used of them today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from sopdesk.domain.money import money
from sopdesk.domain.person import Right
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import clear, column
from sopdesk.ui.widgets.table import Column, RowsTable
from sopdesk.views.authority import Grid, LimitRow, UseView
from sopdesk.views.people import PersonView

LIMITS, TODAY = "limits", "today"
_NARROWEST = 90


class AuthorityScreen(Screen):
    """All limits as a grid, one role's alone, or today's uses; show= chooses "today"."""

    scrolls = False
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Authority"), self.tr("How far each role may go, by the revisions in force"))
        self.add_act(self.tr("Duties of a role"), lambda: frame.go("manual.duties"), kind="quiet", icon="person")
        self.add_act(self.tr("May I …?"), lambda: frame.go("manual.may"), kind="primary", icon="answer")
        self._grid: Grid | None = None
        self._visit: tuple[object, ...] = ()
        self.view = Chips(name=self.tr("Show"), needed=True)
        self.role = Chips(name=self.tr("Role"))
        self.note = label("", "small")
        self.table: RowsTable[LimitRow] | None = None
        self._table_place: QVBoxLayout = column()
        self.uses = LinesView(self.tr("Used today"))
        self.uses.chosen.connect(self.open_use)
        self.empty = EmptyState("sign", "", "", self.tr("May I …?"), lambda: frame.go("manual.may"))
        self.body.setSpacing(tokens.NEAR)
        for each in (self.view, self.role, self.note):
            self.body.addWidget(each)
        self.body.addLayout(self._table_place, 1)
        self.body.addWidget(self.uses, 1)
        self.body.addWidget(self.empty, 1)
        for chips in (self.view, self.role):
            chips.changed.connect(lambda _value: self.refresh())

    def refresh(self) -> None:
        """Ask for the limits, and for what was used today."""
        uses = self.workspace.uses.of_day(self.person)
        self._offer_views(len([each for each in uses if not each.corrected_by]))
        limits = self.view.value() == LIMITS
        every = self.workspace.authority.grid()
        self.role.offer([(each, every.names[each]) for each in every.roles])
        self.role.setVisible(limits and bool(every.rows))
        role = self.role.value()
        self._show_grid(self.workspace.authority.grid(role=role) if role else every)
        lines = list(self._lines(uses))
        self.uses.set_lines(lines)
        empty = not lines if not limits else not every.rows
        if self.table is not None:
            self.table.setVisible(limits and not empty)
        self.uses.setVisible(not limits and not empty)
        self.empty.setVisible(empty)
        self.note.setText(self._note(limits=limits))
        if empty:
            self._say_why_empty(limits=limits)

    def open_limit(self, chosen: LimitRow) -> None:
        """Read where a limit stands."""
        self.frame.go("manual.page", chosen.sop, **({"step": chosen.step} if chosen.step else {}))

    def open_use(self, chosen: object) -> None:
        """Look at a use, and take it back where it was recorded wrongly."""
        if not isinstance(chosen, UseView):
            return
        if chosen.corrected_by:
            words = self.tr("Taken back by {who}: {reason}")
            self.message.note(words.format(who=chosen.corrected_by, reason=chosen.reason))
            return
        self.frame.require_person(partial(self._correct, chosen))

    def _correct(self, use: UseView, who: PersonView) -> None:
        self.ask(
            self.tr("Take this back"),
            [Question("reason", self.tr("What was wrong"), needed=True)],
            self.tr("Take back"),
            lambda answers: self.workspace.uses.correct(by=who.id, use=use.id, reason=answers["reason"]),
            done=self.tr("Taken back. Both stay in the trail."),
            sentence=f"{self._title(use)} · {self._detail(use)}",
            kind="danger",
        )

    # -- the parts of the page

    def _offer_views(self, used: int) -> None:
        today = self.tr("Used today · {n}").format(n=self.frame.times.number(used))
        self.view.offer([(LIMITS, self.tr("Limits")), (TODAY, today)])
        visit = (self.frame.here, dict(self.more))
        if visit != self._visit:
            self._visit = visit
            self.view.set_value(TODAY if self.more.get("show") == TODAY else LIMITS)

    def _show_grid(self, grid: Grid) -> None:
        if self._grid is not None and self._grid == grid:
            return
        if self.table is None or self._grid is None or self._grid.roles != grid.roles:
            clear(self._table_place)
            self.table = RowsTable(self.tr("Limits"), self._columns(grid))
            self.table.horizontalHeader().setMinimumSectionSize(style.size(_NARROWEST))
            self.table.chosen.connect(self.open_limit)
            self._table_place.addWidget(self.table)
        self._grid = grid
        self.table.set_rows(grid.rows)

    def _columns(self, grid: Grid) -> list[Column[LimitRow]]:
        def cell(place: int) -> Column[LimitRow]:
            return Column(grid.names[grid.roles[place]], lambda each: each.cells[place].words or "–")

        return [
            Column(self.tr("For"), lambda each: each.action, stretches=True),
            *(cell(place) for place in range(len(grid.roles))),
        ]

    def _lines(self, uses: tuple[UseView, ...]) -> Iterator[Line]:
        totals = self.workspace.uses.totals(uses)
        if totals:
            yield Line(self.tr("In all today"), heading=True)
        for total in totals:
            times = self.tr("once") if total.times == 1 else self.tr("{n} times").format(n=total.times)
            amount = money(total.amount, self._currency()) if total.amount is not None else ""
            yield Line(f"{total.who}: {total.action}", times, amount, icon="figures")
        if uses:
            yield Line(self.tr("One by one"), heading=True)
        for each in uses:
            chip = self.tr("taken back") if each.corrected_by else ""
            note = self.frame.times.clock(each.at)
            yield Line(
                self._title(each), self._detail(each), chip, "warning", note, icon="sign", data=each,
            )  # fmt: skip

    def _title(self, use: UseView) -> str:
        amount = "" if use.amount is None else money(use.amount, use.currency)
        return " · ".join(filter(None, (" ".join(filter(None, (use.action, amount))), use.reference)))

    def _detail(self, use: UseView) -> str:
        said = [self.tr("{who}, as {role}").format(who=use.holder, role=use.role)]
        if use.second and use.second != use.holder:
            said.append(self.tr("with {who} ({role})").format(who=use.second, role=use.second_role))
        if use.who != use.holder:
            said.append(self.tr("recorded by {who}").format(who=use.who))
        said.append(self.tr("{number}, revision {label}").format(number=use.number, label=use.label))
        return " · ".join(said)

    def _note(self, *, limits: bool) -> str:
        if limits:
            return self.tr("Press a line to read the step that it comes from.")
        sees_all = self.person is not None and self.person.may(Right.READ_TRAIL)
        return (
            self.tr("Everybody’s, of today. Press a line to take it back.")
            if sees_all
            else self.tr("Yours, of today. Press a line to take it back.")
        )

    def _say_why_empty(self, *, limits: bool) -> None:
        if limits:
            self.empty.say(self.tr("No limits yet"), self.tr("Limits stand in the procedures: under “Limits”."))
        elif self.person is None:
            self.empty.say(self.tr("Sign in first"), self.tr("Then this shows what you used of your authority today."))
        else:
            self.empty.say(self.tr("Nothing was used today"), self.tr("Ask first; then record it with one press."))

    def _currency(self) -> str:
        return self.workspace.people.house().currency
