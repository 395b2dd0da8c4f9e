"""The ordinary week as a grid: its shifts, and for each person the shift on each day."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QGridLayout, QWidget

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import id_for
from sopdesk.domain.rota import Rota, Shift, Turn, clock, minutes
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.house.shift_cell import ShiftCell
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import TextField
from sopdesk.ui.widgets.labels import label
from sopdesk.views.people import PersonView

_SHIFT = re.compile(r"(?P<name>.*\S)\s+(?P<starts>[\d:.]+)\s*(?:-|–|to)\s*(?P<ends>[\d:.]+)")


class RotaWeekScreen(Screen):
    """Sets the ordinary week; it counts from the moment it is recorded, and single days keep what was said of them."""

    wide = True
    needs_person = True
    right = Right.PLAN

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("The ordinary week"), self.tr("It repeats; single days and holidays differ from it"))
        self.add_act(self.tr("Record the week"), self.record, kind="primary", icon="check", key="Ctrl+Return")
        self.shifts = TextField(3)
        self.shifts.setAccessibleName(self.tr("Shifts"))
        self.shifts.textChanged.connect(self._offer)
        said = self.tr("One in each line, as “Early 6:30-14:30”. One that ends before it begins goes past midnight.")
        self.body.addWidget(Card(label(said, "soft"), self.shifts, title=self.tr("Shifts")))
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.SNUG)
        self._held = QWidget()
        self._held.setLayout(self._grid)
        how = self.tr("A press goes on to the next shift; so do the keys Down and Up.")
        self.body.addWidget(Card(label(how, "soft"), self._held, title=self.tr("Who works when")))
        self._cells: dict[tuple[str, int], ShiftCell] = {}
        self._shown: Rota | None = None

    def refresh(self) -> None:
        """Show the week as it is recorded; what was changed here and not recorded stays, if nobody else changed it."""
        rota = self.workspace.duty.rota()
        people = self.workspace.people.tiles()
        known = {who for who, _ in self._cells} == {each.id for each in people}
        if self._shown is not None and known and (rota.shifts, rota.turns) == (self._shown.shifts, self._shown.turns):
            return
        self._shown = rota
        self._lay_cells(people)
        self.shifts.setPlainText(
            "\n".join(f"{each.name} {clock(each.starts)}-{clock(each.ends)}" for each in rota.shifts)
        )
        self._offer()
        for (who, day), cell in self._cells.items():
            mine = [each.shift for each in rota.turns if each.person == who and day in each.weekdays]
            cell.set_value("+".join(mine))

    def record(self) -> None:
        """Record the week."""
        self.frame.require_person(
            lambda who: self.attempt(lambda: self._record(who), self.tr("Recorded. It counts from now on.")),
            right=Right.PLAN,
        )

    def _record(self, who: PersonView) -> None:
        days: dict[tuple[str, str], list[int]] = {}
        for (person, day), cell in self._cells.items():
            for shift in filter(None, cell.value().split("+")):
                days.setdefault((person, shift), []).append(day)
        turns = [Turn(person, shift, tuple(on)) for (person, shift), on in days.items()]
        self.workspace.duty.change_rota(by=who.id, shifts=self._read(), turns=turns)

    def _read(self) -> list[Shift]:
        """Read the shifts; one that was there keeps its id."""
        known = {each.name: each.id for each in self._shown.shifts} if self._shown else {}
        found = []
        for line in filter(None, map(str.strip, self.shifts.toPlainText().splitlines())):
            match = _SHIFT.fullmatch(line)
            if match is None:
                raise Refusal(self.tr("“{line}” is not a shift such as “Early 6:30-14:30”.").format(line=line))
            name = match["name"]
            made = known.get(name) or id_for(name) or "shift"
            found.append(Shift(made, name, minutes(match["starts"]), minutes(match["ends"])))
        return found

    def _offer(self) -> None:
        """Offer the shifts as they are written now; while one cannot be read, those before stay."""
        try:
            shifts = self._read()
        except Refusal:
            return
        names = {each.id: each.name for each in shifts}
        for (who, day), cell in self._cells.items():
            turns = self._shown.turns if self._shown else ()
            mine = [each.shift for each in turns if each.person == who and day in each.weekdays]
            several = [("+".join(mine), " + ".join(names.get(each, each) for each in mine))] if len(mine) > 1 else []
            cell.offer([*names.items(), *several])

    def _lay_cells(self, people: tuple[PersonView, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cells = {}
        days = [self.frame.times.weekday_name(day) for day in range(7)]
        for day, words in enumerate(days):
            self._grid.addWidget(label(words[:3], "label"), 0, day + 1)
        for line, person in enumerate(people, 1):
            self._grid.addWidget(label(person.name, "strong"), line, 0)
            for day, words in enumerate(days):
                cell = ShiftCell(self.tr("{name}, {day}").format(name=person.name, day=words))
                self._cells[person.id, day] = cell
                self._grid.addWidget(cell, line, day + 1)
        self._grid.setColumnStretch(0, 2)
        for day in range(7):
            self._grid.setColumnStretch(day + 1, 1)
