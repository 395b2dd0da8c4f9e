"""The forms of the editor: one for each kind of place, which shows its part of a procedure and gives it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sopdesk.domain import beginning
from sopdesk.domain.sop import Format, Kind, Part, Procedure, Question
from sopdesk.ui import tokens
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.keyboard import keyboard_order
from sopdesk.ui.manual.editing.places import LATER_TEXTS, TEXTS
from sopdesk.ui.manual.editing.words_field import MarkdownField, Tools
from sopdesk.ui.manual.words import FORMATS, KINDS, format_word, kind_word, tr
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.form import Form
from sopdesk.ui.widgets.form import Question as Ask
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import column

CYCLES = (1, 3, 6, 12, 24, 36)
TITLES = dict((*TEXTS, *LATER_TEXTS))
PROMPTS = {
    "purpose": "Say in a sentence or two why this procedure exists.",
    "scope": "What it is about, where and when, and over which channels.",
    "not_covered": "What somebody might look for here that stands elsewhere.",
    "definitions": "Words that not everybody uses in the same way.",
    "decision_notes": "What helps to decide when the steps leave it open.",
    "escalation": "Who is called when, by what sign, within how long.",
    "resources": "What is needed and where it lies.",
    "contact": "Whom to ask. Names and numbers of the house are fields: they fill themselves.",
    "training": "How it is learned, and how one sees that it is.",
}


def undoes(document: Document, event: QKeyEvent) -> bool:
    """Undo or redo when a key press asks for it; tell whether it did."""
    if event.matches(QKeySequence.StandardKey.Undo):
        document.undo()
        return True
    if event.matches(QKeySequence.StandardKey.Redo):
        document.redo()
        return True
    return False


@dataclass(frozen=True, slots=True)
class Around:
    """What the forms offer to choose from: the house's roles, the manual's procedures and sections, its own fields."""

    roles: Choices = ()
    procedures: Choices = ()
    sections: Sequence[str] = ()
    fields: Sequence[tuple[str, str]] = ()


class PlaceForm(QWidget):
    """A form of one place. Whatever is typed goes into the document at once; the document shows itself here again."""

    pictured = Signal(bytes)
    place = ""
    """The name of the place in the outline; only a form that asks for numbers needs it."""

    def __init__(self, document: Document, around: Around) -> None:
        super().__init__()
        self.document, self.around = document, around
        self._showing = self._taking = False
        self._last: MarkdownField | None = None
        self.fields: QVBoxLayout = column(gap=tokens.SNUG)
        self.tools = Tools(self.field_in_use, around.fields)
        self.tools.hide()
        self.setLayout(column(self.tools, self.fields, gap=tokens.SNUG))

    def show_content(self) -> None:
        """Show what the document says now."""
        if self._taking:  # the fields say already what the document has taken from them
            return
        self._showing = True
        self.fill(self.document.content)
        self._showing = False
        for each in self.findChildren(QLineEdit):
            each.installEventFilter(self)
        for one, other in pairwise(keyboard_order(self)):  # rows are made late: by themselves they would come last
            self.setTabOrder(one, other)

    def fill(self, content: Procedure) -> None:
        """Fill the fields."""
        raise NotImplementedError

    def read(self, content: Procedure) -> Procedure:
        """Give the content with what stands in the fields."""
        raise NotImplementedError

    def take(self) -> None:
        """Take what was typed into the document."""
        if not self._showing:
            old = self.document.content
            new = self.read(old)
            self._taking = True
            unread = {key: typed for key, typed in self.document.unread.items() if key[0] != self.place}
            unread |= {(self.place, name): typed for name, typed in self.unread().items()}
            self.document.change(new, key=f"{id(self)}:{_differing(old, new)}", unread=unread)
            self._taking = False

    def unread(self) -> dict[str, str]:
        """Give by field what stands where a number belongs and is none."""
        return {}

    def as_typed(self, name: str, said: str) -> str:
        """Give what a field for a number shows: the number, or what was typed instead of one."""
        return said or self.document.unread.get((self.place, name), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take undo and redo away from single lines: the whole procedure has one undo."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and undoes(self.document, event):
            return True
        return super().eventFilter(watched, event)

    def markdown(self, lines: int, name: str) -> MarkdownField:
        """Make a field for Markdown, with the buttons above the form."""
        field = MarkdownField(lines, name)
        self.adopt(field)
        return field

    def adopt(self, field: MarkdownField) -> None:
        """Have a field write into the document and use the buttons."""
        field.textChanged.connect(self.take)
        field.pictured.connect(self.pictured)
        self._last = self._last or field
        self.tools.show()

    def field_in_use(self) -> MarkdownField | None:
        """Give the Markdown field that has the keyboard, or had it last."""
        at = self.focusWidget()
        if isinstance(at, MarkdownField):
            self._last = at
        return self._last

    def take_focus(self) -> None:
        """Take the keyboard to the first field."""
        for each in keyboard_order(self):
            if each.isVisibleTo(self) and not self.tools.isAncestorOf(each):
                each.setFocus(Qt.FocusReason.TabFocusReason)  # a line is chosen whole: the first letter replaces it
                return


class HeadForm(PlaceForm):
    """Number, title, and how the procedure is filed."""

    def __init__(self, document: Document, around: Around) -> None:
        super().__init__(document, around)
        sections = self.tr("So far: {names}").format(names=", ".join(around.sections)) if around.sections else ""
        self.form = Form([
            Ask("title", self.tr("Title"), needed=True),
            Ask("number", self.tr("Number"), needed=True, hint=self.tr("Kept for ever; never used for anything else.")),
            Ask("kind", self.tr("Kind"), choices=tuple((each.value, kind_word(each)) for each in KINDS), needed=True),
            Ask("format", self.tr("Format"), choices=tuple((each.value, format_word(each)) for each in FORMATS),
                needed=True),
            Ask("section", self.tr("Section"), hint=sections),
            Ask("owner", self.tr("Owner"), choices=around.roles, hint=self.tr("Who keeps it true.")),
            Ask("review", self.tr("Reviewed every"), choices=tuple(
                (str(n), self.tr("{n} months").format(n=n)) for n in CYCLES)),
            Ask("channels", self.tr("Channels"), hint=self.tr("face to face, phone, e-mail, chat …")),
            Ask("when", self.tr("When (a checklist)"),
                hint=self.tr("As “every weekday by 09:30”. It proposes a plan; the house’s plan stays until changed.")),
            Ask("in_order", self.tr("Phases in order: before, then during, then after (a checklist)"), "check"),
        ])  # fmt: skip
        self.form.changed.connect(self.take_head)
        self.fields.addWidget(self.form)

    def take_head(self) -> None:
        """Take what was filled in; another kind or format may begin with another owner."""
        was = self.document.content
        self.take()
        now = self.document.content
        if (was.kind, was.format) != (now.kind, now.format):
            self.show_content()

    def fill(self, content: Procedure) -> None:
        """Fill the fields."""
        wanted = {
            "title": content.title, "number": content.number, "kind": content.kind.value,
            "format": content.format.value, "section": content.section, "owner": content.owner,
            "review": str(content.review_months), "channels": ", ".join(content.channels),
            "when": content.when, "in_order": "yes" if content.in_order else "",
        }  # fmt: skip
        now = self.form.values()
        if tuple(_parted(now["channels"])) == content.channels:
            wanted["channels"] = now["channels"]  # a comma that is being typed
        self.form.set_values({name: value for name, value in wanted.items() if now[name] != value})

    def read(self, content: Procedure) -> Procedure:
        """Give the content with this head; what is not chosen stays as it was."""
        said = self.form.values()
        kind, which = Kind(said["kind"] or content.kind), Format(said["format"] or content.format)
        if (kind, which) != (content.kind, content.format):
            return beginning.turn(content, kind, which)
        return replace(
            content, title=said["title"], number=said["number"].strip(), section=said["section"].strip(),
            owner=said["owner"] or content.owner, review_months=int(said["review"] or content.review_months),
            channels=tuple(_parted(said["channels"])), when=said["when"],
            in_order=bool(said["in_order"]),
        )  # fmt: skip


class TextForm(PlaceForm):
    """One part that is plain Markdown."""

    def __init__(self, document: Document, around: Around, name: str) -> None:
        super().__init__(document, around)
        self._name = name
        self.text = self.markdown(12, tr(TITLES[name]))
        self.text.setPlaceholderText(tr(PROMPTS[name]))
        self.fields.addWidget(label(tr(TITLES[name]), "heading"))
        self.fields.addWidget(self.text)

    def fill(self, content: Procedure) -> None:
        """Fill the field."""
        self.text.set_text(getattr(content, self._name))

    def read(self, content: Procedure) -> Procedure:
        """Give the content with this text."""
        text: dict[str, Any] = {self._name: self.text.toPlainText()}
        return replace(content, **text)


class QuestionForm(PlaceForm):
    """One question that customers or staff ask, and its answer."""

    def __init__(self, document: Document, around: Around, name: str) -> None:
        super().__init__(document, around)
        self._name = name
        self.form = Form([Ask("question", self.tr("Question"), hint=self.tr("As people ask it."))])
        self.form.changed.connect(self.take)
        self.answer = self.markdown(10, self.tr("Answer"))
        for each in (self.form, label(self.tr("Answer"), "label"), self.answer):
            self.fields.addWidget(each)

    def fill(self, content: Procedure) -> None:
        """Fill the fields."""
        found = next((each for each in content.questions if each.id == self._name), Question(self._name, "", ""))
        if self.form.values()["question"] != found.question:
            self.form.set_values({"question": found.question})
        self.answer.set_text(found.answer)

    def read(self, content: Procedure) -> Procedure:
        """Give the content with this question."""
        new = Question(self._name, self.form.values()["question"], self.answer.toPlainText())
        return replace(content, questions=tuple(new if each.id == self._name else each for each in content.questions))


class PartForm(PlaceForm):
    """A part of the procedure's own: a title and Markdown."""

    def __init__(self, document: Document, around: Around, place: int) -> None:
        super().__init__(document, around)
        self._place = place
        self.form = Form([Ask("title", self.tr("Title of this part"))])
        self.form.changed.connect(self.take)
        self.text = self.markdown(10, self.tr("Text"))
        for each in (self.form, label(self.tr("Text"), "label"), self.text):
            self.fields.addWidget(each)

    def fill(self, content: Procedure) -> None:
        """Fill the fields."""
        if self._place < len(content.parts):
            part = content.parts[self._place]
            if self.form.values()["title"] != part.title:
                self.form.set_values({"title": part.title})
            self.text.set_text(part.text)

    def read(self, content: Procedure) -> Procedure:
        """Give the content with this part."""
        if self._place >= len(content.parts):
            return content
        old = content.parts[self._place]
        new = Part(self.form.values()["title"], self.text.toPlainText(), old.id)
        return replace(content, parts=(*content.parts[: self._place], new, *content.parts[self._place + 1 :]))


def _parted(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _differing(old: Procedure, new: Procedure) -> str:
    """Name what one change touches, down to a step's parts, so that typing in one field is one act for undo."""
    names = [name for name in Procedure.__dataclass_fields__ if getattr(old, name) != getattr(new, name)]
    if names == ["steps"] and len(old.steps) == len(new.steps):
        for one, other in zip(old.steps, new.steps, strict=True):
            if one != other:
                parts = [name for name in type(one).__dataclass_fields__ if getattr(one, name) != getattr(other, name)]
                return f"{one.id}:{','.join(parts)}"
    return ",".join(names)
