"""Who sees a file: said on its page, decided on a sheet; who has looked; what stands there for whoever may not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLayout

from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import KEPT_BACK, Sight
from sopdesk.domain.field import APART
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.confidence import Confided, HiddenFile
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.incidents.file import FileScreen

CIRCLES = {
    Circle.READERS: "everybody who reads incidents",
    Circle.HANDLERS: "those who handle incidents",
    Circle.SUPERVISORS: "supervisors",
    Circle.NAMED: "only those who are named",
}
PER_LINE = 8
"""So many files that are kept back are named at once in the list."""


class SecrecyCard(Card):
    """Says who sees a confidential file and what of it is kept back, and lets a supervisor decide."""

    def __init__(self, screen: FileScreen) -> None:
        self._screen = screen
        self._lines = column(gap=tokens.SNUG)
        self._looks = column(gap=tokens.HAIR)
        self.looked = button("", self._unfold, kind="quiet", icon="person")
        super().__init__(self._lines, row(self.looked, None), self._looks, kind="sunken")
        self._open = False

    def show_file(self, file: IncidentFile) -> None:
        """Show who sees a file; one that everybody sees whole says nothing."""
        clear(self._lines)
        confided = file.confided
        told = list(_told(file)) if confided else []
        self.setVisible(bool(told))
        for number, words in enumerate(told):
            self._lines.addLayout(_line("lock" if number == 0 else "", words))
        self._show_looks()

    def show_hidden(self, sentence: str) -> None:
        """Show that there is a confidential file, and nothing else."""
        clear(self._lines)
        self._lines.addLayout(_line("lock", sentence))
        self._lines.addWidget(label(KEPT_BACK, "soft"))
        self.looked.hide()
        clear(self._looks)
        self.show()

    def keeps_out(self, reader: str) -> bool:
        """Tell whether the file is hidden from whoever reads, and say so in its place."""
        screen = self._screen
        try:
            screen.workspace.confidence.check(reader, screen.id)
        except Refusal as no:
            self.show_hidden(no.sentence)
            return True
        return False

    def decide(self) -> None:
        """Decide who sees this file, with the reason."""
        screen = self._screen
        screen.frame.require_person(self._ask, right=Right.SIGN_OFF)

    def _ask(self, who: PersonView) -> None:
        screen = self._screen
        file = screen.file
        if file is None or file.confided is None:
            return
        confided = file.confided
        people = tuple((each.id, each.name) for each in screen.workspace.people.tiles() if each.id != who.id)
        kind = tr("as its kind: {circle}").format(circle=tr(CIRCLES[confided.by_kind]))
        circles = [(each.value, kind if each is Circle.READERS else tr(CIRCLES[each])) for each in Circle]
        asked = [
            Question("circle", tr("Who sees this file"), "choice", tuple(circles), needed=True),
            Question("people", tr("And these people as well"), "several", people),
            Question("reason", tr("Why"), "text", needed=True),
        ]

        def act(answers: dict[str, str]) -> None:
            named = [each for each in answers["people"].split(APART) if each]
            screen.workspace.confidence.confide(
                by=who.id, incident=screen.id, circle=Circle(answers["circle"]), people=named,
                reason=answers["reason"],
            )  # fmt: skip

        sentence = tr("Whoever logged it always sees what they wrote. The reason stands in the story of the file.")
        values = {"circle": confided.own.value, "people": APART.join(person for person, _ in confided.named)}
        screen.ask(
            tr("Confidential…"), asked, tr("Decide"), act, done=tr("Decided who sees this file."), sentence=sentence,
            values=values,
        )  # fmt: skip

    def _show_looks(self) -> None:
        clear(self._looks)
        screen = self._screen
        person = screen.person
        may = person is not None and (person.may(Right.SIGN_OFF) or person.may(Right.READ_TRAIL))
        looks = screen.workspace.confidence.looks(screen.id, by=person.id) if may and person is not None else ()
        self.looked.setVisible(bool(looks))
        self.looked.setText(tr("Who has looked: {count}").format(count=len(looks)))
        if not self._open:
            return
        for each in looks:
            moment = screen.frame.times.moment(each.at)
            self._looks.addWidget(label(tr("{who}, {moment}").format(who=each.who, moment=moment), "soft"))

    def _unfold(self) -> None:
        self._open = not self._open
        self._show_looks()


def lock_chips(file: IncidentFile) -> list[QLabel]:
    """Give the chip of a confidential file; none for one that everybody sees."""
    kept = file.confided is not None and file.confided.is_confidential
    return [chip(tr("Confidential"), "danger")] if kept else []


def hidden_words(files: Iterable[HiddenFile]) -> str:
    """Name the files that are kept back from whoever reads a list; "" for none."""
    numbers = [each.number for each in files]
    if not numbers:
        return ""
    more = tr(" and {count} more").format(count=len(numbers) - PER_LINE) if len(numbers) > PER_LINE else ""
    return tr("Kept back from you, confidential: {numbers}{more}").format(
        numbers=", ".join(numbers[:PER_LINE]), more=more
    )


def _told(file: IncidentFile) -> Iterable[str]:
    confided = file.confided
    if confided is not None and confided.is_confidential:
        yield _who(confided)
    if file.sight is Sight.OWN:
        yield tr(
            "The file is kept from you. What you wrote in it you see, and may add to it; everything else is kept back."
        )
    elif file.sight is Sight.PARTS and _has_gaps(file):
        yield tr("Parts of this file are kept back from you: medical details, and people who are confidential.")


def _who(confided: Confided) -> str:
    named = ", ".join(name for _, name in confided.named)
    if confided.circle is Circle.NAMED:
        return tr("Confidential. Seen by those named alone: {named}.").format(named=named)
    circle = tr(CIRCLES[confided.circle])
    if named:
        return tr("Confidential. Seen by {circle}, and by {named}.").format(circle=circle, named=named)
    return tr("Confidential. Seen by {circle}.").format(circle=circle)


def _has_gaps(file: IncidentFile) -> bool:
    values = (*file.values.values(), file.narrative, *(value for each in file.entries for _, value in each.fields))
    return any(each.withheld for each in file.concerned) or any(KEPT_BACK in each for each in values)


def _line(icon: str, words: str) -> QLayout:
    line = row(*([icon_label(icon, "danger")] if icon else []), label(words, "strong" if icon else "soft"))
    line.setStretch(line.count() - 1, 1)
    return line
