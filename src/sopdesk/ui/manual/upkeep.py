"""Looking after a procedure from its page: signing a review, suggesting a change, and what of both stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sopdesk.domain.review import Verdict
from sopdesk.domain.revision import Status
from sopdesk.domain.suggestion import SuggestionState, Wish
from sopdesk.ui import tokens
from sopdesk.ui.manual.banner import Banner
from sopdesk.ui.manual.words import GROUNDS, VERDICTS, WISHES, suggestion_chip, tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.care import Care, SuggestionRow
from sopdesk.views.manual import Page
from sopdesk.views.people import PersonView

if TYPE_CHECKING:
    from sopdesk.ui.screen import Screen

NEWEST = 3
"""So many reviews, and so many suggestions that are done, stand at the side."""


class Upkeep(QObject):
    """The acts of a page that keep the manual right, and their cards at its side."""

    def __init__(self, screen: Screen, withdraw: Callable[[], object]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._withdraw = withdraw
        self._page: Page | None = None
        self._found: Verdict | None = None
        self._care: Care | None = None
        self._suggestions: tuple[SuggestionRow, ...] = ()

    def ask(self, page: Page) -> tuple[Care, tuple[SuggestionRow, ...]]:
        """Ask how a page was looked after and what was suggested about it; `cards` then shows that."""
        workspace = self._screen.workspace
        self._page = page
        self._care = workspace.reviews.of(page.id, as_of=page.as_of)
        self._suggestions = workspace.suggestions.of(page.id, as_of=page.as_of)
        return self._care, self._suggestions

    def remind(self, banner: Banner, page: Page) -> None:
        """Say over a page in force what a review still asks for, or that one is due, to those who may sign it."""
        person, care = self._screen.person, self._care
        now = page.as_of is None and page.status is Status.EFFECTIVE
        may = person is None or self._screen.workspace.reviews.may_review(person, page.content.owner)
        asked = [each.reason for each in care.demands if not each.answered] if care is not None else []
        if not now or not may or care is None or care.due is None or not (care.overdue or asked or care.wanted):
            banner.hide()
        elif care.wanted is not None and not (care.overdue or asked):
            said = self.tr("{verdict}: {why}").format(verdict=tr(VERDICTS[care.wanted]), why=care.reviews[0].remark)
            do = {Verdict.REVISE: (self.tr("Write it now"), self._write),
                  Verdict.RETIRE: (self.tr("Withdraw …"), self._withdraw)}[care.wanted]  # fmt: skip
            banner.say("warning", said, *do, icon="verify")
        else:
            words = self.tr("Review overdue since {day}.") if care.overdue else self.tr("Review due by {day}.")
            said = words.format(day=self._screen.frame.times.day(care.due))
            why = " · ".join(dict.fromkeys(asked))
            tone = "danger" if care.overdue else "warning"
            banner.say(tone, f"{said} {why}".strip(), self.tr("Sign the review"), self.review, icon="verify")

    # -- acting

    def review(self) -> None:
        """Ask for the verdict, a remark and the signature, of somebody who answers for the procedure."""
        self._screen.frame.require_person(self._review, why=self.tr("A review is signed with your name."))

    def suggest(self, place: str = "", title: str = "") -> None:
        """Ask what somebody would change, at a step or in the whole; anyone of the house may say it."""
        if not self._screen.frame.refuses_in_past():
            why = self.tr("A suggestion is recorded with your name, so that the owner can answer you.")
            self._screen.frame.require_person(lambda who: self._suggest(who, place, title), why=why)

    def _review(self, who: PersonView) -> None:
        page, screen = self._page, self._screen
        if page is None:
            return
        if not screen.workspace.reviews.may_review(who, page.content.owner):
            screen.message.warn(self.tr("Reviews are signed by the role that owns the procedure, or by supervisors."))
            return
        questions = [
            Question("verdict", self.tr("What you found"), "choice",
                     [(each.value, tr(words)) for each, words in VERDICTS.items()], needed=True),
            Question("remark", self.tr("Remark"), "text", hint=self.tr("Needed when something is to change.")),
            Question("password", self.tr("Password of {name}").format(name=who.name), "password", needed=True),
        ]  # fmt: skip

        def act(answers: dict[str, str]) -> None:
            screen.workspace.reviews.sign(
                by=who.id, password=answers["password"], sop=page.id, digest=page.revision.digest,
                verdict=Verdict(answers["verdict"]), remark=answers["remark"],
            )  # fmt: skip
            self._found = Verdict(answers["verdict"])

        sheet = screen.ask(
            self.tr("Review this procedure"), questions, self.tr("Sign the review"), act,
            sentence=self.tr("By signing you say: “I have read revision {label} again, and this is what I found.” It "
                             "is recorded also when nothing changes.").format(label=page.revision.label),
        )  # fmt: skip
        sheet.closed.connect(self._go_on)

    def _go_on(self) -> None:
        """After the signature: keep is done, the other verdicts offer what they ask for."""
        found, self._found = self._found, None
        message = self._screen.message
        match found:
            case Verdict.KEEP:
                message.say(self.tr("Signed. The next review is a cycle from now."))
            case Verdict.REVISE:
                said = self.tr("Signed. It stands on Today for the owner until a new revision is in force.")
                message.say(said, self.tr("Write it now"), self._write)
            case Verdict.RETIRE:
                said = self.tr("Signed. Withdrawing the procedure takes a signature of its own.")
                message.say(said, self.tr("Withdraw …"), self._withdraw)

    def _write(self) -> None:
        if self._page is not None:
            self._screen.frame.go("manual.editor", self._page.id)

    def _suggest(self, who: PersonView, place: str, title: str) -> None:
        page, screen = self._page, self._screen
        if page is None:
            return
        where = self.tr("About “{step}”.").format(step=title) if title else self.tr("About the whole procedure.")
        said = self.tr("The owner and the supervisors read it and answer you.")
        wish = Question("wish", self.tr("What is it?"), "choice",
                        [(each.value, tr(words)) for each, words in WISHES.items()], needed=True)  # fmt: skip
        text = Question("text", self.tr("In your words"), "text",
                        hint=self.tr("May stay empty when it simply does not work."))  # fmt: skip
        screen.ask(
            self.tr("Suggest a change"), [wish, text], self.tr("Send it"),
            lambda answers: self._make(who, page, place, answers), sentence=f"{where} {said}",
            done=self.tr("Sent. The answer will stand on your Today."), values={"wish": Wish.CHANGE.value},
        )  # fmt: skip

    def _make(self, who: PersonView, page: Page, place: str, answers: dict[str, str]) -> None:
        wish = Wish(answers["wish"])
        self._screen.workspace.suggestions.make(
            by=who.id, sop=page.id, digest=page.revision.digest, wish=wish, place=place, text=answers["text"]
        )

    # -- beside the page

    def cards(self) -> Iterator[QWidget]:
        """Give the card of the reviews and the card of the suggestions of the page."""
        page, care = self._page, self._care
        if page is None or care is None or not page.history:
            return
        if page.status is Status.EFFECTIVE or care.reviews or care.demands:
            yield Card(*self._reviews(page, care), title=self.tr("Review"))
        yield Card(*self._suggested(page), title=self.tr("Suggestions"))

    def _reviews(self, page: Page, care: Care) -> Iterator[QWidget]:
        times = self._screen.frame.times
        if care.due is not None:
            words = self.tr("Overdue since {day}") if care.overdue else self.tr("Due {day}")
            yield label(words.format(day=times.day(care.due)), "wrong" if care.overdue else "strong")
        for demand in (each for each in care.demands if not each.answered):
            asked = self.tr("{ground}: {reason} (by {day}, asked by {who})").format(
                ground=tr(GROUNDS[demand.ground]), reason=demand.reason, day=times.day(demand.due), who=demand.who
            )
            yield label(asked)
        for each in care.reviews[:NEWEST]:
            found = self.tr("{verdict} · revision {label}").format(verdict=tr(VERDICTS[each.verdict]), label=each.label)
            holds = self.tr("holds") if each.signature.holds else self.tr("DOES NOT HOLD")
            signed = self.tr("Signed by {who}, {when}: {holds}").format(
                who=each.signature.signer, when=times.moment(each.at), holds=holds
            )
            remark = [label(f"“{each.remark}”")] if each.remark else []
            yield _boxed(label(found, "strong"), *remark, label(signed, "small" if each.signature.holds else "wrong"))
        if not care.reviews:
            yield label(self.tr("Nobody has signed a review yet."), "soft")
        person = self._screen.person
        may = person is None or self._screen.workspace.reviews.may_review(person, care.owner)
        if page.as_of is None and page.status is Status.EFFECTIVE and may:
            yield _left(button(self.tr("Review it now"), self.review, kind="quiet", icon="verify"))

    def _suggested(self, page: Page) -> Iterator[QWidget]:
        open_ones = [each for each in self._suggestions if each.state is SuggestionState.OPEN]
        done = [each for each in self._suggestions if each.state is not SuggestionState.OPEN][:NEWEST]
        for each in (*open_ones, *done):
            yield self._suggestion(each)
        if not (open_ones or done):
            yield label(self.tr("Nobody has suggested anything."), "soft")
        if page.as_of is None and page.status is Status.EFFECTIVE:
            yield _left(button(self.tr("Suggest a change"), self.suggest, kind="quiet", icon="note"))

    def _suggestion(self, each: SuggestionRow) -> QWidget:
        head = Flow(tokens.SNUG)
        head.add(chip(*suggestion_chip(each.state)))
        if each.wish is not Wish.CHANGE:
            head.add(chip(tr(WISHES[each.wish]), "danger" if each.wish is Wish.DOES_NOT_WORK else "plain"))
        day = self._screen.frame.times.day(each.made_at)
        where = self.tr("{who}, {day}, at “{step}”") if each.place_words else self.tr("{who}, {day}")
        said = label(where.format(who=each.author, day=day, step=each.place_words), "small")
        text = [label(f"“{each.text}”")] if each.text else []
        act = button(self.tr("Open"), lambda: self._screen.frame.go("manual.suggestion", each.id), kind="quiet")
        act.setAccessibleName(self.tr("Open the suggestion of {who}").format(who=each.author))
        return _boxed(head, *text, said, _left(act))


def _left(widget: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(widget, None))
    return made


def _boxed(*pieces: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*pieces, gap=tokens.HAIR))
    return made
