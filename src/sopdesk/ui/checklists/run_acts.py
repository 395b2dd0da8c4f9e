"""What can be done with a run as a whole; its lines have their acts in `answer_acts`."""

from __future__ import annotations

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.run import RunStage
from sopdesk.ui.checklists.answer_acts import AnswerActs
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.form import Question
from sopdesk.views.people import PersonView


class RunActs(AnswerActs):
    """The acts of a run's screen, those of its lines too."""

    def start(self, sop: str) -> None:
        """Start a checklist and show the run; say when another one is under way."""
        frame = self._screen.frame

        def begin(who: PersonView) -> None:
            others = [each for each in self._checklists.runs(stage=RunStage.OPEN) if each.sop == sop]
            try:
                run = self._checklists.start(by=who.id, sop=sop)
            except Refusal as no:
                self._screen.message.fail(no.sentence)
                return
            frame.replace("checklists.run", run)
            frame.refresh()
            if others:
                said = self.tr("{number} of the same checklist, started by {who}, is under way as well.")
                self._screen.message.note(
                    said.format(number=others[0].number, who=others[0].started_by), self.tr("Go there"),
                    lambda: frame.go("checklists.run", others[0].id),
                )  # fmt: skip

        frame.require_person(begin, right=Right.RUN, why=self.tr("Starting a checklist is recorded with your name."))

    def complete(self) -> None:
        """Finish the run with the note to the next shift."""
        run, note = self._screen.id, self._screen.finish.note.toPlainText()

        def act(who: PersonView) -> None:
            done = self.tr("Completed. A supervisor who did not work on it signs it off.")
            if self._screen.attempt(lambda: self._checklists.complete(by=who.id, run=run, handover=note), done):
                self._screen.forget("handover")
                self._screen.board.verticalScrollBar().setValue(0)
                self._screen.take_focus()
            elif (line := self._screen.steps.next_open()) is not None:
                self._screen.go_to(line)

        self._screen.frame.require_person(act, right=Right.RUN)

    def sign_off(self) -> None:
        """Sign exactly what is shown."""
        page = self._screen.page
        if page is None:
            return
        run, digest = page.row.id, page.digest

        def act(who: PersonView, password: str) -> None:
            self._checklists.sign_off(by=who.id, password=password, run=run, digest=digest)
            self._screen.board.verticalScrollBar().setValue(0)  # where the signature stands

        self._screen.sign(
            self.tr("I have looked at this checklist as it is shown and take responsibility for it."), act,
            right=Right.SIGN_OFF, done=self.tr("Signed off."),
        )  # fmt: skip

    def waiting(self) -> list[str]:
        """Give the other runs that wait for whoever came here to sign off, the one that Today names first at first."""
        screen = self._screen
        if screen.more.get("view") != "sign-off" or screen.person is None or not screen.may(Right.SIGN_OFF):
            return []
        lines = screen.workspace.today.lines(screen.person)
        return [each.id for each in lines if each.place == "sign-off" and each.id != screen.id]

    def go_to_next(self) -> None:
        """Look at the next run that waits for a sign-off."""
        if waiting := self.waiting():
            self._screen.frame.replace("checklists.run", waiting[0], view="sign-off")

    def give_back(self) -> None:
        """Refuse the sign-off with a reason; the run is open again."""
        run = self._screen.id
        self._screen.frame.require_person(
            lambda who: self._screen.ask(
                self.tr("Give it back"), [Question("reason", self.tr("What is missing"), "text", needed=True)],
                self.tr("Give back"),
                lambda answers: self._checklists.give_back(by=who.id, run=run, reason=answers["reason"]),
                done=self.tr("Given back; the run is open again."),
            ),
            right=Right.SIGN_OFF,
        )  # fmt: skip

    def hand_over(self) -> None:
        """Go on to the whole form of a hand-over, with the note as it stands; the run is completed from there."""
        run, note = self._screen.id, self._screen.finish.note.toPlainText()

        def go(_who: PersonView) -> None:
            self._screen.forget("handover")
            self._screen.frame.go("checklists.hand_over", run, **({"text": note} if note.strip() else {}))

        self._screen.frame.require_person(go, right=Right.RUN)

    def open_handover(self) -> None:
        """Go to what was handed over with this run."""
        page = self._screen.page
        if page is not None and page.handover is not None:
            self._screen.frame.go("checklists.handover", page.handover.row.id)

    def print_run(self) -> None:
        """Save the run as PDF; it is recorded that it left."""
        page = self._screen.page
        if page is None:
            return
        run, number = page.row.id, page.row.number
        self._screen.frame.require_person(
            lambda who: save_export(
                self._screen, f"{number}.pdf", self.tr("Printing {number}").format(number=number),
                lambda exports, _progress, _cancelled: exports.run_pdf(by=who.id, run=run),
            ),
            right=Right.RUN, why=self.tr("Taking a run along is recorded."),
        )  # fmt: skip
