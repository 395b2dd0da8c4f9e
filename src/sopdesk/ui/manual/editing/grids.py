"""The grids of the editor: who does what (steps × roles), how far each may go, and the references."""

from __future__ import annotations

from dataclasses import replace
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from sopdesk.domain import editing
from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Limit, Per, Procedure, Reference
from sopdesk.ui import style, tokens
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.forms import Around, PlaceForm
from sopdesk.ui.manual.editing.numbers import number_of
from sopdesk.ui.manual.editing.rows_field import Column, RowsField
from sopdesk.ui.manual.words import letters_words, tr
from sopdesk.ui.widgets.choices import Choice
from sopdesk.ui.widgets.labels import label

PERS = {Per.CASE: "each time", Per.ITEM: "each item", Per.CUSTOMER: "a customer and day", Per.DAY: "a person and day"}
LETTERS = "RACI"
SHORT = 24
"""So many letters of a step's title stand at the head of its row."""


class MatrixTable(QTableWidget):
    """Steps × roles. A letter key writes or takes away that letter, Delete empties the cell; arrows go around."""

    lettered = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[str] = []
        self._roles: list[str] = []
        self.setAccessibleName(self.tr("Who does what"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.cellDoubleClicked.connect(self._turn)

    def show_matrix(self, content: Procedure, roles: list[tuple[str, str]]) -> None:
        """Show the matrix of a procedure, and at the end of each row what is missing or double."""
        self._steps, self._roles = [each.id for each in content.steps], [role for role, _ in roles]
        at = (self.currentRow(), self.currentColumn())
        self.setRowCount(len(self._steps))
        self.setColumnCount(len(roles) + 1)
        self.setHorizontalHeaderLabels([fill(words, SHORT // 2) for _, words in roles] + [self.tr("What is missing")])
        numbers = content.numbers()
        self.setVerticalHeaderLabels([f"{numbers[each.id]}  {_short(each.title)}" for each in content.steps])
        letters = {(each.step, each.role): each.letters for each in content.duties}
        wrong: dict[str, list[str]] = {}
        for each in problems(content):
            if each.where.startswith("duty:") and each.severity is not Weight.HINT:
                wrong.setdefault(each.where.removeprefix("duty:"), []).append(each.sentence)
        for row, step in enumerate(content.steps):
            for column, (role, words) in enumerate(roles):
                self._put(row, column, letters.get((step.id, role), ""), f"{step.title}, {words}")
            found = wrong.get(step.id, ())  # the findings below say the same: nothing here that is not wrong there
            said = (found and (self._missing(step.id, content) or " ".join(found))) or ""
            self._put(row, len(roles), said, said)
        if at[0] >= 0:
            self.setCurrentCell(min(at[0], self.rowCount() - 1), min(at[1], len(roles) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write a letter, or empty the cell."""
        letter = event.text().upper()
        row, column = self.currentRow(), self.currentColumn()
        inside = 0 <= row < len(self._steps) and 0 <= column < len(self._roles)
        if inside and letter and letter in LETTERS:
            had = self._letters(row, column)
            self._tell(row, column, had.replace(letter, "") if letter in had else had + letter)
        elif inside and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._tell(row, column, "")
        else:
            super().keyPressEvent(event)

    def _turn(self, row: int, column: int) -> None:
        """Go through nothing, R, A, C, I with a double press of a finger."""
        if column < len(self._roles):
            order = ["", *LETTERS]
            had = self._letters(row, column)
            self._tell(row, column, order[(order.index(had) + 1) % len(order)] if had in order else "")

    def _tell(self, row: int, column: int, letters: str) -> None:
        self.lettered.emit(self._steps[row], self._roles[column], letters)

    def _letters(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _missing(self, step: str, content: Procedure) -> str:
        letters = "".join(each.letters for each in content.duties if each.step == step)
        if not letters:
            return self.tr("nobody yet")
        said = []
        if "R" not in letters:
            said.append(self.tr("nobody does it (R)"))
        if letters.count("A") != 1:
            said.append(
                self.tr("nobody answers for it (A)") if "A" not in letters else self.tr("two answer for it (A)")
            )
        return ", ".join(said)

    def _put(self, row: int, column: int, text: str, name: str) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(letters_words(text) if column < len(self._roles) else text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {text}")
        middle = column < len(self._roles)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter if middle else Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(style.colour("text" if middle else "danger"))
        self.setItem(row, column, item)


class DutiesForm(PlaceForm):
    """The responsibility matrix, with a further role to be chosen."""

    def __init__(self, document: Document, around: Around) -> None:
        super().__init__(document, around)
        self._more: list[str] = []
        self.table = MatrixTable()
        self.table.lettered.connect(self._write)
        self.table.setMinimumHeight(style.size(tokens.COLUMN // 2))
        self.role = Choice(around.roles, name=self.tr("Add a role"), empty=self.tr("Add a role …"))
        self.role.changed.connect(self._add_role)
        said = self.tr("R does it, A answers for it, C is asked first, I is told. Press the letter in the cell.")
        for each in (label(self.tr("Who does what"), "heading"), label(said, "soft"), self.table, self.role):
            self.fields.addWidget(each)

    def fill(self, content: Procedure) -> None:
        """Show the matrix."""
        words = dict(self.around.roles)
        named = (each.role for part in (content.duties, content.steps) for each in part if each.role)
        used = dict.fromkeys((*named, *self._more))
        known = [role for role in words if role in used]
        own = [role for role in used if role not in words]
        self.table.show_matrix(content, [(role, words.get(role, role)) for role in (*known, *own)])

    def read(self, content: Procedure) -> Procedure:
        """Give the content: the matrix writes by itself."""
        return content

    def take_focus(self) -> None:
        """Take the keyboard to the first cell."""
        self.table.setFocus()
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)

    def _write(self, step: str, role: str, letters: str) -> None:
        self.document.make(lambda content: editing.set_letters(content, step, role, letters))

    def _add_role(self, role: str) -> None:
        if role:
            self._more.append(role)
            self.role.set_value("")
            self.show_content()


class LimitsForm(PlaceForm):
    """How far each role may go: one row an action and role."""

    place = "limits"

    def __init__(self, document: Document, around: Around) -> None:
        super().__init__(document, around)
        nobody = (("", self.tr("nobody")), *around.roles)
        self.rows = RowsField(
            self.tr("How far each may go"),
            [
                Column("action", self.tr("What is done"), wide=True), Column("role", self.tr("Who"), around.roles),
                Column("amount", self.tr("Up to (0: not)"), narrow=True, number=True, empty=self.tr("no limit")),
                Column("per", self.tr("Counts"), tuple((each.value, tr(PERS[each])) for each in Per)),
                Column("above", self.tr("Above it"), nobody), Column("together", self.tr("Together with"), nobody),
                Column("condition", self.tr("On condition that"), wide=True),
                Column("also", self.tr("Also asked for as (words, with commas)"), wide=True),
            ],
            self.tr("Add a limit"),
        )  # fmt: skip
        self.rows.changed.connect(self.take)
        self.rows.asked.connect(self._add)
        self.fields.addWidget(self.rows)

    def fill(self, content: Procedure) -> None:
        """Fill the rows."""
        self.rows.set_rows([
            {
                "action": each.action, "role": each.role, "per": each.per.value, "above": each.above,
                "amount": self.as_typed(f"amount:{at}", "" if each.amount is None else f"{each.amount:f}"),
                "together": each.together, "condition": each.condition, "also": ", ".join(each.also), "step": each.step,
            }
            for at, each in enumerate(content.limits)
        ])  # fmt: skip

    def read(self, content: Procedure) -> Procedure:
        """Give the content with these limits."""
        return replace(content, limits=tuple(_limit(each) for each in self.rows.rows()))

    def unread(self) -> dict[str, str]:
        """Give the amounts that are no numbers."""
        return self.rows.unread()

    def _add(self) -> None:
        role = self.around.roles[0][0] if self.around.roles else ""
        self.document.make(lambda content: replace(content, limits=(*content.limits, Limit("", role))))
        self.rows.take_focus()


class ReferencesForm(PlaceForm):
    """Links to other procedures, picked by number or title, and to the world outside."""

    def __init__(self, document: Document, around: Around) -> None:
        super().__init__(document, around)
        self._titles = dict(around.procedures)
        offers = [f"{number} {title}" for number, title in around.procedures]
        self.rows = RowsField(
            self.tr("References"),
            [
                Column("number", self.tr("Procedure: number or words of its title"), offers=offers, wide=True),
                Column("step", self.tr("Step (its name in the link)")),
                Column("url", self.tr("or an address outside"), wide=True),
                Column("label", self.tr("Words of one's own (empty: its title)"), wide=True),
            ],
            self.tr("Add a reference"),
        )  # fmt: skip
        self.rows.changed.connect(self.take)
        self.rows.asked.connect(self._add)
        self.fields.addWidget(self.rows)

    def fill(self, content: Procedure) -> None:
        """Fill the rows."""
        self.rows.set_rows([
            {"number": each.number, "step": each.step, "url": each.url, "label": each.label}
            for each in content.references
        ])  # fmt: skip

    def read(self, content: Procedure) -> Procedure:
        """Give the content with these references."""
        return replace(content, references=tuple(self._reference(each) for each in self.rows.rows()))

    def _reference(self, said: dict[str, str]) -> Reference:
        number = said["number"].strip()
        if number.partition(" ")[0] in self._titles:  # as it was picked: number and title
            number = number.partition(" ")[0]
        words = said["label"] or self._titles.get(number, "")
        return Reference(words, number, said["step"].strip(), said["url"].strip())

    def _add(self) -> None:
        self.document.make(lambda content: replace(content, references=(*content.references, Reference(""))))
        self.rows.take_focus()


def _short(title: str) -> str:
    """Give a title as long as the head of a row is wide."""
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"


def _limit(said: dict[str, str]) -> Limit:
    also = tuple(each.strip() for each in said["also"].split(",") if each.strip())
    return Limit(
        said["action"], said["role"], number_of(said["amount"]), said["above"], said["condition"],
        Per(said["per"] or Per.CASE), said["together"], also, said["step"],
    )  # fmt: skip
