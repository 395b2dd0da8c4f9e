"""What can be done with the files attached to an incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.attachment import Way
from sopdesk.domain.attachment_words import DRAWN_APART, PAGED, READABLE, saved_name
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui.incidents.large_pages import LargePages
from sopdesk.ui.incidents.large_text import LargeText
from sopdesk.ui.manual.drawing import LARGE, draw
from sopdesk.ui.manual.picture import LargePicture
from sopdesk.ui.overlay import Overlay
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.form import Question
from sopdesk.views.attachments import AttachmentView, DrawnPages, GivenFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.incidents.file import FileScreen

Given = Path | GivenFile
_APART = ":"


class AttachmentActs(QObject):
    """Opens the sheets and asks the services to act."""

    def __init__(self, screen: FileScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._files = screen.workspace.incident_files

    def choose(self) -> None:
        """Ask for files and attach them."""
        names, _ = QFileDialog.getOpenFileNames(self._screen, self.tr("Attach files"), "")
        if names:
            self.attach([Path(each) for each in names], Way.FILE)

    def attach(self, given: Sequence[Given], way: Way) -> None:
        """Ask what some files show, then attach them; what cannot be taken is said first, and the others stay."""
        fit, wrong, told = list[Given](), list[str](), list[str]()
        for each in given:
            try:
                self._check(each)
                told += filter(None, [self._files.warning(each)])
            except Refusal as no:
                wrong.append(no.sentence)
            else:
                fit.append(each)
        if wrong:
            self._screen.message.fail(" ".join(wrong))
        if fit:
            self._screen.frame.require_person(lambda who: self._ask(who, fit, way, wrong, told), right=Right.LOG)

    def open_file(self, each: AttachmentView) -> None:
        """Show a picture or the pages of a PDF over the whole window, or read a text; the digest stands with it."""
        screen = self._screen
        if screen.person is None:
            return
        said = self.tr("{name}. SHA-256 {digest}").format(name=each.description or each.name, digest=each.digest)
        if each.media_type in DRAWN_APART:
            self._draw_apart(each, screen.person.id, said)
            return
        try:
            over = self._text(each, screen.person.id, said) or self._picture(each, screen.person.id, said)
        except Refusal as no:
            screen.message.fail(no.sentence)
            return
        over.open()
        over.setFocus()

    def save_copy(self, each: AttachmentView) -> None:
        """Save a file as it is kept; it is recorded that it left."""

        def save(who: PersonView) -> None:
            save_export(
                self._screen, saved_name(each.name, each.media_type), self.tr("Saving {name}").format(name=each.name),
                lambda exports, _progress, _cancelled: self._files.hand_out(
                    exports, by=who.id, incident=self._screen.id, digest=each.digest),
            )  # fmt: skip

        why = self.tr("Taking a file along is recorded.")
        self._screen.frame.require_person(save, right=Right.EXPORT, why=why)

    def correct(self, each: AttachmentView) -> None:
        """Say something else about an attachment: first what is wrong, then what it says now and why."""
        labels = {
            "description": self.tr("What it shows"), "party": self.tr("Whom it is about"),
            "entry": self.tr("To what in the file it belongs"),
        }  # fmt: skip

        def chosen(answers: dict[str, str]) -> None:
            QTimer.singleShot(0, self._screen, lambda: self._ask_correction(each, answers["field"], labels))

        asked = [Question("field", self.tr("What is wrong"), "choice", tuple(labels.items()), needed=True)]
        title = self.tr("Correct what is said of {name}").format(name=each.name)
        self._screen.frame.require_person(
            lambda _who: self._screen.ask(title, asked, self.tr("Go on"), chosen), right=Right.HANDLE
        )

    def _ask_correction(self, each: AttachmentView, field: str, labels: dict[str, str]) -> None:
        choices = {"party": self._people(), "entry": self._entries()}
        kind = "line" if field == "description" else "pick"
        now = Question("now", labels[field], kind, choices.get(field, ()))
        why = Question("reason", self.tr("Why it is corrected"), needed=True)

        def act(who: PersonView, answers: dict[str, str]) -> None:
            self._files.correct(
                by=who.id, incident=self._screen.id, digest=each.digest, field=field, now=answers["now"],
                reason=answers["reason"],
            )  # fmt: skip

        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                self.tr("Correct {field}").format(field=labels[field]), [now, why], self.tr("Correct"),
                lambda answers: act(who, answers), done=self.tr("Corrected; the former value stays beside it."),
                values={"now": str(getattr(each, field))},
            ),
            right=Right.HANDLE,
        )  # fmt: skip

    def _text(self, each: AttachmentView, by: str, said: str) -> Overlay | None:
        if each.media_type not in READABLE:
            return None
        words = self._files.text(self._screen.id, each.digest, by=by)
        return LargeText(self._screen.window(), each.name, words, said)

    def _picture(self, each: AttachmentView, by: str, said: str) -> Overlay:
        image = draw(self._files.content(self._screen.id, each.digest, by=by), LARGE)
        return LargePicture(self._screen.window(), image, each.description or each.name, said)

    def _draw_apart(self, each: AttachmentView, by: str, said: str) -> None:
        """Have a stranger's PDF or HEIC drawn beside the window, and show it once it is there."""
        screen, incident, window = self._screen, self._screen.id, self._screen.window()
        previews, paged = screen.workspace.previews, each.media_type == PAGED

        def work(progress: Progress, cancelled: IsCancelled) -> DrawnPages | QImage:
            if paged:
                return previews.pages(incident, each.digest, by=by, progress=progress, cancelled=cancelled)
            return draw(previews.picture(incident, each.digest, by=by, cancelled=cancelled), LARGE)

        def show(drawn: DrawnPages | QImage) -> None:
            if screen.id != incident or not screen.isVisible() or screen.person is None:
                return
            over: Overlay
            if isinstance(drawn, DrawnPages):
                over = LargePages(window, each.name, drawn, said)
            else:
                over = LargePicture(window, drawn, each.description or each.name, said)
            over.open()
            over.setFocus()

        screen.frame.run_in_background(
            self.tr("Drawing {name}").format(name=each.name), work, show, screen.message.fail, quiet=True
        )

    def _check(self, each: Given) -> None:
        if isinstance(each, Path):
            self._files.check(each)

    def _ask(
        self, who: PersonView, given: Sequence[Given], way: Way, wrong: Sequence[str], told: Sequence[str]
    ) -> None:  # fmt: skip
        names = ", ".join(each.name or self.tr("a picture from the clipboard") for each in given)
        questions = [Question("description", self.tr("What it shows"))]
        if about := (*self._people(f"party{_APART}"), *self._entries(f"entry{_APART}")):
            questions.append(Question("about", self.tr("Whom it is about, or to what it belongs"), "pick", about))
        questions.append(Question("scan", self.tr("It is paper that was scanned"), "check"))

        def act(answers: dict[str, str]) -> None:
            taken = Way.SCAN if answers["scan"] == "yes" else way
            self._attach(who, [_of_way(each, taken) for each in given], taken, answers)

        title = self.tr("Attach 1 file") if len(given) == 1 else self.tr("Attach {n} files").format(n=len(given))
        self._screen.ask(title, questions, self.tr("Attach"), act, sentence="\n".join([names, *told]))
        if wrong:
            self._screen.message.fail(" ".join(wrong))

    def _attach(self, who: PersonView, given: Sequence[Given], way: Way, answers: dict[str, str]) -> None:
        """Attach beside the window: a large file takes a moment."""
        incident, files = self._screen.id, self._files
        field, _, about = answers.get("about", "").partition(_APART)
        where = {field: about} if about else {}

        def work(progress: Progress, cancelled: IsCancelled) -> tuple[int, list[str]]:
            done, wrong = 0, list[str]()
            for n, each in enumerate(given):
                if cancelled():
                    break
                progress(n, len(given))
                try:
                    read = files.read(each, way) if isinstance(each, Path) else each
                    files.add(by=who.id, incident=incident, given=read, description=answers["description"], **where)
                    done += 1
                except (Refusal, Trouble) as no:
                    wrong.append(no.sentence)
            return done, wrong

        self._screen.frame.run_in_background(self.tr("Attaching files"), work, self._tell)

    def _tell(self, told: tuple[int, list[str]]) -> None:
        done, wrong = told
        said = self.tr("1 file is attached.") if done == 1 else self.tr("{n} files are attached.").format(n=done)
        self._screen.frame.refresh()
        if wrong:
            self._screen.message.fail(" ".join([*([said] if done else []), *wrong]))
        else:
            self._screen.message.say(said)

    def _people(self, before: str = "") -> Choices:
        people = self._screen.file.concerned if self._screen.file else ()
        return tuple(
            (before + each.party.party, each.party.name or self.tr(each.party.role.value.capitalize()))
            for each in people
        )

    def _entries(self, before: str = "") -> Choices:
        entries = self._screen.file.entries if self._screen.file else ()
        alike = [each.spec.name for each in entries]
        return tuple(
            (before + each.entry, f"{self.tr(each.spec.label)} {alike[: n + 1].count(each.spec.name)}")
            for n, each in enumerate(entries)
        )


def _of_way(given: Given, way: Way) -> Given:
    return given if isinstance(given, Path) else replace(given, way=way)
