"""Personal data at one glance: what waits for a second person, what is held, whose time is up; looking for somebody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.privacy.circles import CirclesCard
from sopdesk.ui.privacy.words import BASES, WHAT_STAYS, counted, records_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.people import PersonView
from sopdesk.views.privacy import ErasureView, ExpiredView, KeepingView


class PrivacyScreen(Screen):
    """Shows what somebody has to decide about personal data, and looks for everything about a person."""

    needs_person = True
    right = Right.PRIVACY

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Personal data"), self.tr("What is kept about people, for how long, and who decides"))
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Name, telephone number or address to look for"))
        self.words.setPlaceholderText(self.tr("Name; telephone number; e-mail address"))
        self.words.returnPressed.connect(self.look)
        find = row(self.words, button(self.tr("Look for it"), self.look, kind="primary", icon="search"))
        find.setStretch(0, 1)
        said = self.tr(
            "Finds everything about somebody who asks, in incidents, checklists and hand-overs. Several words are "
            "parted by “;”. Nothing of what you look for is kept."
        )
        self.body.addWidget(Card(label(said, "soft"), find, title=self.tr("What is kept about somebody?")))
        self.waiting, self.expired, self.held, self.past = (column(gap=tokens.SNUG) for _ in range(4))
        self.cards = {
            "waiting": Card(self.waiting, title=self.tr("Erasures that wait for a second person")),
            "expired": Card(self.expired, title=self.tr("Need not be kept any longer")),
            "held": Card(self.held, title=self.tr("On legal hold")),
            "past": Card(self.past, title=self.tr("Decided")),
        }
        for each in self.cards.values():
            self.body.addWidget(each)
        self.circles = CirclesCard(self)
        self.body.addWidget(self.circles)
        self.body.addWidget(Card(label(self.tr(WHAT_STAYS), "soft"), kind="sunken"))

    def refresh(self) -> None:
        """Ask what waits, what is held and whose time is up."""
        if self.person is None:
            return
        by, privacy = self.person.id, self.workspace.privacy
        self.circles.show_rules()
        requests = privacy.requests(by=by)
        self._fill("waiting", [self._request(each) for each in requests if each.is_open])
        self._fill("expired", [self._expired(each) for each in privacy.expired(by=by)])
        self._fill("held", [self._held(each) for each in privacy.held(by=by)])
        self._fill("past", [self._decided(each) for each in requests if not each.is_open])

    def look(self) -> None:
        """Look for everything about somebody, on a page of its own."""
        words = self.words.text().strip()
        if words:
            self.words.clear()
            self.frame.go("house.kept", words=words)

    def agree(self, request: ErasureView) -> None:
        """Agree and sign as the second person; the file is then written anew beside the window (ui/indexing.py)."""

        def act(who: PersonView, password: str) -> None:
            self.workspace.privacy.agree(by=who.id, password=password, erasure=request.id)

        count = counted(request.pieces, request.photos)
        meaning = self.tr("I agree that {count} of {records} be erased for good: {basis}. This cannot be undone.")
        said = meaning.format(count=count, records=records_word(request.records), basis=self.tr(BASES[request.basis]))
        done = self.tr("Erased. The record says that it went, when, and who agreed.")
        self.sign(said, act, right=Right.PRIVACY, done=done, word=self.tr("Agree and erase"))

    def refuse(self, request: ErasureView) -> None:
        """Decide that nothing is erased, with the reason."""
        self._ask_why(
            self.tr("Do not erase"), self.tr("Why nothing is erased"), self.tr("Keep everything"),
            lambda who, why: self.workspace.privacy.refuse(by=who.id, erasure=request.id, reason=why),
            self.tr("Nothing is erased."),
        )  # fmt: skip

    def lift(self, kept: KeepingView) -> None:
        """Lift a legal hold, with the reason."""
        self._ask_why(
            self.tr("Lift the hold on {title}").format(title=kept.title), self.tr("Why the hold ends"),
            self.tr("Lift the hold"),
            lambda who, why: self.workspace.privacy.lift_hold(by=who.id, record=kept.record, reason=why),
            self.tr("The hold is lifted."),
        )  # fmt: skip

    # -- within

    def _ask_why(
        self, title: str, question: str, word: str, act: Callable[[PersonView, str], object], done: str
    ) -> None:
        self.frame.require_person(
            lambda who: self.ask(
                title, [Question("why", question, "text", needed=True)], word,
                lambda answers: act(who, answers["why"]), done=done,
            ),
            right=Right.PRIVACY,
        )  # fmt: skip

    def _fill(self, name: str, lines: list[Card]) -> None:
        place = {"waiting": self.waiting, "expired": self.expired, "held": self.held, "past": self.past}[name]
        clear(place)
        for each in lines:
            place.addWidget(each)
        self.cards[name].setVisible(bool(lines))

    def _request(self, each: ErasureView) -> Card:
        mine = self.person is not None and self.person.name == each.asked_by
        head = self.tr("{count} of {records}").format(
            count=counted(each.pieces, each.photos), records=records_word(each.records)
        )
        ground = self.tr("{basis} ({source})").format(basis=self.tr(BASES[each.basis]), source=each.source)
        asked = self.tr("{who} asked on {when}: “{why}”").format(
            who=each.asked_by, when=self.frame.times.moment(each.asked_at), why=each.reason
        )
        pieces = [label(head, "strong"), label(ground), label(asked, "soft")]
        if each.held:
            pieces.append(label(self.tr("On legal hold: {what}").format(what=", ".join(each.held)), "wrong"))
        agree = button(self.tr("Agree and erase"), partial(self.agree, each), kind="danger", icon="sign")
        agree.setVisible(not mine and not each.held)
        word = self.tr("Take it back") if mine else self.tr("Do not erase")
        if mine:
            pieces.append(label(self.tr("Somebody else has to agree: erasing takes two people."), "small"))
        return Card(*pieces, row(agree, button(word, partial(self.refuse, each)), None), kind="sunken")

    def _expired(self, each: ExpiredView) -> Card:
        said = self.tr("closed on {closed}, kept until {until}: {source}").format(
            closed=self.frame.times.day(each.closed), until=self.frame.times.day(each.until),
            source=each.source,
        )  # fmt: skip
        look = button(self.tr("Decide"), partial(self.frame.go, "house.kept", each.incident), icon="right")
        head = self.tr("{number} · {kind}").format(number=each.number, kind=self.tr(each.kind.replace("-", " ")))
        return Card(label(head, "strong"), label(said, "soft"), row(look, None), kind="sunken")

    def _held(self, each: KeepingView) -> Card:
        when = self.frame.times.moment(each.held_at) if each.held_at else ""
        said = self.tr("{who} on {when}: “{why}”").format(who=each.held_by, when=when, why=each.held_reason)
        look = button(self.tr("Look"), partial(self.frame.go, "house.kept", each.record), icon="right")
        lift = button(self.tr("Lift the hold"), partial(self.lift, each))
        return Card(label(each.title, "strong"), label(said, "soft"), row(look, lift, None), kind="sunken")

    def _decided(self, each: ErasureView) -> Card:
        word = self.tr("Erased") if each.agreed else self.tr("Not erased")
        head = self.tr("{word}: {count} of {records}").format(
            word=word, count=counted(each.pieces, each.photos), records=records_word(each.records)
        )
        when = self.frame.times.moment(each.decided_at) if each.decided_at else ""
        said = self.tr("{asked} asked (“{why}”), {who} decided on {when}").format(
            asked=each.asked_by, why=each.reason, who=each.decided_by, when=when
        )
        why = [label(f"“{each.reason_refused}”", "soft")] if each.reason_refused else []
        return Card(label(head, "strong"), label(said, "soft"), *why, kind="sunken")
