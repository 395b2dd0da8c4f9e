"""The acts of the editor: undo, adding to the outline, throwing away, handing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sopdesk.domain.sop import Format, Procedure
from sopdesk.ui import tokens
from sopdesk.ui.manual.asking import reviewer_questions, reviewers_of
from sopdesk.ui.manual.editing.forms import Around
from sopdesk.ui.manual.editing.numbers import unread_problems
from sopdesk.ui.manual.keeping import KeptDraft
from sopdesk.ui.manual.words import role_word
from sopdesk.ui.widgets.buttons import button, icon_button
from sopdesk.ui.widgets.form import Question
from sopdesk.ui.widgets.rows import Flow

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.ui.manual.editor import EditorScreen

GRIDS = frozenset({"duties", "limits"})
"""The places whose fields stand beside each other."""


class EditorActs(QObject):
    """What can be pressed around the outline and at the top of the page."""

    def __init__(self, screen: EditorScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.undo = icon_button(self.tr("Undo"), "undo", screen.document.undo)
        self.redo = icon_button(self.tr("Redo"), "redo", screen.document.redo)
        self.page = button(self.tr("Finished page"), self.show_page, kind="choice")
        self.page.setCheckable(True)
        self.question = button(self.tr("Question"), self._add_question, kind="quiet", icon="plus")
        self._room = Flow(tokens.HAIR)
        self._beside = True
        screen.add_act(self.tr("Throw the draft away"), self.throw_away, kind="quiet", icon="close")
        screen.add_act(self.tr("Hand in"), self.submit, kind="primary", icon="right", key="Ctrl+Return")

    def entries(self) -> QWidget:
        """Give the buttons below the outline."""
        screen, room = self._screen, self._room
        panel, outline = screen.panel, screen.outline
        add_step = button(self.tr("Step"), lambda: panel.add_entry(outline.place()), kind="quiet", icon="plus")
        add_step.setAccessibleName(self.tr("Add a step or question"))
        for made in (
            add_step,
            self.question,
            button(self.tr("Part"), panel.add_part, kind="quiet", icon="plus"),
            self.undo, self.redo,
            icon_button(self.tr("Move up"), "up", lambda: panel.move_entry(outline.place(), -1)),
            icon_button(self.tr("Move down"), "down", lambda: panel.move_entry(outline.place(), 1)),
            icon_button(self.tr("Make it a step"), "back", lambda: panel.indent_entry(outline.place(), -1)),
            icon_button(self.tr("Make it a sub-step"), "right", lambda: panel.indent_entry(outline.place(), 1)),
            icon_button(self.tr("Take it out"), "close", lambda: panel.remove_entry(outline.place())),
            self.page,
        ):  # fmt: skip
            room.add(made)
        return room

    def fit(self, *, beside: bool) -> None:
        """Show the finished page beside the form where there is room, else instead of it on demand."""
        self._beside = beside
        self.page.setVisible(not beside)
        self._room.arrange()
        self.show_page()

    def show_page(self) -> None:
        """Show the finished page, or the form again; what is written as a grid takes the page's room as well."""
        on_demand = self.page.isChecked() and not self._beside
        beside = self._beside and self._screen.panel.place not in GRIDS
        self._screen.preview.setVisible(beside or on_demand)
        self._screen.writing.setVisible(not on_demand)

    def show_undo(self) -> None:
        """Let only be pressed what does something; questions and answers belong to their format, or where some are."""
        content = self._screen.document.content
        self.question.setVisible(content.format is Format.FAQ or bool(content.questions))
        self._room.arrange()
        self.undo.setEnabled(self._screen.document.can_undo())
        self.redo.setEnabled(self._screen.document.can_redo())

    def _add_question(self) -> None:
        self._screen.panel.add_question()

    def name(self, draft: KeptDraft) -> None:
        """Say at the top what is being written, and whether somebody has handed in a newer revision meanwhile."""
        screen = self._screen
        if not draft.sop:
            screen.set_title(self.tr("New procedure"))
            return
        page = screen.workspace.manual.page(draft.sop)
        title = self.tr("Revision of {number}").format(number=page.content.number)
        screen.set_title(title, page.titles["title"])
        if draft.based_on and page.history[0].digest != draft.based_on:
            said = self.tr("{who} has handed in a newer revision since you began. Compare before you hand in yours.")
            screen.message.warn(said.format(who=page.history[0].author))

    def submit(self) -> None:
        """Hand the revision in: asks why it changes, who reviews it, and which suggestions it takes up."""
        screen, draft = self._screen, self._screen.draft
        if draft is None:
            return
        screen.look_at_page()
        content = screen.document.content
        if unread := next(unread_problems(screen.document), None):
            screen.go_to(unread.where)
            screen.message.fail(self.tr("{what} Write a number, or empty the field.").format(what=unread.sentence))
            return
        why = Question("reason", self.tr("Why it changes, in a few words"), "text", needed=True, lines=2)
        who = reviewer_questions(screen.workspace.people.tiles(), (draft.author,))
        sentence = self.tr("Somebody else reads it, then approves it or sends it back. Until then nothing changes.")
        screen.ask(
            self.tr("Hand in"), [why, *who, *screen.settling.questions()], self.tr("Hand in"),
            lambda answers: self._submit(draft, content, answers), sentence=sentence,
            values=screen.settling.wanted(screen.more.get("action", "")),
        )  # fmt: skip

    def throw_away(self) -> None:
        """Throw the draft away; it can be taken back as long as the page is shown."""
        screen, draft = self._screen, self._screen.draft
        if draft is None:
            return
        was = screen.document.content
        draft.drop()
        content = draft.kept = screen.start_content(draft)
        screen.document.change(content)
        screen.findings.remark.setText("")
        screen.message.say(self.tr("The draft is thrown away."), self.tr("Undo"), lambda: screen.document.change(was))

    def _submit(self, draft: KeptDraft, content: Procedure, answers: Mapping[str, str]) -> None:
        screen, manual = self._screen, self._screen.workspace.manual
        reviewers, in_order = reviewers_of(answers)
        done = manual.submit(
            by=draft.author, content=content, reason=answers["reason"], sop=draft.sop, based_on=draft.based_on,
            reviewers=reviewers, in_order=in_order, settles=screen.settling.chosen(answers),
        )  # fmt: skip
        draft.drop()
        screen.let_go_of_draft()
        newest = manual.page(done).history[0]
        screen.frame.go("manual.page", done, proposal=str(newest.proposal))
        screen.frame.say_done(self.tr("Handed in. It waits for somebody else's approval."))


def around_of(workspace: Workspace) -> Around:
    """Gather what the forms offer to choose from."""
    house = workspace.people.house()
    fields = [(house.name, "{{house}}"), (house.site, "{{site}}")]
    fields += [(f"{name}: {value}", f"{{{{contact:{name}}}}}") for name, value in house.contacts.items()]
    return Around(
        tuple((each.id, role_word(each.id)) for each in workspace.organisation.roles().in_use()),
        tuple((each.number, each.title) for each in workspace.manual.rows()),
        tuple(name for name, _ in workspace.manual.sections() if name), fields,
    )  # fmt: skip
