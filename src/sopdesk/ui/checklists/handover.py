"""One hand-over: what it says, what became of its items, keys and cash, who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.domain.handover import Tick
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.checklists.beside import Beside
from sopdesk.ui.checklists.handover_words import ABOUT, LEADS, became, handed, received, tick_chip, tr
from sopdesk.ui.checklists.receipt import ReceiptSheet
from sopdesk.ui.frame import Frame
from sopdesk.ui.saving import save_export
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.rows import Flow, Piece, clear, column, row
from sopdesk.views.handovers import HandoverPage, LeftView, ThingView


class HandoverScreen(Screen):
    """`id` is the hand-over; it is read, ticked and signed for here."""

    needs_person = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.page: HandoverPage | None = None
        self._cards = column(gap=tokens.GAP)
        self.body.addLayout(self._cards)

    def refresh(self) -> None:
        """Ask for the hand-over and show it; the keyboard stays where it was."""
        at = QApplication.focusWidget()
        within = at is not None and self.isAncestorOf(at)
        name = at.objectName() if at is not None and within else ""
        self.clear_acts()
        clear(self._cards)
        try:
            self.page = page = self.workspace.handovers.one(self.id)
        except Refusal as no:
            self.page = None
            self.set_title(self.tr("Not to be shown"))
            self.message.warn(no.sentence)
            return
        parts = [page.row.number, self.frame.times.moment(page.row.at), page.row.shift]
        self.set_title(self.tr("Hand-over from {who}").format(who=page.row.who), " · ".join(filter(None, parts)))
        self._show_acts(page)
        for each in self._pieces(page):
            self._cards.addWidget(each)
        again = self.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()
        elif within and self.sheet is None:
            self.take_focus()

    # -- acts

    def acknowledge(self) -> None:
        """Say that one has read it."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.handovers.acknowledge(by=who.id, handover=self.id),
                self.tr("Recorded that you have read it."),
            ),
            right=Right.RUN,
        )

    def tick(self, item: str, to: Tick) -> None:
        """Tick an item as taken over or done, or open it again."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.handovers.tick(by=who.id, handover=self.id, item=item, to=to)
            ),
            right=Right.RUN,
        )

    def receive(self) -> None:
        """Let somebody sign for the keys and cash that nobody has signed for."""
        if self.page is not None:
            self.open_sheet(ReceiptSheet(self, self.page))

    def add(self) -> None:
        """Add to one's own hand-over."""
        self.frame.require_person(
            lambda who: self.ask(
                self.tr("Add to this hand-over"), [Question("text", self.tr("What is added or put right"), "text",
                                                            needed=True)],
                self.tr("Add"),
                lambda answers: self.workspace.handovers.add(by=who.id, handover=self.id, text=answers["text"]),
                done=self.tr("Added; what was written before stays as it is."),
            ),
            right=Right.RUN,
        )  # fmt: skip

    def print_handover(self) -> None:
        """Save the hand-over as PDF; it is recorded that it left."""
        if self.page is None:
            return
        handover, number, prints = self.id, self.page.row.number, self.workspace.handover_prints
        self.frame.require_person(
            lambda who: save_export(
                self, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
                lambda exports, _progress, _cancelled: prints.handover_pdf(exports, by=who.id, handover=handover),
            ),
            right=Right.RUN, why=self.tr("Taking a hand-over along is recorded."),
        )  # fmt: skip

    def go_to(self, screen: str, subject: str) -> None:
        """Go to what an item is about."""
        self.frame.go(screen, subject)

    # -- pieces

    def _show_acts(self, page: HandoverPage) -> None:
        person = self.person
        self.add_act(self.tr("PDF"), self.print_handover, kind="quiet", icon="print")
        if person is None or not person.may(Right.RUN):
            return
        if person.id == page.row.writer:
            self.add_act(self.tr("Add to it"), self.add, icon="note")
        if page.may_be_read_by(person.id, person.name):
            self.add_act(self.tr("I have read it"), self.acknowledge, kind="primary", icon="check", key="Ctrl+Return")

    def _pieces(self, page: HandoverPage) -> Iterator[QWidget]:
        if page.notes:
            yield Card(label(page.notes, "lead"))
        if page.unusual:
            yield Card(label(page.unusual), title=self.tr("Unusual"))
        if page.things:
            yield self._things(page)
        if page.items:
            yield Card(*(self._item(each) for each in page.items), title=self.tr("Open items"))
        if page.additions:
            added = self.tr("{who}, {moment}")
            yield Card(
                *(column(label(text), label(added.format(who=who, moment=self.frame.times.moment(at)), "small"), gap=0)
                  for text, who, at in page.additions),
                title=self.tr("Added later"),
            )  # fmt: skip
        yield self._readers(page)

    def _item(self, item: LeftView) -> Piece:
        words = column(label(item.text, "strong" if item.is_open else ""), self._about(item), gap=tokens.HAIR)
        if item.at is not None and item.tick is not Tick.OPEN:
            words.addWidget(label(became(item, self.frame.times), "small"))
        side = Flow(tokens.SNUG)
        if item.carried_into:
            go = partial(self.go_to, "checklists.handover", item.carried_into)
            side.add(button(self.tr("Where it went on"), go, kind="quiet", icon="step"))
            return Beside(words, side)
        if item.tick is Tick.OPEN:
            side.add(self._ticks(item, self.tr("Take over"), Tick.TAKEN))
        done = item.tick is Tick.DONE
        side.add(self._ticks(item, self.tr("Open again") if done else self.tr("Done"),
                             Tick.OPEN if done else Tick.DONE))  # fmt: skip
        return Beside(words, side)

    def _ticks(self, item: LeftView, words: str, to: Tick) -> QWidget:
        found = button(words, partial(self.tick, item.id, to), icon="undo" if to is Tick.OPEN else "check")
        found.setAccessibleName(f"{words}: {item.text}")
        found.setObjectName(f"{item.id} {to}")
        return found

    def _about(self, item: LeftView) -> QWidget:
        line = Flow(tokens.SNUG)
        line.add(chip(*tick_chip(item)))
        if item.carried_from:
            line.add(chip(self.tr("from an earlier shift"), "warning"))
        if ABOUT[item.about]:
            line.add(chip(tr(ABOUT[item.about])))
        if item.subject and item.about in LEADS:
            go = partial(self.go_to, LEADS[item.about], item.subject)
            line.add(button(self.tr("Look"), go, kind="quiet"))
        return line

    def _things(self, page: HandoverPage) -> Card:
        card = Card(*(self._thing(each) for each in page.things), title=self.tr("Keys and cash"))
        if page.row.unsigned:
            sign = button(self.tr("Count and sign for it"), self.receive, icon="sign")
            card.body.addLayout(row(sign, None))
        return card

    def _thing(self, thing: ThingView) -> Piece:
        open_, differs = thing.received is None, bool(thing.difference)
        icon, ink = ("incidents", "danger") if differs else ("note", "warning") if open_ else ("check", "success")
        said = label(received(thing, self.frame.times), "wrong" if differs else "soft")
        line = row(icon_label(icon, ink), column(label(handed(thing), "strong"), said, gap=0))
        line.setStretch(1, 1)
        return line

    def _readers(self, page: HandoverPage) -> Card:
        times, pieces = self.frame.times, list[Piece]()
        for who, at in page.acknowledged:
            read = self.tr("{who}, {moment}").format(who=who, moment=times.moment(at))
            pieces.append(row(icon_label("check", "success"), label(read), gap=tokens.SNUG))
        if not page.acknowledged:
            pieces.append(label(self.tr("Nobody has said yet that they have read it."), "soft"))
        if page.unread_by:
            there = self.tr("On duty, and has not read it: {names}").format(names=", ".join(page.unread_by))
            pieces.append(row(icon_label("incidents", "warning"), label(there), gap=tokens.SNUG))
        elif page.for_whom and not page.acknowledged:
            said = self.tr("The next shift: {names}, from {moment}")
            pieces.append(label(said.format(names=", ".join(page.for_whom), moment=times.moment(page.due)), "soft"))
        if page.run_number:
            said = self.tr("Written at the end of {number} {title}")
            go = partial(self.go_to, "checklists.run", page.row.run)
            words = label(said.format(number=page.run_number, title=page.run_title), "soft")
            pieces.append(Beside(words, button(self.tr("Open"), go, kind="quiet")))
        return Card(*pieces, title=self.tr("Read by"))
