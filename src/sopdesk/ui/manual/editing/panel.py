"""The middle of the editor: the form of the place that is chosen in the outline, and the acts on the outline."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.domain import editing
from sopdesk.domain.sop import Part, Picture, Procedure, Question
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.forms import Around, HeadForm, PartForm, PlaceForm, QuestionForm, TextForm
from sopdesk.ui.manual.editing.grids import DutiesForm, LimitsForm, ReferencesForm
from sopdesk.ui.manual.editing.places import main_entry, places_of
from sopdesk.ui.manual.editing.step_form import StepForm
from sopdesk.ui.widgets.rows import column

LISTS = {"duties": DutiesForm, "limits": LimitsForm, "references": ReferencesForm}


class EditingPanel(QWidget):
    """Shows the form of one place. `turned`: it is another one; `gone_to`: choose that place in the outline."""

    gone_to = Signal(str)
    turned = Signal()
    pictured = Signal(bytes)
    choose_picture = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.around = Around()
        self.place = ""
        self.form: PlaceForm | None = None
        self._kept: tuple[str, object] = ("", None)
        self._room = column()
        self.setLayout(self._room)

    def show_place(self, name: str) -> None:
        """Show the form of a place, made anew when it is another one."""
        wanted = (name, self.document.content.format if name.startswith("step:") else "")
        if self.form is None or self._kept != wanted:
            self._let_go()
            self._kept, self.place = wanted, name
            self.form = self._make(name)
            self.form.pictured.connect(self.pictured)
            self._room.addWidget(self.form)
            self.form.show()  # now, not when the window answers next: the keyboard may go there at once
            self.turned.emit()
        self.form.show_content()

    def show_again(self) -> None:
        """Follow the document; a place that is gone gives way to the head."""
        known = {each.name for each in places_of(self.document.content)}
        if self.place not in known:
            self.gone_to.emit("head")
        else:
            self.show_place(self.place)

    def take_focus(self) -> None:
        """Take the keyboard into the form."""
        if self.form is not None:
            self.form.take_focus()

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard stands in the form."""
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    # -- acts on the outline

    def add_entry(self, behind: str) -> None:
        """Put in a step, or a question in an FAQ, behind a place, and go there."""
        word, _, name = behind.partition(":")
        content = self.document.content
        if word == "question" or (word != "step" and main_entry(content.format) == "question"):
            self.add_question(name if word == "question" else "")
        else:
            new = self.document.new_id("step")
            self.document.make(lambda was: editing.add_step(was, new, name if word == "step" else ""))
            self._go(f"step:{new}")

    def add_question(self, behind: str = "") -> None:
        """Put in a question."""
        new = self.document.new_id("question")
        questions = self.document.content.questions
        at = next((n for n, each in enumerate(questions, 1) if each.id == behind), len(questions))
        self.document.make(
            lambda was: replace(was, questions=(*questions[:at], Question(new, "", ""), *questions[at:]))
        )
        self._go(f"question:{new}")

    def add_part(self) -> None:
        """Put in a part of the procedure's own, at the end."""
        new = Part("", "", self.document.new_id("part"))
        self.document.make(lambda was: replace(was, parts=(*was.parts, new)))
        self._go(f"part:{len(self.document.content.parts) - 1}")

    def move_entry(self, place: str, by: int) -> None:
        """Move a step, a question or a part over its neighbour."""
        word, _, name = place.partition(":")
        if word == "step":
            self.document.make(lambda was: editing.move_step_by(was, name, by))
        elif word == "question":
            self.document.make(lambda was: _with_question_moved(was, name, by))
        elif word == "part":
            at = int(name)
            self.document.make(lambda was: replace(was, parts=editing.moved(was.parts, at, by)))
            place = f"part:{min(max(at + by, 0), len(self.document.content.parts) - 1)}"
        self.gone_to.emit(place)

    def indent_entry(self, place: str, by: int) -> None:
        """Make a step a sub-step, or a sub-step a step."""
        if place.startswith("step:"):
            self.document.make(lambda was: editing.indent_step(was, place.partition(":")[2], by))

    def drop_entry(self, place: str, before: str) -> None:
        """Move a step to where it was dropped, before another place."""
        word, _, name = place.partition(":")
        steps = [each.id for each in self.document.content.steps]
        target, _, other = before.partition(":")
        if word == "step":
            to = steps.index(other) if target == "step" and other in steps else len(steps)
            self.document.make(lambda was: editing.move_step(was, name, to))
        elif word == "question" and target == "question":
            order = [each.id for each in self.document.content.questions]
            by = order.index(other) - order.index(name)
            self.document.make(lambda was: _with_question_moved(was, name, by - 1 if by > 0 else by))

    def remove_entry(self, place: str) -> None:
        """Take a step, a question or a part out; undo brings it back."""
        word, _, name = place.partition(":")
        names = [each.name for each in places_of(self.document.content)]
        if word == "step":
            self.document.make(lambda was: editing.remove_step(was, name))
        elif word == "question":
            self.document.make(
                lambda was: replace(was, questions=tuple(each for each in was.questions if each.id != name))
            )
        elif word == "part":
            at = int(name)
            self.document.make(lambda was: replace(was, parts=(*was.parts[:at], *was.parts[at + 1 :])))
        else:
            return
        left = {each.name for each in places_of(self.document.content)}
        before = [each for each in names[: names.index(place)] if each in left]
        self.gone_to.emit(before[-1] if before else "head")

    def split(self, at: int) -> None:
        """Cut the step that is shown at a place of its text."""
        new = self.document.new_id("step")
        name = self.place.partition(":")[2]
        self.document.make(lambda was: editing.split_step(was, name, at, new))
        self._go(f"step:{new}")

    def join(self) -> None:
        """Join the step that is shown with the one before it."""
        name = self.place.partition(":")[2]
        order = [each.id for each in self.document.content.steps]
        at = order.index(name)
        if at:
            self.document.make(lambda was: editing.join_step(was, name))
            self._go(f"step:{order[at - 1]}")

    def add_picture(self, digest: str, into: str = "") -> None:
        """Put a picture at the end of a step, by its id; else of the one that is shown, or of the last one."""
        steps = self.document.content.steps
        if not steps:
            return
        word, _, name = self.place.partition(":")
        find = self.document.content.step
        target = find(into) or (find(name) if word == "step" else None) or steps[-1]
        picture = Picture(digest, id=self.document.new_id("figure"))
        pictures = (*target.pictures, picture)
        self.document.make(lambda was: editing.change_step(was, target.id, pictures=pictures))
        self._go(f"step:{target.id}")

    # -- pieces

    def _go(self, place: str) -> None:
        self.gone_to.emit(place)
        self.take_focus()

    def _let_go(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self._room.removeWidget(self.form)

    def _make(self, name: str) -> PlaceForm:
        word, _, rest = name.partition(":")
        if word == "step":
            form = StepForm(self.document, self.around, rest)
            form.split.connect(self.split)
            form.joined.connect(self.join)
            form.choose_picture.connect(self.choose_picture)
            return form
        if word == "question":
            return QuestionForm(self.document, self.around, rest)
        if word == "part":
            return PartForm(self.document, self.around, int(rest))
        if word in LISTS:
            return LISTS[word](self.document, self.around)
        return HeadForm(self.document, self.around) if word == "head" else TextForm(self.document, self.around, word)


def _with_question_moved(content: Procedure, name: str, by: int) -> Procedure:
    at = next(n for n, each in enumerate(content.questions) if each.id == name)
    return replace(content, questions=editing.moved(content.questions, at, by))
