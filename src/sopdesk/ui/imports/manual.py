"""Taking in a folder or a document: read, looked over, changed, handed in, and approved by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.person import Right
from sopdesk.domain.problems import Weight
from sopdesk.services.manual_import import ManualImport
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.imports.columns import ColumnsForm
from sopdesk.ui.imports.manual_lines import procedure_lines, remark_lines
from sopdesk.ui.imports.page import PagePreview
from sopdesk.ui.imports.words import counts_in_words
from sopdesk.ui.manual.approving import Approving
from sopdesk.ui.manual.words import FORMAT_ICONS, format_word
from sopdesk.ui.saving import save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips, Choice
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.imports import ManualPreview, ProcedurePreview, Remark
from sopdesk.views.people import PersonView

PAGES, PAGE, COLUMNS, REMARKS, WAITING = "pages", "page", "columns", "remarks", "waiting"
MOST_LEVELS = 4
"""Levels of headings at which a document can be cut, besides leaving it whole."""


class ImportManualScreen(Screen):
    """Shows what a folder or a document would bring before it is handed in; then what waits for approval."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.IMPORT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Import a manual"), self.tr("Pages, and lists to tick, become procedures"))
        self.coming: ManualImport | None = None
        self.preview: ManualPreview | None = None
        self.approving = Approving(self)
        self.pick_button = self.add_act(self.tr("Choose a folder"), self.pick, icon="import")
        self.file_button = self.add_act(self.tr("Choose a document"), self.pick_file, icon="import")
        self.approve_button = self.add_act(self.tr("Approve all of these"), self.approving.approve, icon="sign")
        self.take_button = self.add_act(self.tr("Import"), self.take, kind="primary", icon="check")
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(lambda _view: self.refresh())
        self.levels = Choice((), name=self.tr("Where the document is cut into procedures"))
        self.levels.changed.connect(self._cut)
        self.about = label("", "soft")
        self.page = PagePreview(self)
        self.columns = ColumnsForm(self.save_left_out)
        self.columns.chosen.connect(self._choose_column)
        self.list = LinesView(self.tr("What the folder would bring"))
        self.list.chosen.connect(self._open)
        self.empty = EmptyState(
            "import",
            self.tr("Bring the manual that you have already"),
            self.tr("Choose a folder of Markdown, Word or HTML files, one document, or checklists in a table or from "
                    "SafetyCulture. You see every procedure, and what was not clear, before anything is kept; "
                    "nothing on your disk is changed."),
            self.tr("Choose a folder"),
            self.pick,
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        for each in (self.levels, self.view, self.about):
            self.body.addWidget(each)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Show the folder that was read, and what waits for approval."""
        found = self.workspace.manual.waiting()
        self.approving.waiting = [each for each in found if each[1].imported_from]
        views = list(self._views())
        self.view.offer(views)
        self.view.setVisible(bool(views))
        self.about.setVisible(bool(views))
        shown = self.view.value()
        self.page.setVisible(shown == PAGE)
        self.columns.setVisible(shown == COLUMNS)
        self.list.setVisible(bool(views) and shown not in {PAGE, COLUMNS})
        self.levels.setVisible(self.preview is not None and len(self.preview.levels) > 1)
        self.empty.setVisible(not views)
        self.pick_button.setVisible(bool(views))
        self.approve_button.setVisible(self.view.value() == WAITING and self.approving.may_approve())
        self._show_take()
        self.list.set_lines(self._lines())
        self.about.setText(self._about())

    def pick(self) -> None:
        """Ask for a folder and read it beside the window."""
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder of the manual"))
        if name:
            self.read(Path(name))

    def pick_file(self) -> None:
        """Ask for one document and read it beside the window."""
        kinds = self.tr("Documents and checklists (*.docx *.html *.htm *.md *.markdown *.csv *.tsv *.xlsx *.json)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("The document"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, place: Path, level: int = 0) -> None:
        """Read a folder, or a document cut at a level of its headings; nothing is kept."""
        self.message.clear()
        self.frame.run_in_background(
            self.tr("Reading {folder}").format(folder=place.name),
            lambda progress, cancelled: self.workspace.imports.open_manual(
                place, level=level, progress=progress, cancelled=cancelled
            ),
            self._show,
            self.message.fail,
        )

    def look_again(self) -> None:
        """Show what was changed of the pages."""
        if self.coming is not None:
            self.preview = self.coming.preview()
            self.page.show_source(self.page.source)
        self.refresh()

    def save_left_out(self) -> None:
        """Save the rows of a table that stay out, each with what is wrong, to be mended and imported again."""
        if self.coming is not None:
            self._save_rows(f"{self.coming.place.stem}-left-out.csv", self.coming.left_out())

    def take(self) -> None:
        """Hand in all that was read; it is done beside the window, whole or not at all."""
        self.frame.require_person(
            self._take, right=Right.IMPORT, why=self.tr("Importing is recorded with the name of whoever does it.")
        )

    def _show(self, coming: ManualImport) -> None:
        self.coming, self.preview = coming, coming.preview()
        self.approving.forget()
        self.page.source = ""
        self._offer_levels(self.preview)
        self.refresh()
        self.view.set_value(PAGES)
        self.refresh()
        taken = sum(each.taken for each in self.preview.procedures)
        if (table := coming.table()) is not None:
            self.columns.show_table(table)
        if table is not None and not self.preview.procedures:
            self.view.set_value(COLUMNS)
            self.refresh()
            self.message.warn(next(each.sentence for each in self.preview.remarks if each.severity is Weight.ERROR))
        elif not self.preview.procedures:
            self.message.warn(self.tr("There is no page that can be read in {folder}.").format(folder=coming.name))
        elif taken:
            said = self.tr("{n} numbers belong to other procedures already. Change them, or leave those pages out.")
            self.message.warn(said.format(n=taken))

    def _offer_levels(self, preview: ManualPreview) -> None:
        """Offer where a document is cut, with the number of procedures that this gives."""
        whole, cut = self.tr("The whole document is one procedure"), self.tr("Cut at headings of level {level}: {n}")
        self.levels.blockSignals(True)
        self.levels.offer([
            (str(level), cut.format(level=level, n=self._in_procedures(count)) if level else whole)
            for level, count in preview.levels[: MOST_LEVELS + 1]
        ])  # fmt: skip
        self.levels.set_value(str(preview.level))
        self.levels.blockSignals(False)

    def _in_procedures(self, count: int) -> str:
        return (
            self.tr("1 procedure") if count == 1 else self.tr("{n} procedures").format(n=self.frame.times.number(count))
        )

    def _choose_column(self, field: str, column: str) -> None:
        coming = self.coming
        if coming is not None and self.attempt(lambda: coming.choose_column(field, column)):
            self.look_again()
            if (table := coming.table()) is not None:
                self.columns.show_table(table)

    def _save_rows(self, name: str, rows: bytes) -> None:
        save_file(self, name, self.tr("Saving the rows"), lambda _progress, _cancelled: rows)

    def _cut(self, level: str) -> None:
        if self.coming is not None and level and int(level) != self.coming.level:
            self.read(self.coming.place, int(level))

    def _take(self, who: PersonView) -> None:
        coming = self.coming
        if coming is None:
            return
        self.take_button.setEnabled(False)
        self.frame.run_in_background(
            self.tr("Importing {folder}").format(folder=coming.name),
            lambda progress, cancelled: coming.take(by=who.id, progress=progress, cancelled=cancelled),
            lambda report: self._taken(len(report.procedures)),
            self._failed,
        ).over.connect(self._show_take)

    def _taken(self, count: int) -> None:
        rows, name = (self.coming.left_out(), self.coming.place.stem) if self.coming else (b"", "")
        self.coming = self.preview = None
        self.page.source = ""
        self.frame.refresh()
        self.refresh()
        self.view.set_value(WAITING)
        self.refresh()
        said = self.tr("{n} procedures now wait for approval. Who imported them cannot approve them; a supervisor can.")
        said = said.format(n=self.frame.times.number(count))
        if rows:
            self.message.note(said, self.tr("Save the rows that stayed out"),
                              lambda: self._save_rows(f"{name}-left-out.csv", rows))  # fmt: skip
        else:
            self.message.note(said)

    def _failed(self, sentence: str) -> None:
        self.message.fail(sentence)

    def _show_take(self) -> None:
        found = self.preview
        chosen = [each for each in found.procedures if each.chosen] if found else []
        count = len(chosen)
        self.take_button.setVisible(bool(found and found.procedures) and self.view.value() != WAITING)
        self.take_button.setEnabled(bool(chosen) and not any(each.taken for each in chosen))
        said = self.tr("Import {n}").format(n=self._in_procedures(count))
        self.take_button.setText(said)
        self.take_button.setAccessibleName(said)

    def _views(self) -> Iterator[tuple[str, str]]:
        if self.preview is not None:
            yield PAGES, self.tr("Procedures ({n})").format(n=len(self.preview.procedures))
            if self.page.source:
                yield PAGE, self.tr("One page")
            if self.coming is not None and self.coming.table() is not None:
                yield COLUMNS, self.tr("Columns")
            yield REMARKS, self.tr("What was not clear ({n})").format(n=len(self.preview.remarks))
        if self.approving.waiting or self.approving.refused:
            yield WAITING, self.tr("Imported, waiting for approval ({n})").format(n=len(self.approving.waiting))

    def _about(self) -> str:
        if self.view.value() == WAITING:
            return self.tr("They were imported and are not in force. Whoever imported them does not approve them.")
        if self.preview is None or self.coming is None or self.view.value() in {PAGE, COLUMNS}:
            return ""
        if self.view.value() == REMARKS:
            said = self.tr("What was not understood stands marked at its place; you can mend the files and read again.")
            return f"{said}\n{counts_in_words(self.preview.counts)}"
        said = self.tr("{folder} · procedures: {procedures} · sections: {sections} · pictures: {pictures}")
        return said.format(
            folder=self.coming.place,
            procedures=len(self.preview.procedures),
            sections=len(self.preview.sections),
            pictures=self.preview.pictures,
        )

    def _lines(self) -> list[Line]:
        if self.view.value() == WAITING:
            return [*self.approving.refused_lines(), *self._waiting()]
        if self.preview is None:
            return []
        return list((remark_lines if self.view.value() == REMARKS else procedure_lines)(self.preview))

    def _waiting(self) -> Iterator[Line]:
        if self.approving.waiting:
            yield Line(self.tr("Waiting for approval"), heading=True)
        for row, revision in self.approving.waiting:
            detail = f"{row.number} · {row.section} · {format_word(row.format)}"
            by = self.tr("imported by {name}").format(name=revision.author)
            yield Line(row.title, detail, note=by, icon=FORMAT_ICONS[row.format], data=row.id)

    def _open(self, what: object) -> None:
        if isinstance(what, str):
            self.frame.go("manual.approval", what)
        elif isinstance(what, (ProcedurePreview, Remark)):
            self.page.show_source(what.source if isinstance(what, ProcedurePreview) else what.file)
            if self.page.source:
                self.refresh()
                self.view.set_value(PAGE)
                self.refresh()
