"""Taking in a folder of Markdown: read, looked over, handed in, and approved by somebody else, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.approving import Approving
from sopdesk.ui.manual.words import FORMAT_ICONS, WEIGHTS, format_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import EmptyState
from sopdesk.ui.widgets.choices import Chips
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.views.imports import ManualPreview, ProcedurePreview
from sopdesk.views.people import PersonView

PAGES, REMARKS, WAITING = "pages", "remarks", "waiting"


class ImportManualScreen(Screen):
    """Shows what a folder would bring before it is handed in; then what waits for approval."""

    scrolls = False
    wide = True
    needs_person = True
    right = Right.IMPORT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Import a manual"), self.tr("A folder of Markdown becomes procedures with pictures"))
        self.folder: Path | None = None
        self.preview: ManualPreview | None = None
        self.approving = Approving(self)
        self.pick_button = self.add_act(self.tr("Choose a folder"), self.pick, icon="import")
        self.approve_button = self.add_act(self.tr("Approve all of these"), self.approving.approve, icon="sign")
        self.take_button = self.add_act(self.tr("Import"), self.take, kind="primary", icon="check")
        self.view = Chips(name=self.tr("What is shown"), needed=True)
        self.view.changed.connect(lambda _view: self.refresh())
        self.about = label("", "soft")
        self.list = LinesView(self.tr("What the folder would bring"))
        self.list.chosen.connect(self._open)
        self.empty = EmptyState(
            "import",
            self.tr("Bring the manual that you have already"),
            self.tr("Choose a folder of Markdown files. You see every procedure, and what was not clear, before "
                    "anything is kept; nothing on your disk is changed."),
            self.tr("Choose a folder"),
            self.pick,
        )  # fmt: skip
        self.body.setSpacing(tokens.NEAR)
        for each in (self.view, self.about):
            self.body.addWidget(each)
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
        self.list.setVisible(bool(views))
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

    def read(self, folder: Path) -> None:
        """Read a folder; nothing is kept."""
        self.message.clear()
        self.frame.run_in_background(
            self.tr("Reading {folder}").format(folder=folder.name),
            lambda progress, cancelled: self.workspace.imports.preview_manual(folder, progress, cancelled),
            lambda preview: self._show(folder, preview),
            self.message.fail,
        )

    def take(self) -> None:
        """Hand in all that was read; it is done beside the window, whole or not at all."""
        self.frame.require_person(
            self._take, right=Right.IMPORT, why=self.tr("Importing is recorded with the name of whoever does it.")
        )

    def _show(self, folder: Path, preview: ManualPreview) -> None:
        self.folder, self.preview = folder, preview
        self.approving.forget()
        self.refresh()
        self.view.set_value(PAGES)
        self.refresh()
        taken = sum(each.taken for each in preview.procedures)
        if not preview.procedures:
            self.message.warn(self.tr("There is no page of Markdown in {folder}.").format(folder=folder.name))
        elif taken:
            said = self.tr("{n} numbers belong to other procedures already, so this folder cannot come in.")
            self.message.warn(said.format(n=taken))

    def _take(self, who: PersonView) -> None:
        folder = self.folder
        if folder is None:
            return
        self.take_button.setEnabled(False)
        self.frame.run_in_background(
            self.tr("Importing {folder}").format(folder=folder.name),
            lambda progress, cancelled: self.workspace.imports.manual(
                by=who.id, folder=folder, progress=progress, cancelled=cancelled
            ),
            lambda report: self._taken(len(report.procedures)),
            self._failed,
        ).finished.connect(self._show_take)

    def _taken(self, count: int) -> None:
        self.folder = self.preview = None
        self.frame.refresh()
        self.refresh()
        self.view.set_value(WAITING)
        self.refresh()
        said = self.tr("{n} procedures now wait for approval. Who imported them cannot approve them; a supervisor can.")
        self.message.note(said.format(n=self.frame.times.number(count)))

    def _failed(self, sentence: str) -> None:
        self.message.fail(sentence)

    def _show_take(self) -> None:
        found = self.preview
        count = len(found.procedures) if found else 0
        self.take_button.setVisible(bool(count) and self.view.value() != WAITING)
        self.take_button.setEnabled(bool(found and not any(each.taken for each in found.procedures)))
        said = self.tr("Import {n} procedures").format(n=self.frame.times.number(count))
        self.take_button.setText(said)
        self.take_button.setAccessibleName(said)

    def _views(self) -> Iterator[tuple[str, str]]:
        if self.preview is not None:
            yield PAGES, self.tr("Procedures ({n})").format(n=len(self.preview.procedures))
            yield REMARKS, self.tr("What was not clear ({n})").format(n=len(self.preview.remarks))
        if self.approving.waiting or self.approving.refused:
            yield WAITING, self.tr("Imported, waiting for approval ({n})").format(n=len(self.approving.waiting))

    def _about(self) -> str:
        if self.view.value() == WAITING:
            return self.tr("They were imported and are not in force. Whoever imported them does not approve them.")
        if self.preview is None or self.folder is None:
            return ""
        if self.view.value() == REMARKS:
            return self.tr("The procedures come in without what is named here; you can mend the files and read again.")
        said = self.tr("{folder}: {procedures} procedures in {sections} sections, {pictures} pictures")
        return said.format(
            folder=self.folder,
            procedures=len(self.preview.procedures),
            sections=len(self.preview.sections),
            pictures=self.preview.pictures,
        )

    def _lines(self) -> list[Line]:
        if self.view.value() == WAITING:
            return [*self.approving.refused_lines(), *self._waiting()]
        if self.preview is None:
            return []
        return list(self._remarks(self.preview) if self.view.value() == REMARKS else self._procedures(self.preview))

    def _procedures(self, preview: ManualPreview) -> Iterator[Line]:
        places = {section: place for place, section in enumerate(preview.sections)}
        rows = sorted(preview.procedures, key=lambda each: places[each.section])
        for section, group in groupby(rows, key=lambda each: each.section):
            yield Line(section or self.tr("Without a section"), heading=True)
            yield from (self._procedure(each) for each in group)

    def _procedure(self, each: ProcedurePreview) -> Line:
        counted = (
            (each.steps, self.tr("{n} steps")),
            (each.questions, self.tr("{n} questions")),
            (each.pictures, self.tr("{n} pictures")),
        )
        detail = " · ".join((each.number, format_word(each.format), *(words.format(n=n) for n, words in counted if n)))
        chip = (self.tr("number taken"), "danger") if each.taken else ("", "plain")
        return Line(each.title, detail, *chip, note=each.source, icon=FORMAT_ICONS[each.format])

    def _waiting(self) -> Iterator[Line]:
        if self.approving.waiting:
            yield Line(self.tr("Waiting for approval"), heading=True)
        for row, revision in self.approving.waiting:
            detail = f"{row.number} · {row.section} · {format_word(row.format)}"
            by = self.tr("imported by {name}").format(name=revision.author)
            yield Line(row.title, detail, note=by, icon=FORMAT_ICONS[row.format], data=row.id)

    def _remarks(self, preview: ManualPreview) -> Iterator[Line]:
        for each in preview.remarks:
            word, kind = WEIGHTS[each.severity]
            where = self.tr("{file}, line {line}").format(file=each.file, line=each.line)
            yield Line(each.sentence, where, self.tr(word), kind)
        if not preview.remarks:
            yield Line(self.tr("Everything was clear."), icon="check")

    def _open(self, sop: object) -> None:
        if isinstance(sop, str):
            self.frame.go("manual.approval", sop)
