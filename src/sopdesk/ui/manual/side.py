"""What stands at the side of a procedure: who does what, limits, contact, related procedures, incidents, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.domain.controlled_copy import OUTSTANDING
from sopdesk.domain.prose import Block
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.duties import duties_of, limits_of
from sopdesk.ui.manual.words import revision_name, status_chip
from sopdesk.ui.schedule.when_card import plan_of, when_card
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.copies import CopyRow
from sopdesk.views.manual import Link, Page, RevisionRow
from sopdesk.views.people import PersonView, SignatureView
from sopdesk.views.schedule import PlanRow

NEWEST = 4
"""So many revisions stand in the history until somebody asks for all."""


class Side(QWidget):
    """The cards beside a page: `follow` is asked where a link leads, `care` for its reviews and suggestions."""

    def __init__(
        self, frame: Frame, follow: Callable[[str], object], care: Callable[[], Iterable[QWidget]] = tuple
    ) -> None:
        super().__init__()
        self._care = care
        self._frame = frame
        self._follow = follow
        self._page: Page | None = None
        self._copies: Sequence[CopyRow] = ()
        self._plan: PlanRow | None = None
        self._logged = 0
        self._all = False
        self._column: QVBoxLayout = column(gap=tokens.GAP)
        self.setLayout(self._column)

    def show_page(
        self,
        page: Page,
        person: PersonView | None,
        copies: Sequence[CopyRow] = (),
        plan: PlanRow | None = None,
        logged: int = 0,
    ) -> None:
        """Show what belongs to a page; the roles of `person` come first.

        `copies` are its controlled copies, `plan` is when a checklist is due, `logged` are the incidents under it that
        the reader sees.
        """
        if self._page is None or page.id != self._page.id:
            self._all = False
        self._page, self._copies, self._plan, self._logged = page, copies, plan, logged
        mine = person.roles if person else ()
        clear(self._column)
        if plan is not None:
            self._column.addWidget(when_card(self._frame, plan))
        house = self._frame.workspace.people.house()
        self._prose(self.tr("Who does what"), duties_of(page, mine))
        self._prose(self.tr("How far each may go"), limits_of(page, mine, house.currency))
        if page.content.limits:
            ask = button(self.tr("May I …?"), lambda: self._frame.go("manual.may", page.id), icon="answer")
            self._column.addLayout(row(ask, None))
        self._prose(self.tr("Contact"), page.prose.get("contact", ()))
        self._links(self.tr("Related procedures"), page.links)
        self._links(self.tr("Named in"), page.linked_from)
        self._incidents(page)
        self._on_paper(page)
        for card in self._care():
            self._column.addWidget(card)
        self._history(page)
        self._column.addStretch(1)

    def _prose(self, title: str, blocks: Sequence[Block]) -> None:
        if not blocks:
            return
        view = ProseView(name=title, full=True)
        view.set_blocks(blocks)
        view.followed.connect(self._follow)
        self._column.addWidget(Card(view, title=title))

    def _links(self, title: str, links: Sequence[Link]) -> None:
        if not links:
            return
        card = Card(title=title)
        for each in links:
            card.body.addWidget(self._link(each))
        self._column.addWidget(card)

    def _link(self, link: Link) -> QWidget:
        words = " ".join(filter(None, (link.number, link.label))) or link.url or link.step
        if link.broken:
            said = self.tr("{words}: not in this manual").format(words=words)
            return _line(icon_label("incidents", "danger"), label(said, "soft"))
        target = link.url or (f"{link.number}#{link.step}" if link.step else link.number)
        made = WordsButton(words, lambda: self._follow(target))
        line = _line(icon_label("link" if link.url else "manual", "accent"), made)
        return _boxed(column(line, label(link.fault, "small"), gap=tokens.HAIR)) if link.fault else line

    def _incidents(self, page: Page) -> None:
        if not self._logged:
            return
        words = self.tr("{n} logged under this procedure").format(n=self._frame.times.number(self._logged))
        made = WordsButton(words, lambda: self._frame.go("incidents", text=page.content.number))
        self._column.addWidget(Card(made, title=self.tr("Incidents")))

    def _on_paper(self, page: Page) -> None:
        out = sum(each.state in OUTSTANDING for each in self._copies)
        if not self._copies:
            return
        stale = sum(each.to_call_in for each in self._copies)
        words = self.tr("{n} in the house").format(n=out)
        if stale:
            words += ", " + self.tr("{n} to call in").format(n=stale)
        made = WordsButton(words, lambda: self._frame.go("manual.copies", page.id))
        self._column.addWidget(Card(made, title=self.tr("Copies on paper")))

    # -- history

    def _history(self, page: Page) -> None:
        if not page.history:
            return
        card = Card(title=self.tr("History"))
        shown = page.history if self._all else page.history[:NEWEST]
        for each in shown:
            card.body.addWidget(self._revision(page, each))
        if len(shown) < len(page.history):
            words = self.tr("All {n} revisions").format(n=len(page.history))
            card.body.addLayout(row(button(words, self._show_all, kind="quiet", icon="down"), None))
        self._column.addWidget(card)

    def _revision(self, page: Page, each: RevisionRow) -> QWidget:
        times = self._frame.times
        words, kind = status_chip(each.status)
        head = Flow(tokens.SNUG)
        head.add(label(revision_name(each), "strong", wraps=False))
        head.add(chip(words, kind))
        said = [self.tr("Written by {who}, {when}").format(who=each.author, when=times.day(each.submitted_at))]
        if each.imported_from:
            said.append(self.tr("Imported from {source}").format(source=each.imported_from))
        if each.effective_from:
            said.append(self.tr("In force from {when}").format(when=times.moment(each.effective_from)))
        lines: list[QWidget] = [label(f"“{each.reason}”"), *(label(line, "small") for line in said)]
        if each.credits:
            lines.append(label(self.tr("Thanks to {names}").format(names=", ".join(each.credits)), "small"))
        if each.incidents:
            numbers = ", ".join(number for _, number in each.incidents)
            lines.append(label(self.tr("Because of {numbers}").format(numbers=numbers), "small"))
        if each.returned_reason:
            lines.append(label(self.tr("Returned: {why}").format(why=each.returned_reason), "small"))
        lines += [label(words, "small") for words in self._reviews(each)]
        lines += [self._signature(signed) for signed in each.signatures]
        acts = Flow(tokens.HAIR)
        acts.add(_act(self.tr("Read"), revision_name(each), self._reading(page, each)))
        if each.proposal > 1:
            acts.add(_act(self.tr("What changed"), revision_name(each), self._comparing(page, each)))
        return _boxed(column(head, *lines, acts, gap=tokens.HAIR))

    def _reviews(self, each: RevisionRow) -> Iterator[str]:
        """Say who reviewed a revision, how many signatures it lacks, and what was approved all the same."""
        for one in each.reviewers:
            said = self.tr(one.opinion) if one.opinion else self.tr("not answered")
            if one.excused_reason and not one.opinion:
                said = self.tr("excused: {why}").format(why=one.excused_reason)
            yield self.tr("Reviewed by {who}: {said}").format(who=one.name, said=said)
        if each.needed > 1:
            said = self.tr("{n} of {needed} signatures")
            yield said.format(n=len(each.signatures), needed=each.needed)
        for done in each.decisions:
            yield self.tr("Approved all the same: {what} {why}").format(what=done.sentence, why=done.reason)

    def _signature(self, signed: SignatureView) -> QWidget:
        when = self._frame.times.moment(signed.at)
        said = self.tr("Signed by {who}, {when}, meaning: {meaning}").format(
            who=signed.signer, when=when, meaning=self.tr(signed.meaning)
        )
        verdict = self.tr("holds") if signed.holds else self.tr("DOES NOT HOLD")
        icon = icon_label("check" if signed.holds else "incidents", "success" if signed.holds else "danger", 16)
        return _line(icon, label(f"{said}: {verdict}", "small" if signed.holds else "wrong"))

    def _reading(self, page: Page, each: RevisionRow) -> Callable[[], None]:
        return lambda: self._frame.go("manual.page", page.id, proposal=str(each.proposal))

    def _comparing(self, page: Page, each: RevisionRow) -> Callable[[], None]:
        older = [one for one in page.history if one.proposal < each.proposal]
        approved = next((one for one in older if one.label), older[0] if older else each)
        return lambda: self._frame.go("manual.compare", page.id, one=str(approved.proposal), other=str(each.proposal))

    def _show_all(self) -> None:
        self._all = True
        if self._page is not None:
            self.show_page(self._page, self._frame.person, self._copies, self._plan, self._logged)


def beside_of(frame: Frame, page: Page, person: PersonView | None) -> tuple[Sequence[CopyRow], PlanRow | None, int]:
    """Give what stands beside a page and is not of it: its copies, when it is due, incidents that somebody sees."""
    desk = frame.workspace
    logged = desk.incidents.under(page.id, by=person.id) if person is not None else 0
    return desk.copies.rows(sop=page.id), plan_of(frame, page), logged


class WordsButton(ProseView):
    """A link of whole words that wraps; Tab and Enter reach it."""

    def __init__(self, words: str, do: Callable[[], object]) -> None:
        from sopdesk.domain.prose import Paragraph, Span

        super().__init__(name=words, full=True)
        self.set_blocks((Paragraph((Span(words, link="#go"),)),))
        self.followed.connect(lambda _link: do())


def _act(words: str, of: str, do: Callable[[], object]) -> QWidget:
    made = button(words, do, kind="quiet")
    made.setAccessibleName(f"{words}: {of}")
    return made


def _line(icon: QWidget, words: QWidget) -> QWidget:
    inside = row(icon, words, gap=tokens.SNUG)
    inside.setStretch(1, 1)
    return _boxed(inside)


def _boxed(inside: object) -> QWidget:
    made = QWidget()
    made.setLayout(inside)  # type: ignore[arg-type]  # rows and columns both are layouts
    return made
