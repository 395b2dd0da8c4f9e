"""Handing over: by itself, or at the end of a checklist run, which is completed with it."""

from __future__ import annotations

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui.checklists.leaving import LeavingForm
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.views.people import PersonView


class HandOverScreen(Screen):
    """Without an id a hand-over by itself; else `id` is the run that is completed with it, `text` its note so far."""

    needs_person = True
    right = Right.RUN

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.form = LeavingForm()
        self.form.done.connect(self.hand_over)
        self.body.addWidget(self.form)
        self.keep(self.form, "leaving")

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show the form; what was written on the run so far comes along, once."""
        other = (id, more) != (self.id, self.more)
        if person is not None:
            people = [(each.id, each.name) for each in self.workspace.people.tiles()
                      if each.id != person.id and each.has_pin and each.may(Right.RUN)]  # fmt: skip
            self.form.know(people, self.workspace.people.house().currency)
        super().show_for(person, id, **more)
        if other and more.get("text") and not self.form.notes.toPlainText():
            self.form.notes.setPlainText(more["text"])

    def refresh(self) -> None:
        """Ask what is proposed, and offer it; what is written here stays."""
        self.clear_acts()
        words = self.tr("Complete and hand over") if self.id else self.tr("Hand over")
        self.add_act(words, self.hand_over, kind="primary", icon="check", key="Ctrl+Return")
        said = self.tr("What the next shift has to know, and what it takes over from you")
        if self.id:
            run = self.workspace.checklists.run(self.id).row
            said = self.tr("At the end of {number} {title}").format(number=run.number, title=run.title)
        self.set_title(self.tr("Hand over"), said)
        if self.person is None or not self.person.may(Right.RUN):
            return
        by, leavings = self.person.id, self.workspace.leavings
        proposed = [each.item for each in leavings.proposals(by, run=self.id)]
        self.form.offer(proposed, leavings.things())

    def take_focus(self) -> None:
        """Take the keyboard to the notes."""
        self.form.notes.setFocus()

    def hand_over(self) -> None:
        """Hand over what stands here; with a run, complete it in the same act."""
        self.frame.require_person(self._hand_over, right=Right.RUN)

    def _hand_over(self, who: PersonView) -> None:
        run, written = self.id, ""

        def act() -> None:
            nonlocal written
            leaving = self.form.leaving(self.frame.times.locale)
            if not run:
                written = self.workspace.handovers.write(by=who.id, leaving=leaving)
                return
            if leaving.is_empty():
                raise Refusal(self.tr("There is nothing to hand over yet."))
            self.workspace.checklists.complete(by=who.id, run=run, handover=leaving)

        try:
            act()
        except Refusal as no:
            self.message.fail(no.sentence)
            return
        self.forget("leaving")
        if run:
            self.frame.replace("checklists.run", run)
        else:
            self.frame.replace("checklists.handover", written)
        self.frame.refresh()
        self.frame.say_done(self.tr("Handed over. The next shift finds it on Today."))
