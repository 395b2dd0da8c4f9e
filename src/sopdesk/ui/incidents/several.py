"""What a file holds several of: people concerned, offers, claims, statements, evidence, and incidents linked to it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QLayout, QWidget

from sopdesk.domain.field_sets.entries import ENTRIES, INQUIRY, EntrySpec
from sopdesk.domain.field_words import said
from sopdesk.domain.finger import Hand
from sopdesk.domain.party import Party
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.times import Times
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import chip, label, rule
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.ui.widgets.signature_pad import SignatureView
from sopdesk.views.incidents import EntryView, HandView, IncidentFile, PartyView


class SeveralActs(Protocol):
    """What can be done with people and entries."""

    def add_party(self) -> None:
        """Add somebody concerned."""

    def correct_party(self, party: Party) -> None:
        """Correct what is known of somebody."""

    def add_entry(self, spec: EntrySpec) -> None:
        """Begin an entry."""

    def fill_in_entry(self, entry: EntryView) -> None:
        """Fill in what is empty in an entry."""

    def correct_entry(self, entry: EntryView) -> None:
        """Correct a field of an entry."""

    def confirm_entry(self, entry: EntryView) -> None:
        """Have an entry confirmed by who said it."""

    def sign_entry(self, entry: EntryView) -> None:
        """Have an entry signed on the screen by who said it."""


class PeopleView(QWidget):
    """The people concerned, with everything that the reader may know of them."""

    def __init__(self, acts: SeveralActs) -> None:
        super().__init__()
        self._acts = acts
        self._lines = column(gap=tokens.SNUG)
        self.setLayout(self._lines)

    def show_people(self, people: tuple[PartyView, ...], *, open_: bool) -> None:
        """Show everybody; whoever is concerned can be added while the file is open."""
        clear(self._lines)
        for each in people:
            self._lines.addLayout(self._person(each, open_=open_))
        if not people:
            self._lines.addWidget(label(tr("Nobody is named yet."), "soft"))
        if open_:
            add = button(tr("Add somebody"), self._acts.add_party, kind="quiet", icon="plus")
            self._lines.addLayout(row(add, None))

    def _person(self, each: PartyView, *, open_: bool) -> QLayout:
        chips = Flow(tokens.HAIR)
        chips.add(chip(tr(each.party.role.value)))
        if each.party.injured:
            chips.add(chip(tr("injured"), "warning"))
        if each.party.confidential:
            chips.add(chip(tr("confidential"), "danger"))
        name = tr("Kept back from you") if each.withheld else each.party.name or tr("Name not given")
        told = [label(tr("{word}: {value}").format(word=word, value=value), "soft") for word, value in each.facts]
        lines = column(label(name, "strong"), chips, *told, gap=tokens.HAIR)
        if open_ and not each.withheld:
            act = button(tr("Correct"), lambda: self._acts.correct_party(each.party), kind="quiet", icon="edit")
            act.setAccessibleName(tr("Correct: {name}").format(name=name))
            lines.addLayout(row(act, None))
        return lines


class EntriesView(QWidget):
    """The entries of a file, sort by sort, each with what can be done with it."""

    def __init__(self, acts: SeveralActs, times: Times, sorts: tuple[EntrySpec, ...] = ()) -> None:
        """Show these sorts of entries, or all but those that stand on the page of the investigation."""
        super().__init__()
        self._acts, self._times, self._sorts = acts, times, sorts
        self._lines = column(gap=tokens.SNUG)
        self.setLayout(self._lines)

    def show_file(self, file: IncidentFile, *, open_: bool) -> None:
        """Show the entries of a file; they are added to and filled in while it is open."""
        clear(self._lines)
        offers = Flow(tokens.SNUG)
        specs = self._sorts or tuple(each for each in ENTRIES[file.row.kind] if each not in INQUIRY)
        for spec in specs:
            entries = [each for each in file.entries if each.spec == spec]
            if entries:
                self._lines.addWidget(label(tr(spec.plural), "strong"))
            for n, each in enumerate(entries):
                if n:
                    self._lines.addWidget(rule())
                self._lines.addLayout(self._entry(each, file, open_=open_))
            offers.add(self._offer(spec))
        if not any(each.spec in specs for each in file.entries):
            self._lines.addWidget(label(tr("None is recorded yet."), "soft"))
        if open_:
            self._lines.addWidget(offers)

    def _offer(self, spec: EntrySpec) -> QWidget:
        return button(tr(spec.label), lambda: self._acts.add_entry(spec), kind="quiet", icon="plus")

    def _entry(self, each: EntryView, file: IncidentFile, *, open_: bool) -> QLayout:
        lines = column(gap=tokens.HAIR)
        for spec, value in each.fields:
            if value:
                lines.addLayout(fact(tr(spec.label), said(spec, value, file.people)))
        recorded = tr("Recorded by {who}, {moment}").format(who=each.who, moment=self._times.moment(each.recorded_at))
        lines.addWidget(label(recorded, "small"))
        for who, when in each.confirmed:
            words = tr("✓ Confirmed by {who} with the PIN, {moment}").format(who=who, moment=self._times.moment(when))
            lines.addWidget(label(words, "small"))
        for signed in each.signed:
            lines.addLayout(self._signed(signed))
        if open_:
            lines.addWidget(self._acts_on(each))
        return lines

    def _signed(self, signed: HandView) -> QLayout:
        drawn = signed.hand is Hand.DRAWN
        words = tr("✓ Signed by {name} on the screen, {moment}, with {who} at the desk") if drawn else tr(
            "✓ Signed by {name} with the typed name, {moment}, with {who} at the desk")  # fmt: skip
        said = words.format(name=signed.name, moment=self._times.moment(signed.at), who=signed.beside)
        lines = column(label(said if signed.holds else said.removeprefix("✓ "), "small"), gap=tokens.HAIR)
        if signed.strokes:
            picture = SignatureView(signed.strokes)
            picture.setAccessibleName(tr("Signature of {name}").format(name=signed.name))
            lines.addLayout(row(picture, None))
        if not signed.holds:
            lines.addLayout(row(chip(tr("Stood for words that were corrected since"), "warning"), None))
        return lines

    def _acts_on(self, each: EntryView) -> Flow:
        acts = Flow(tokens.SNUG)

        def offer(words: str, icon: str, act: Callable[[EntryView], None]) -> None:
            acts.add(button(words, lambda: act(each), kind="quiet", icon=icon))

        if any(not value for _, value in each.fields):
            offer(tr("Fill in"), "edit", self._acts.fill_in_entry)
        offer(tr("Correct"), "edit", self._acts.correct_entry)
        if each.spec.confirmed:
            offer(tr("Confirm with PIN"), "check", self._acts.confirm_entry)
            offer(tr("Sign on the screen"), "sign", self._acts.sign_entry)
        return acts
