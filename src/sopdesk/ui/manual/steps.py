"""One step, or one question and its answer, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QWidget

from sopdesk.domain.flow import BACK, DONE, ESCALATE
from sopdesk.domain.prose import Block, ListBlock, ListItem, Paragraph, Span
from sopdesk.domain.sop import Branch, Item, Question, Step
from sopdesk.ui import tokens
from sopdesk.ui.manual.picture import PictureView
from sopdesk.ui.manual.words import PHASES, role_word, tr
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.labels import chip, icon_label, label
from sopdesk.ui.widgets.prose import ProseView
from sopdesk.ui.widgets.prose_document import PictureSource
from sopdesk.ui.widgets.rows import Flow, column, row
from sopdesk.views.manual import Page

_CALLOUTS = {"tip": ("tip", "on_accent_soft", "note"), "warning": ("incidents", "on_warning_soft", "warning"),
             "wish": ("note", "on_success_soft", "success"), "evidence": ("photo", "text_soft", "")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pieces of a page ask for: pictures, where a link leads.

    Logging an incident at a step, suggesting something about it (its id and title), and asking what one `may` there,
    are None in a preview; `said` gives there what others suggest at a step.
    """

    picture: PictureSource
    follow: Callable[[str], object]
    log: Callable[[str], object] | None = None
    suggest: Callable[[str, str], object] | None = None
    said: Callable[[str], Sequence[str]] | None = None
    may: Callable[[str], object] | None = None


class Callout(QFrame):
    """A tip, a warning or what has to be kept: apart from the text, with an icon and the word."""

    def __init__(self, kind: str, word: str, blocks: Sequence[Block], follow: Callable[[str], object]) -> None:
        super().__init__()
        icon, ink, tone = _CALLOUTS[kind]
        if tone:
            self.setProperty("tone", tone)
        else:
            self.setProperty("kind", "sunken")
        self.setAccessibleName(word)
        text = ProseView(name=word)
        text.set_blocks(blocks)
        text.followed.connect(follow)
        inside = column(row(icon_label(icon, ink), label(word, "strong", wraps=False), None, gap=tokens.SNUG), text,
                        gap=tokens.HAIR)  # fmt: skip
        inside.setContentsMargins(tokens.NEAR, tokens.SNUG, tokens.NEAR, tokens.SNUG)
        self.setLayout(inside)


