"""What was looked for and not found: counted by role, never by person, for those who write the manual."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from sopdesk.domain.beginning import begin
from sopdesk.domain.person import Right
from sopdesk.domain.sop import Format, Kind
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.manual.beginnings import next_number
from sopdesk.ui.manual.words import role_word
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card, EmptyState
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.care import GapRow
from sopdesk.views.people import PersonView

MOST = 60
"""So many gaps are shown at once: the most wanted; the others follow when these are dealt with."""


class GapsScreen(Screen):
    """Words, by which roles, how often and when last; a draft is begun from them, or they are dismissed."""

    needs_person = True
    right = Right.WRITE

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(
            self.tr("What was not found"),
            self.tr("Counted by role and day, never by person, outside the record; deleted after twelve months"),
        )
        self._rows = column(gap=tokens.SNUG)
        self._card = Card(self._rows)
        self.empty = EmptyState(
            "search", self.tr("Everything was found"),
            self.tr("Searches that end without a result are counted here: they show what the manual lacks."),
            self.tr("To the manual"), lambda: frame.go("manual"),
        )  # fmt: skip
        self.body.addWidget(self._card)
        self.body.addWidget(self.empty)

    def refresh(self) -> None:
        """Ask for the gaps, the most wanted first."""
        rows = self.workspace.gaps.rows()
        clear(self._rows)
        for each in rows[:MOST]:
            self._rows.addWidget(self._line(each))
        self._card.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def write(self, words: str) -> None:
        """Begin a draft with these words as its title."""
        self.frame.require_person(lambda who: self._write(who, words), right=Right.WRITE)

    def dismiss(self, words: str) -> None:
        """Delete the count of these words."""
        self.frame.require_person(
            lambda who: self.attempt(
                lambda: self.workspace.gaps.dismiss(by=who.id, words=words),
                self.tr("Dismissed. If it is looked for again, it is counted anew."),
            ),
            right=Right.WRITE,
        )

    def _write(self, who: PersonView, words: str) -> None:
        number = next_number(each.number for each in self.workspace.manual.rows())
        content = replace(begin(Kind.PROCESS, Format.ARTICLE, number), title=words[:1].upper() + words[1:])
        drafts = self.workspace.drafts
        draft = drafts.keep(author=who.id, text=drafts.text_of(content))
        self.frame.go("manual.editor", draft=draft)

    def _line(self, each: GapRow) -> QWidget:
        who = ", ".join(
            self.tr("{role} {n}×").format(role=role_word(role) if role else self.tr("nobody signed in"), n=times)
            for role, times in each.roles
        )
        last = self.tr("last {day}").format(day=self.frame.times.day(each.last))
        said = column(label(f"“{each.words}”", "strong"), label(f"{who} · {last}", "small"), gap=tokens.HAIR)
        write = button(self.tr("Write it"), partial(self.write, each.words), icon="edit")
        write.setAccessibleName(self.tr("Write a procedure about “{words}”").format(words=each.words))
        drop = button(self.tr("Dismiss"), partial(self.dismiss, each.words), kind="quiet")
        drop.setAccessibleName(self.tr("Dismiss “{words}”").format(words=each.words))
        count = label(self.frame.times.number(each.times), "heading", wraps=False)
        count.setMinimumWidth(style.size(tokens.FAR))
        inside = row(count, said, write, drop, gap=tokens.GAP)
        inside.setStretch(1, 1)
        made = QWidget()
        made.setLayout(inside)
        return made
