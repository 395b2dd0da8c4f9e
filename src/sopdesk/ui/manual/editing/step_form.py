"""The form of one step: what is done, by whom, within which time; warnings, tips, pictures, lines to tick, answers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal

from sopdesk.domain import editing
from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.domain.sop import Answer, Branch, Format, Item, Phase, Picture, Procedure, Step
from sopdesk.ui import tokens
from sopdesk.ui.manual.editing.document import Document
from sopdesk.ui.manual.editing.forms import Around, PlaceForm
from sopdesk.ui.manual.editing.numbers import minutes_of, no_minutes, number_of
from sopdesk.ui.manual.editing.rows_field import Column, RowsField, field_key
from sopdesk.ui.manual.editing.words_field import TextsField
from sopdesk.ui.manual.words import PHASES, role_word, tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.choices import Choices
from sopdesk.ui.widgets.form import Form, Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import Flow

ASKS = {
    Answer.TICK: "a tick", Answer.NUMBER: "a number", Answer.AMOUNT: "an amount", Answer.TEXT: "words",
    Answer.CHOICE: "a choice", Answer.PHOTO: "a photo", Answer.SECOND: "a second person", Answer.CASH: "cash, counted",
}  # fmt: skip
COUNTS = ("asks", (Answer.NUMBER, Answer.AMOUNT))
BOUNDED = ("asks", (Answer.NUMBER, Answer.AMOUNT, Answer.CASH))
CHOOSES = ("asks", (Answer.CHOICE,))
NUMBERS = ("low", "high", "expected")
BETWEEN = "/"
"""Stands between the answers of a choice where they are typed."""


class StepForm(PlaceForm):
    """A step by its id. `split` and `joined` tell of acts on the outline, `choose_picture` asks for a file."""

    split = Signal(int)
    joined = Signal()
    choose_picture = Signal()

    def __init__(self, document: Document, around: Around, name: str) -> None:
        super().__init__(document, around)
        self._name, self.place = name, f"step:{name}"
        which = document.content.format
        asks = which is Format.WORKFLOW
        title = self.tr("Question") if asks else self.tr("What is done, in a few words")
        self.title = Form([Question("title", title)])
        self.text = self.markdown(5, self.tr("How it is done"))
        roles = (("", self.tr("nobody in particular")), *around.roles)
        self.facts = Form([
            Question("role", self.tr("Who"), choices=roles),
            Question("must", self.tr("Must be done: leaving it out is a fault"), "check"),
            Question("minutes", self.tr("Within how many minutes"), hint=self.tr("Empty: no limit.")),
            Question("phase", self.tr("When"), choices=tuple((each.value, tr(PHASES[each])) for each in Phase)),
            Question("evidence", self.tr("What is kept as evidence")),
        ])  # fmt: skip
        self.warnings = TextsField(self.tr("Warnings"), self.tr("Add a warning"))
        self.tips = TextsField(self.tr("Tips"), self.tr("Add a tip"))
        self.items = self._items()
        self.branches = self._branches()
        self.pictures = RowsField(
            self.tr("Pictures"),
            [Column("alt", self.tr("What it shows, for those who cannot see it"), wide=True),
             Column("caption", self.tr("Words below it"), wide=True)],
            self.tr("Add a picture"),
        )  # fmt: skip
        self._lay_out(asks=asks, ticks=which is Format.CHECKLIST)
        self._connect()

    def fill(self, content: Procedure) -> None:
        """Fill the fields."""
        step = content.step(self._name)
        if step is None:
            return
        wanted = {
            "role": step.role, "must": "yes" if step.must else "", "phase": str(step.phase or ""),
            "minutes": self.as_typed("minutes", "" if step.minutes is None else str(step.minutes)),
            "evidence": step.evidence,
        }  # fmt: skip
        for form, values in ((self.title, {"title": step.title}), (self.facts, wanted)):
            now = form.values()
            form.set_values({name: value for name, value in values.items() if now[name] != value})
        self._say_minutes()
        self.text.set_text(step.text)
        self.warnings.set_texts(step.warnings)
        self.tips.set_texts(step.tips)
        self.pictures.set_rows([{"source": e.source, "alt": e.alt, "caption": e.caption, "id": e.id}
                                for e in step.pictures])  # fmt: skip
        self.items.set_rows([
            {**said, **{each: self.as_typed(field_key(each, said, 0), said[each]) for each in NUMBERS}}
            for said in map(_item_row, step.items)
        ])  # fmt: skip
        self.branches.offer("go", targets(content, self._name, self.around.roles))
        self.branches.set_rows([{"answer": e.answer, "go": e.go, "action": e.action} for e in step.branches])
        for texts in (self.warnings, self.tips):
            self._adopt_all(texts)

    def read(self, content: Procedure) -> Procedure:
        """Give the content with this step as it stands in the fields."""
        old = content.step(self._name)
        if old is None:
            return content
        said = {**self.title.values(), **self.facts.values()}
        had = {each.id: each for each in old.items}
        new = replace(
            old, text=self.text.toPlainText(), role=said["role"], must=bool(said["must"]),
            minutes=minutes_of(said["minutes"]),
            phase=Phase(said["phase"]) if said["phase"] else None, evidence=said["evidence"],
            warnings=self.warnings.texts(), tips=self.tips.texts(),
            pictures=tuple(Picture(e["source"], e["alt"], e["caption"], e["id"]) for e in self.pictures.rows()),
            items=tuple(_item(each, had.get(each["id"])) for each in self.items.rows()),
            branches=tuple(Branch(e["answer"], e["go"] or DONE, e["action"]) for e in self.branches.rows()),
        )  # fmt: skip
        written = editing.change_step(content, self._name, **{
            name: getattr(new, name) for name in Step.__dataclass_fields__ if name not in {"id", "level", "title"}
        })  # fmt: skip
        return editing.rename_step(written, self._name, said["title"])

    def unread(self) -> dict[str, str]:
        """Give the minutes and bounds that are no numbers."""
        minutes = self.facts.values()["minutes"]
        return {**({"minutes": minutes} if no_minutes(minutes) else {}), **self.items.unread()}

    def add_item(self) -> None:
        """Add a line to tick, and go there."""
        name = self.document.new_id("line")
        self.document.make(lambda content: editing.add_item(content, self._name, name))
        self.items.take_focus()

    def add_branch(self) -> None:
        """Add an answer, and go there."""
        step = self.document.content.step(self._name)
        if step is not None:
            branches = (*step.branches, Branch("", DONE))
            self.document.make(lambda content: editing.change_step(content, self._name, branches=branches))
            self.branches.take_focus()

    # -- pieces

    def _lay_out(self, *, asks: bool, ticks: bool) -> None:
        acts = Flow(tokens.HAIR)
        acts.add(button(self.tr("Split here"), self.split_here, kind="quiet"))
        acts.add(button(self.tr("Join with the step before"), self.joined.emit, kind="quiet"))
        how = label(self.tr("How it is done"), "label")
        how.setBuddy(self.text)
        first = (self.branches,) if asks else (self.items,) if ticks else ()
        last = [each for each in (self.items, self.branches) if each not in first]
        beside = (self.warnings, self.tips, self.pictures, self.facts)
        for each in (self.title, *first, how, self.text, acts, *beside, *last):
            self.fields.addWidget(each)

    def split_here(self) -> None:
        """Ask for the step to be cut where the cursor stands in its text."""
        self.split.emit(self.text.textCursor().position())

    def _say_minutes(self) -> None:
        self.facts.say_wrong("minutes", no_minutes(self.facts.values()["minutes"]))

    def _connect(self) -> None:
        for each in (self.title, self.facts, self.warnings, self.tips, self.pictures, self.items, self.branches):
            each.changed.connect(self.take)
        self.facts.changed.connect(self._say_minutes)
        self.items.asked.connect(self.add_item)
        self.branches.asked.connect(self.add_branch)
        self.pictures.asked.connect(self.choose_picture)

    def _adopt_all(self, texts: TextsField) -> None:
        for each in texts.fields:
            if not each.property("adopted"):
                each.setProperty("adopted", True)
                each.pictured.connect(self.pictured)

    def _items(self) -> RowsField:
        return RowsField(
            self.tr("Lines to tick"),
            [
                Column("text", self.tr("What is ticked"), wide=True),
                Column("asks", self.tr("Asks for"), tuple((each.value, tr(ASKS[each])) for each in Answer)),
                Column("choices", self.tr("Answers, with / between them"), wide=True, only=CHOOSES),
                Column("failing", self.tr("Those that mean: not in order"), wide=True, only=CHOOSES),
                Column("unit", self.tr("Unit"), narrow=True, only=COUNTS),
                Column("low", self.tr("From"), narrow=True, number=True, only=BOUNDED),
                Column("high", self.tr("To"), narrow=True, number=True, only=BOUNDED),
                Column("expected", self.tr("Comes to"), narrow=True, number=True, only=("asks", (Answer.CASH,))),
                Column("must", self.tr("Must"), check=True), Column("photo", self.tr("With a photo"), check=True),
            ],
            self.tr("Add a line to tick"),
        )  # fmt: skip

    def _branches(self) -> RowsField:
        content = self.document.content
        return RowsField(
            self.tr("Answers"),
            [
                Column("answer", self.tr("Answer"), wide=True),
                Column("go", self.tr("Leads to"), targets(content, self._name, self.around.roles), wide=True),
                Column("action", self.tr("What is done then"), wide=True),
            ],
            self.tr("Add an answer"),
        )  # fmt: skip


def targets(content: Procedure, name: str, roles: Choices) -> Choices:
    """Give where an answer can lead: the other steps, done, back, up to a role, and whatever it says now."""
    numbers = content.numbers()
    steps = [(each.id, f"{numbers[each.id]}. {each.title}") for each in content.steps if each.id != name]
    ends = [(DONE, tr("Done")), (BACK, tr("Back to the question before"))]
    up = [(f"{ESCALATE}{role}", tr("Up to: {role}").format(role=words)) for role, words in roles]
    known = {value for value, _ in (*steps, *ends, *up)}
    step = content.step(name)
    said = dict.fromkeys(each.go for each in (step.branches if step else ()) if each.go not in known)
    lost = [(go, _lost(go)) for go in said]
    return (*steps, *ends, *up, *lost)


def _lost(go: str) -> str:
    if go.startswith(ESCALATE):
        return tr("Up to: {role}").format(role=role_word(go.removeprefix(ESCALATE)))
    return tr("(nowhere: {target})").format(target=go)


def _item_row(item: Item) -> dict[str, str]:
    numbers: dict[str, Decimal | None] = {each: getattr(item, each) for each in NUMBERS}
    between = f" {BETWEEN} "
    return {
        "id": item.id, "text": item.text, "asks": item.asks.value, "unit": item.unit,
        **{name: "" if each is None else f"{each:f}" for name, each in numbers.items()},
        "choices": between.join(item.choices), "failing": between.join(item.failing),
        "must": "yes" if item.must else "", "photo": "yes" if item.photo else "",
    }  # fmt: skip


def _item(said: dict[str, str], old: Item | None = None) -> Item:
    row = _item_row(old) if old else {}
    choices, failing = (
        getattr(old, name) if old and row[name] == said[name] else _answers(said[name])
        for name in ("choices", "failing")
    )
    return Item(
        said["id"], said["text"], Answer(said["asks"] or Answer.TICK), said["unit"], number_of(said["low"]),
        number_of(said["high"]), bool(said["must"]), choices, failing, bool(said["photo"]), number_of(said["expected"]),
    )  # fmt: skip


def _answers(typed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in typed.split(BETWEEN) if each.strip())
