"""Taking in a table of incidents: read, mapped, its dates decided, looked over, then imported beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Trouble
from sopdesk.ui.frame import Frame
from sopdesk.ui.imports.coming import ComingIn
from sopdesk.ui.imports.dates import DatesForm
from sopdesk.ui.imports.mapping import MappingForm
from sopdesk.ui.imports.table_view import TableView
from sopdesk.ui.imports.value_words import ValueWords
from sopdesk.ui.imports.words import SEPARATORS, tr
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card, EmptyState
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row
from sopdesk.views.imports import TablePreview
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.services.incident_imports import IncidentReport
    from sopdesk.services.table_import import TableImport

FIRST_ROWS = 5


class ImportIncidentsScreen(Screen):
    """Every choice changes the preview below at once; nothing comes in before the button at the top is pressed."""

    needs_person = True
    right = Right.IMPORT
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("Import incidents"), self.tr("A table (CSV, XLSX) of complaints or accidents from elsewhere")
        )
        self.table: TableImport | None = None
        self.preview: TablePreview | None = None
        self._looking = self._again = self._taking = self._over = False
        self.pick_button = self.add_act(self.tr("Choose another table"), self.pick, icon="import")
        self.take_button = self.add_act(self.tr("Import"), self.take, kind="primary", icon="check")
        self.about = label("", "soft")
        self.rows = TableView(self.tr("The first rows of the table"))
        self.mapping, self.dates = MappingForm(), DatesForm(frame.times)
        self.values = ValueWords(frame.times)
        self.coming = ComingIn(frame.times, self.save_errors)
        self.cards = (
            Card(self.about, self.rows, title=self.tr("The table")),
            Card(self.mapping, self._files(), title=self.tr("Which column is what")),
            Card(self.values, title=self.tr("What its words mean")),
            Card(self.dates, title=self.tr("Dates")),
            Card(self.coming, title=self.tr("What would come in")),
        )
        self.empty = EmptyState(
            "import",
            self.tr("Bring the incidents that you have already"),
            self.tr("Choose a table saved as CSV or XLSX. You say which column is what and see the incidents before "
                    "they come in; rows with mistakes stay out and are listed."),
            self.tr("Choose a table"),
            self.pick,
        )  # fmt: skip
        self._lay_out_body()

    def refresh(self) -> None:
        """Show the table that is open, if one is."""
        is_open = self.table is not None
        for each in (*self.cards, self.pick_button):
            each.setVisible(is_open)
        for each in (*self.cards[:-1], self.take_button):
            each.setVisible(is_open and not self._over)
        self.empty.setVisible(not is_open)
        self._show_take()

    def pick(self) -> None:
        """Ask for a file and read it beside the window."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("The table of incidents"), "", self.tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)")
        )
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read a table; nothing is kept."""
        self.message.clear()
        self.frame.run_in_background(
            self.tr("Reading {file}").format(file=file.name),
            lambda _progress, _cancelled: self.workspace.imports.open_table(file),
            self._show_table,
            self.message.fail,
        )

    def look(self) -> None:
        """Ask beside the window what would come in now; while that is going on, once more afterwards."""
        table, who = self.table, self.person
        if table is None or who is None or self._over:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._show_take()
        job = self.frame.run_in_background(
            self.tr("Looking through {file}").format(file=table.name),
            lambda _progress, _cancelled: (table, table.preview(who.id)),
            lambda found: self._show_preview(*found),
            self.message.fail,
        )
        job.over.connect(self._looked)

    def take(self) -> None:
        """Import every good row; it is done beside the window, whole or not at all."""
        self.frame.require_person(
            self._take, right=Right.IMPORT, why=self.tr("Importing is recorded with the name of whoever does it.")
        )

    def save_mapping(self) -> None:
        """Save the mapping as a file, for the next table of the same kind."""
        table = self.table
        if table is not None:
            save_file(self, "mapping.json", self.tr("Saving the mapping"), lambda _p, _c: table.to_json().encode())

    def load_mapping(self) -> None:
        """Ask for the file of a mapping and take it."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A mapping"), "", self.tr("Mappings (*.json)"))
        if name:
            self.read_mapping(Path(name))

    def read_mapping(self, file: Path) -> None:
        """Take a mapping from a file; one that does not fit is refused, and the present one stays."""
        table = self.table
        if table is not None and self.attempt(lambda: table.load(_read(file)), self.tr("The mapping is loaded.")):
            self.mapping.show_table(table)
            self.values.show_table(table)
            self.look()

    def save_errors(self) -> None:
        """Save the rows that stay out as CSV, each with what is wrong with it."""
        table, errors = self.table, self.coming.out
        if table is not None and errors:
            name = f"{Path(table.name).stem}-left-out.csv"
            save_file(self, name, self.tr("Saving the rows"), lambda _p, _c: table.left_out(errors))

    def _show_table(self, table: TableImport) -> None:
        self.table, self.preview, self._over = table, None, False
        self.about.setText(self._about(table))
        self.rows.show_rows(table.columns, table.rows(FIRST_ROWS))
        self.coming.let_in.setChecked(False)
        self.mapping.show_table(table)
        self.values.show_table(table)
        self.refresh()
        self.look()

    def _about(self, table: TableImport) -> str:
        said = self.tr("{name}: {rows} rows, {columns} columns, {encoding}, cells between {separator}.").format(
            name=table.name, rows=self.frame.times.number(table.count), columns=len(table.columns),
            encoding=table.encoding, separator=tr(SEPARATORS.get(table.separator, table.separator)),
        )  # fmt: skip
        return " ".join((said, *table.notes))

    def _show_preview(self, table: TableImport, preview: TablePreview) -> None:
        if table is not self.table:
            return
        self.preview = preview
        self.dates.show_dates(table, preview.dates)
        self.coming.show_preview(preview)

    def _looked(self) -> None:
        self._looking = False
        again, self._again = self._again, False
        if again:
            self.look()
        self._show_take()

    def _chosen(self) -> None:
        if self.table is not None:
            self.mapping.show_table(self.table)
        self.look()

    def _mapped(self) -> None:
        if self.table is not None:
            self.values.show_table(self.table)
        self.look()

    def _let_in(self, on: bool) -> None:
        if self.table is not None:
            self.table.takes_twins = on
            self.look()

    def _show_take(self) -> None:
        good = self.preview.good if self.preview else 0
        said = self.tr("Import {n} incidents").format(n=self.frame.times.number(good)) if good else self.tr("Import")
        self.take_button.setText(said)
        self.take_button.setAccessibleName(said)
        self.take_button.setEnabled(bool(good) and not self._looking and not self._taking)

    def _take(self, who: PersonView) -> None:
        table = self.table
        if table is None:
            return
        self._taking = True
        self._show_take()
        job = self.frame.run_in_background(
            self.tr("Importing {file}").format(file=table.name),
            lambda progress, cancelled: table.take(who.id, progress, cancelled),
            self._taken,
            self.message.fail,
        )
        job.over.connect(self._took)

    def _taken(self, report: IncidentReport) -> None:
        self.preview, self._over = None, True
        self.frame.refresh()
        self.refresh()
        said = self.tr("{n} incidents are imported.").format(n=self.frame.times.number(report.imported))
        if report.errors:
            left = self.tr("{n} rows stayed out: save them, mend them, and import them again.")
            said += " " + left.format(n=self.frame.times.number(len(report.errors)))
        if report.twins:
            same = self.tr("{n} rows are here already, or stand twice, and stayed out.")
            said += " " + same.format(n=self.frame.times.number(len(report.twins)))
        self.coming.show_result(report.errors, report.twins)
        self.message.note(said, self.tr("Go to the incidents"), lambda: self.frame.go("incidents"))

    def _took(self) -> None:
        self._taking = False
        self._show_take()

    def _files(self) -> QHBoxLayout:
        load = button(self.tr("Load a mapping"), self.load_mapping, kind="quiet", icon="import")
        save = button(self.tr("Save the mapping"), self.save_mapping, kind="quiet", icon="export")
        return row(load, save, None)

    def _lay_out_body(self) -> None:
        self.mapping.changed.connect(self._mapped)
        self.values.changed.connect(self.look)
        self.coming.takes_twins.connect(self._let_in)
        self.dates.changed.connect(self._chosen)
        for each in self.cards:
            self.body.addWidget(each)
        self.body.addWidget(self.empty, 1)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(tr("{name} could not be read: {why}.").format(name=file.name, why=error.strerror)) from error