class ReadCard(QFrame):
    """A step or an answer on its card; `light_up` shows that somebody was led here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setProperty("kind", "card")

    def light_up(self, *, lit: bool) -> None:
        """Show, or no longer show, that this is what was looked for."""
        self.setProperty("kind", "sheet" if lit else "card")
        self.style().unpolish(self)
        self.style().polish(self)


class StepCard(ReadCard):
    """A step: number, title, who, how long, must; warnings, text, things to tick, pictures, tips, ways out."""

    def __init__(self, page: Page, step: Step, number: str, reading: Reading) -> None:
        super().__init__(step.id)
        title = page.titles.get(f"step:{step.id}", step.title)
        self.setAccessibleName(self.tr("Step {n}: {title}").format(n=number, title=title))
        head = row(label(number, "heading", wraps=False), label(title, "heading"), gap=tokens.NEAR)
        head.setStretch(1, 1)
        if reading.log is not None:
            log = reading.log
            words = self.tr("Log an incident at step {n}").format(n=number)
            head.addWidget(icon_button(words, "incidents", lambda: log(title)))
        if reading.suggest is not None:
            suggest = reading.suggest
            words = self.tr("Suggest a change at step {n}").format(n=number)
            head.insertWidget(head.count() - 1, icon_button(words, "note", lambda: suggest(step.id, title)))
        body = column(head, gap=tokens.NEAR)
        self._add_facts(step)
        if reading.may is not None and any(each.step == step.id for each in page.content.limits):
            may = reading.may
            self._facts.add(button(self.tr("May I …?"), lambda: may(step.id), kind="quiet", icon="answer"))
        if self._facts.pieces():
            body.addWidget(self._facts)
        for piece in self._pieces(page, step, reading):
            body.addWidget(piece)
        body.setContentsMargins(tokens.WIDE, tokens.GAP, tokens.GAP, tokens.GAP)
        self.setLayout(body)

    def _add_facts(self, step: Step) -> None:
        self._facts = Flow(tokens.SNUG)
        if step.role:
            self._facts.add(chip(role_word(step.role), "accent"))
        if step.must:
            self._facts.add(chip(self.tr("Must"), "danger"))
        if step.minutes is not None:
            self._facts.add(chip(self.tr("Within {n} min").format(n=step.minutes)))
        if step.phase is not None:
            self._facts.add(chip(tr(PHASES[step.phase])))

    def _pieces(self, page: Page, step: Step, reading: Reading) -> list[QWidget]:
        pieces: list[QWidget] = []
        pieces += [suggested(each, reading) for each in said_at(step.id, reading)]
        for place in range(len(step.warnings)):
            blocks = page.prose.get(f"warning:{step.id}:{place}", ())
            pieces.append(Callout("warning", self.tr("Warning"), blocks, reading.follow))
        blocks = (*page.prose.get(f"step:{step.id}", ()), *_items(page, step.items))
        if blocks:
            pieces.append(_prose(blocks, reading, step.title))
        pieces += [PictureView(each, reading.picture(each.source)) for each in step.pictures]
        for place in range(len(step.tips)):
            blocks = page.prose.get(f"tip:{step.id}:{place}", ())
            pieces.append(Callout("tip", self.tr("Tip"), blocks, reading.follow))
        if step.evidence:
            kept = (Paragraph((Span(step.evidence),)),)
            pieces.append(Callout("evidence", self.tr("Keep as evidence"), kept, reading.follow))
        if step.branches:
            pieces.append(_prose(_ways(page, step), reading, self.tr("Ways on")))
        return pieces


class AnswerCard(ReadCard):
    """A question of an FAQ and its answer."""

    def __init__(self, page: Page, question: Question, reading: Reading) -> None:
        super().__init__(question.id)
        title = page.titles.get(f"question:{question.id}", question.question)
        self.setAccessibleName(title)
        answer = _prose(page.prose.get(f"question:{question.id}", ()), reading, title)
        head = row(label(title, "heading"), gap=tokens.NEAR)
        head.setStretch(0, 1)
        if reading.suggest is not None:
            suggest = reading.suggest
            words = self.tr("Suggest a change to this answer")
            head.addWidget(icon_button(words, "note", lambda: suggest(question.id, title)))
        wishes = [suggested(each, reading) for each in said_at(question.id, reading)]
        body = column(head, *wishes, answer, gap=tokens.SNUG)
        body.setContentsMargins(tokens.WIDE, tokens.GAP, tokens.WIDE, tokens.GAP)
        self.setLayout(body)


def said_at(place: str, reading: Reading) -> tuple[str, ...]:
    """Give what others suggest at a step or question ("": about the whole), to whoever writes the next revision."""
    return tuple(reading.said(place)) if reading.said is not None else ()


def suggested(words: str, reading: Reading) -> Callout:
    """Show what somebody suggests."""
    return Callout("wish", _say("Suggested"), (Paragraph((Span(words),)),), reading.follow)


def _prose(blocks: Sequence[Block], reading: Reading, name: str) -> ProseView:
    view = ProseView(reading.picture, name=name)
    view.set_blocks(blocks)
    view.followed.connect(reading.follow)
    return view


def _items(page: Page, items: Sequence[Item]) -> tuple[Block, ...]:
    if not items:
        return ()
    texts = ((page.titles.get(f"item:{each.id}", each.text), each) for each in items)
    return (ListBlock(tuple(ListItem((Paragraph(_item(*each)),), ticked=False) for each in texts)),)


def _item(text: str, item: Item) -> tuple[Span, ...]:
    notes = [each for each in (item.demand(), tr("must") if item.must else "") if each]
    return (Span(text), *((Span(f"  ({', '.join(notes)})", bold=item.must, italic=True),) if notes else ()))


def _ways(page: Page, step: Step) -> tuple[Block, ...]:
    lines = []
    for place, branch in enumerate(step.branches):
        answer = page.titles.get(f"branch:{step.id}:{place}", branch.answer)
        spans = (Span(answer, bold=True), Span("  →  "), _target(page, branch))
        action = (Span(f"\n{branch.action}"),) if branch.action else ()
        lines.append(ListItem((Paragraph((*spans, *action)),)))
    return (ListBlock(tuple(lines)),)


def _target(page: Page, branch: Branch) -> Span:
    """Say where an answer leads; a step of this procedure is a link to it."""
    numbers = page.content.numbers()
    places = {each.id: (numbers[each.id], each) for each in page.content.steps}
    if branch.go in places:
        place, step = places[branch.go]
        return Span(f"{place}. {page.titles.get(f'step:{step.id}', step.title)}", link=f"#{step.id}")
    if branch.go == DONE:
        return Span(_say("Done"))
    if branch.go == BACK:
        return Span(_say("Back to the question before"))
    if branch.go.startswith(ESCALATE):
        return Span(_say("Goes up to: {role}").format(role=role_word(branch.go.removeprefix(ESCALATE))), bold=True)
    return Span(_say("leads nowhere: {target}").format(target=branch.go), italic=True)


def _say(text: str) -> str:
    return QCoreApplication.translate("StepCard", text)
