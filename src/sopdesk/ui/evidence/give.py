"""Handing evidence over: exactly what will be readable is seen, value by value, before anything leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.evidence import Cover
from sopdesk.domain.person import Right
from sopdesk.services.parcel import PRINTED, Choice, Parcel, Redaction
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_export, save_file
from sopdesk.ui.screen import Screen
from sopdesk.ui.style import resources
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.lines import Line, LinesView
from sopdesk.ui.widgets.rows import Flow
from sopdesk.views.evidence import EvidencePreview, NamedFile, SealedValue
from sopdesk.views.people import PersonView

SHOWN = 2000
"""So many values are listed one by one; of more the fields are chosen."""


class GiveScreen(Screen):
    """Shows what a bundle of evidence would carry; each sealed value goes along, or stays."""

    needs_person = True
    right = Right.EXPORT

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.redaction = Redaction()
        self.choice: Choice | None = None
        self.parcel: Parcel | None = None
        self.preview: EvidencePreview | None = None
        self._asked = ""
        self.names = Tick(self.tr("Names of those who work here"))
        self.files = Tick(self.tr("Pictures and other files"))
        for each in (self.names, self.files):
            each.setChecked(True)
            each.toggled.connect(self._ticked)
        self.fields = Flow()
        self.by_field = label(self.tr("Press a kind of value to keep all of it back:"), "soft")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Whom it is for, and why"))
        self.reason.setPlaceholderText(self.tr("Whom it is for, and why"))
        self.sum = label("", "strong")
        self.echoes = label("", "wrong", wraps=False)
        self.keep_echoes = button(self.tr("Keep those back, too"), self.keep_echoes_back, kind="quiet", icon="lock")
        self.list = LinesView(self.tr("What can be read, and what is kept back"))
        self.list.setMinimumHeight(tokens.COLUMN // 2)
        self.list.chosen.connect(self._turn_value)
        self.keep(self.reason, "reason")
        self.add_act(self.tr("Save the verifier"), self.save_verifier, icon="verify")
        self.add_act(self.tr("Save the bundle alone"), self.hand_over_bundle, icon="export")
        self.case_act = self.add_act(self.tr("Save the case file"), self.hand_over_case, icon="print")
        self.add_act(self.tr("Hand over"), self.hand_over, kind="primary", icon="export")
        said = self.tr(
            "Every entry leaves with its proof; of what is kept back, the place and the field are named, and no word "
            "is in the file. Whoever gets it checks it with the verifier, without this program."
        )
        ticks = Flow()
        ticks.add(self.names)
        ticks.add(self.files)
        self.body.addWidget(Card(label(said, "soft"), self.reason, ticks, self.by_field, self.fields))
        self.body.addWidget(self.sum)
        said_again = Flow()
        said_again.add(self.echoes)
        said_again.add(self.keep_echoes)
        self.body.addWidget(said_again)
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Ask what would leave; what was chosen to stay is forgotten when something else is handed over."""
        if self.person is None:
            return
        asked = f"{self.id} {sorted(self.more.items())}"
        if asked != self._asked:
            self._asked, self.redaction = asked, Redaction()
            for each in (self.names, self.files):
                each.blockSignals(True)
                each.setChecked(True)
                each.blockSignals(False)
            self.choice = self.parcel = self.preview = None
            self._gather(self.person.id)

    def _gather(self, by: str) -> None:
        """Read what is asked for beside the window: of a period it may be much."""
        evidence, asked = self.workspace.evidence, self._asked
        choice = evidence.chosen(self.id, first=self.more.get("first", ""), last=self.more.get("last", ""), by=by)
        self.set_title(self.tr("Hand over evidence"), choice.words)
        self.case_act.setVisible(choice.cover is Cover.CASE)
        self.sum.setText(self.tr("What would leave is being read …"))
        self.fields.clear()
        self.list.set_lines([])

        def take(parcel: Parcel) -> None:
            if asked == self._asked:
                self.choice, self.parcel = choice, parcel
                self._show()

        work = partial(evidence.gather, choice, by=by)
        what = self.tr("Reading what would leave")
        self.frame.run_in_background(what, lambda _progress, _cancelled: work(), take, self.message.fail, quiet=True)

    def hand_over(self) -> None:
        """Save signed pages with the bundle in them; the house states what it carries, and that it left is recorded."""
        self._ask(self._save_pages)

    def hand_over_bundle(self) -> None:
        """Save the bundle without pages."""
        self._ask(self._save_bundle)

    def hand_over_case(self) -> None:
        """Save the case as it is read from top to bottom, without the bundle; what is kept back is nowhere in it."""
        self._ask(self._save_case)

    def keep_echoes_back(self) -> None:
        """Keep back also what goes along and says what is kept back elsewhere."""
        if self.preview is not None:
            self.redaction = replace(self.redaction, values=self.redaction.values | self.preview.echoes)
            self._show()

    def _ask(self, save: Callable[[PersonView], None]) -> None:
        why = self.tr("What is handed over is recorded, with its own proof.")
        self.frame.require_person(save, right=Right.EXPORT, why=why)

    def save_verifier(self) -> None:
        """Save the page with which anybody checks evidence in a browser."""
        page = resources() / "verifier" / "verifier.html"
        save_file(
            self, "verifier.html", self.tr("Saving the verifier"), lambda _progress, _cancelled: page.read_bytes()
        )

    def _save_pages(self, who: PersonView) -> None:
        self._save(who, self.workspace.evidence.pdf, "evidence.pdf", self.tr("Printing the evidence"), long=True)

    def _save_bundle(self, who: PersonView) -> None:
        self._save(who, self.workspace.evidence.bundle, "evidence.json", self.tr("Gathering the evidence"))

    def _save_case(self, who: PersonView) -> None:
        self._save(who, self.workspace.evidence.case_file, "case.pdf", self.tr("Printing the case file"))

    def _save(self, who: PersonView, make: Callable[..., bytes], name: str, what: str, *, long: bool = False) -> None:
        """Save what `make` gives of what is chosen now; `long` work tells how far it is, and can be cancelled."""
        if self.choice is None:
            return
        made = partial(make, choice=self.choice, redaction=self.redaction, by=who.id, reason=self.reason.text())
        save_export(self, name, what, lambda exports, progress, cancelled: (
            made(exports, progress=progress, cancelled=cancelled) if long else made(exports)
        ))  # fmt: skip
        self.forget("reason")

    def _ticked(self) -> None:
        self.redaction = replace(self.redaction, names=not self.names.isChecked(), files=not self.files.isChecked())
        self._show()

    def _turn_value(self, value: object) -> None:
        """Keep one value or one file back, or let it go along after all."""
        if isinstance(value, NamedFile):
            self.redaction = replace(self.redaction, single=self.redaction.single ^ {value.digest})
            self._show()
        if isinstance(value, SealedValue):
            place = frozenset({(value.place, value.field)})
            values = self.redaction.values - place if value.kept_back else self.redaction.values | place
            self.redaction = replace(self.redaction, values=values)
            self._show()

    def _turn_field(self, name: str) -> None:
        fields = self.redaction.fields ^ {name}
        self.redaction = replace(self.redaction, fields=fields)
        self._show()

    def _show(self) -> None:
        if self.parcel is None:
            return
        self.preview = preview = self.workspace.evidence.preview(self.parcel, self.redaction)
        number = self.frame.times.number
        said = self.tr("Entries: {n}. Sealed values that can be read: {readable}; kept back: {kept}. Files: {files}.")
        readable = len(preview.values) - preview.kept_back
        self.sum.setText(said.format(
            n=number(preview.entries), readable=number(readable), kept=number(preview.kept_back),
            files=number(len(preview.files)),
        ))  # fmt: skip
        self._say_echoes(len(preview.echoes))
        self.fields.clear()
        counts = Counter(each.field for each in preview.values if not each.fixed and each.field not in PRINTED)
        for name in sorted(counts, key=self._word):
            self._add_chip(
                f"{self._word(name)} · {number(counts[name])}", partial(self._turn_field, name),
                kept=name in self.redaction.fields,
            )  # fmt: skip
        for party, name in preview.parties:
            words = self.tr("Everything about {name}").format(name=name)
            self._add_chip(words, partial(self._turn_party, party), kept=party in self.redaction.parties)
        self.fields.arrange()
        self.by_field.setVisible(bool(counts))
        files = () if self.redaction.files else preview.named
        lines = [*map(self._file_line, files), *(self._line(each) for each in preview.values[:SHOWN])]
        self.list.set_lines(lines)

    def _say_echoes(self, count: int) -> None:
        """Say how many values that go along repeat what is kept back."""
        said = self.tr("Values that go along and still say what is kept back elsewhere: {n}.")
        self.echoes.setText(said.format(n=self.frame.times.number(count)))
        for each in (self.echoes, self.keep_echoes):
            each.setVisible(bool(count))

    def _add_chip(self, words: str, turn: Callable[[], None], *, kept: bool) -> None:
        chip = button(words, turn, kind="choice", icon="lock" if kept else "")
        chip.setAccessibleName(
            (self.tr("{field}: kept back") if kept else self.tr("{field}: goes along")).format(field=words)
        )
        chip.setCheckable(True)
        chip.setChecked(kept)
        self.fields.add(chip)

    def _turn_party(self, party: str) -> None:
        self.redaction = replace(self.redaction, parties=self.redaction.parties ^ {party})
        self._show()

    def _file_line(self, file: NamedFile) -> Line:
        single = file.digest in self.redaction.single
        act = self.tr("Let it go") if single else "" if file.kept_back else self.tr("Keep back")
        chip = self.tr("Kept back") if file.kept_back else self.tr("Goes along")
        tone = "warning" if file.kept_back else "plain"
        return Line(self.tr("File"), file.name or file.digest[:16], chip, tone, "", act, data=file)

    def _word(self, name: str) -> str:
        words = {
            "text": self.tr("Notes"),
            "notes": self.tr("Notes of a hand-over"),
            "because": self.tr("Because (causes)"),
            "why": self.tr("Why (causes)"),
            "further": self.tr("Further about a person"),
            "strokes": self.tr("Signature by finger"),
            "unusual": self.tr("Unusual (hand-overs)"),
            "personal": self.tr("Fields of the form"),
            "now": self.tr("After a correction"),
            "was": self.tr("Before a correction"),
            "printed_name": self.tr("Name under a signature"),
            "name_salt": self.tr("Key to the name under a signature"),
            "verifier": self.tr("Hash of a PIN or password"),
            "private_key": self.tr("Private key, encrypted"),
        }
        return words.get(name, name.replace("_", " ").capitalize())

    def _line(self, value: SealedValue) -> Line:
        times = self.frame.times
        note = f"{times.moment(value.at)} · {value.who} · {value.told}"
        word = self._word(value.field)
        if value.fixed:
            never = self.tr("Never leaves the house: with it a password could be guessed")
            return Line(word, never, self.tr("Kept back"), "plain", note, icon="lock")
        echoes = self.preview is not None and (value.place, value.field) in self.preview.echoes
        says = self.tr("Says what is kept back") if echoes else self.tr("Can be read")
        chip = self.tr("Kept back") if value.kept_back else says
        single = (value.place, value.field) in self.redaction.values
        act = self.tr("Let it go") if single else "" if value.kept_back else self.tr("Keep back")
        tone = "warning" if value.kept_back or echoes else "plain"
        return Line(word, value.text, chip, tone, note, act, data=value)
