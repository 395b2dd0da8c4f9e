"""One incident's file: what is known, what is still missing, its clocks, its story, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.confidence import Sight
from sopdesk.domain.field_sets.entries import ENTRIES, FOLLOW_UP
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.late_entry import late_words
from sopdesk.domain.person import Right
from sopdesk.ui import style, tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.incidents.actions import ActionsCard
from sopdesk.ui.incidents.acts import FileActs
from sopdesk.ui.incidents.attachments import AttachmentsCard
from sopdesk.ui.incidents.case_screen import CaseScreen
from sopdesk.ui.incidents.clocks import ClocksCard
from sopdesk.ui.incidents.details import DetailsView
from sopdesk.ui.incidents.escalating import EscalationCard
from sopdesk.ui.incidents.investigation import InquiryCard
from sopdesk.ui.incidents.keeping import keeping_facts
from sopdesk.ui.incidents.origin import origin_words
from sopdesk.ui.incidents.osha_form import osha_acts
from sopdesk.ui.incidents.others import OthersView
from sopdesk.ui.incidents.overriding import go_on_all_the_same, override_chips, override_facts
from sopdesk.ui.incidents.owner import OwnerRow
from sopdesk.ui.incidents.pinned import add_pinned
from sopdesk.ui.incidents.reportable import ReportableCard
from sopdesk.ui.incidents.secrecy import SecrecyCard, lock_chips
from sopdesk.ui.incidents.several import EntriesView, PeopleView
from sopdesk.ui.incidents.several_acts import PeopleAndEntryActs
from sopdesk.ui.incidents.starting import add_runs, start_checklist
from sopdesk.ui.incidents.story import StoryView
from sopdesk.ui.incidents.words import SEVERITY_CHIPS, kind_word, stage_chip
from sopdesk.ui.saving import save_export
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.facts import fact
from sopdesk.ui.widgets.labels import chip, label
from sopdesk.ui.widgets.rows import Flow, clear, column, row
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.people import PersonView

NARROW = 900
"""Below this many pixels, at a text size of 100 %, the side stands below the file."""


class FileScreen(CaseScreen):
    """The file of one incident."""

    needs_person = True
    right = Right.READ_INCIDENTS
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.file: IncidentFile | None = None
        self.acting = FileActs(self)
        self.chips, self.quiet, self.owner = Flow(), Flow(), OwnerRow(self)
        self.facts = column(gap=tokens.SNUG)
        self.missing = column(gap=tokens.SNUG)
        self.procedures = column(gap=tokens.HAIR)
        self.several = PeopleAndEntryActs(self)
        self.people = PeopleView(self.several)
        self.entries = EntriesView(self.several, frame.times)
        self.inquiry = InquiryCard(self)
        self.planned = ActionsCard(self)
        self.attachments = AttachmentsCard(self)
        self.details = DetailsView(self.acting.fill_in)
        self.others = OthersView(self.acting.link, self._open_other)
        self.story = StoryView(frame.times, self.look_back)
        self.missing_card = Card(self.missing, title=self.tr("Before the next stage"))
        self.clocks = ClocksCard(self)
        self.reportable = ReportableCard(self)
        self.escalated = EscalationCard(self)
        self.others_card = Card(self.others, title=self.tr("Other incidents"))
        main = column(
            Card(self.facts),
            Card(self.details, title=self.tr("What the record asks for")),
            Card(self.entries, title=self.tr("Statements, evidence and the like")),
            self.attachments,
            self.inquiry,
            self.planned,
            Card(self.story, title=self.tr("The story")),
            None,
            gap=tokens.GAP,
        )
        side = column(
            self.missing_card,
            self.clocks,
            self.reportable,
            self.escalated,
            Card(self.procedures, title=self.tr("Procedures in force then")),
            Card(self.people, title=self.tr("People concerned")),
            self.others_card,
            None,
            gap=tokens.GAP,
        )
        self.both = row(main, side, gap=tokens.GAP)
        self.both.setStretch(0, 5)
        self.both.setStretch(1, 3)
        self.secrecy = SecrecyCard(self)
        self.whole = QWidget()
        self.whole.setLayout(self.both)
        for each in (self.chips, self.quiet, self.owner, self.secrecy, self.whole):
            self.body.addWidget(each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the file where the window is narrow."""
        narrow = self.width() < style.size(NARROW)
        self.both.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def refresh(self) -> None:
        """Ask for the file and show it."""
        reader = self.person.id if self.person else ""
        hidden = self.secrecy.keeps_out(reader)
        for each in (self.chips, self.quiet, self.owner, self.whole):
            each.setVisible(not hidden)
        if hidden:
            self.clear_acts()
            self.set_title(self.tr("A confidential file"))
            return
        self.file = file = self.workspace.incidents.file(self.id, by=reader, upto=self.more.get("upto", ""))
        self.secrecy.show_file(file)
        row_ = file.row
        self.set_title(
            row_.number, self.tr("{kind}, logged by {who}").format(kind=kind_word(row_.kind), who=row_.recorder)
        )
        self._show_acts(file)
        self.owner.show_file(file)
        self._show_chips(file)
        self._show_facts(file)
        self._show_missing(file)
        self.clocks.show_file(file)
        self.reportable.show_file(file)
        self.escalated.show_file(file)
        self._show_procedures(file)
        open_ = file.past is None and row_.stage is not Stage.CLOSED
        self.details.show_file(file, past=file.past is not None)
        self.entries.show_file(file, open_=open_)
        self.attachments.show_file(file, open_=open_)
        self.people.show_people(file.concerned, open_=open_)
        similar = self.workspace.incidents.similar(self.id, by=reader) if reader and open_ else ()
        self.others.show_others(file.linked, similar, file.hidden_links)
        self.inquiry.show_file(file)
        self.planned.show_file(file, open_=open_)
        self.others_card.setVisible(bool(file.linked or similar or file.hidden_links))
        self.story.show_story(file.story)

    def show_for(self, person: PersonView | None, id: str = "", **more: str) -> None:  # noqa: A002 - as in views
        """Show a file; one that was logged a moment ago says its number."""
        super().show_for(person, id, **more)
        if more.get("logged") and self.file and self.file.row.stage is Stage.LOGGED:
            said = self.tr("Logged as {number}. Everything else can follow.")
            self.message.say(said.format(number=self.file.row.number))

    def look_back(self, entry: str) -> None:
        """Show the file as it was after one entry ("log:seq") of its story."""
        self.frame.go("incidents.file", self.id, upto=entry)

    def _open_other(self, incident: str) -> None:
        self.frame.go("incidents.file", incident)

    def print_file(self) -> None:
        """Save the whole file as PDF; it is recorded that it left."""
        why = self.tr("Taking a file along is recorded.")
        self.frame.require_person(self._print, right=Right.EXPORT, why=why)

    def _print(self, who: PersonView) -> None:
        number, incident = self.file.row.number if self.file else "", self.id
        save_export(
            self,
            f"{number}.pdf",
            self.tr("Printing {number}").format(number=number),
            lambda exports, _progress, _cancelled: exports.case_pdf(by=who.id, incident=incident),
        )

    def _show_acts(self, file: IncidentFile) -> None:
        self.clear_acts()
        self.quiet.clear()
        acts = self.acting
        if file.past is not None:
            self.add_act(self.tr("Back to now"), lambda: self.frame.go("incidents.file", self.id), icon="undo")
            return
        self.quiet.add(button(self.tr("PDF"), self.print_file, kind="quiet", icon="print"))
        for each in osha_acts(self, file):
            self.quiet.add(each)
        if self.may(Right.EXPORT):
            give = partial(self.frame.go, "trail.give", self.id)
            self.quiet.add(button(self.tr("Evidence"), give, kind="quiet", icon="export"))
        self.quiet.add(button(self.tr("Note"), acts.note, kind="quiet", icon="note"))
        if self.person is not None and self.person.may(Right.PRIVACY):
            kept = partial(self.frame.go, "house.kept", self.id)
            self.quiet.add(button(self.tr("Personal data"), kept, kind="quiet", icon="lock"))
        if self.may(Right.SIGN_OFF):
            self.quiet.add(button(self.tr("Confidential…"), self.secrecy.decide, kind="quiet", icon="lock"))
        if file.row.stage is Stage.CLOSED:
            self.add_act(self.tr("Reopen"), acts.reopen, icon="undo")
            return
        self.quiet.add(button(self.tr("Correct"), acts.correct, kind="quiet", icon="edit"))
        if ORDER.index(file.row.stage) >= ORDER.index(Stage.RESOLVED):
            self.add_act(self.tr("Close and sign"), acts.close, kind="plain", icon="sign")
        following = ORDER[ORDER.index(file.row.stage) + 1]
        if following is Stage.CLOSED:
            return
        words = {
            Stage.ACKNOWLEDGED: self.tr("Acknowledge"),
            Stage.INVESTIGATING: self.tr("Investigate"),
            Stage.RESOLVED: self.tr("Resolve"),
            Stage.FOLLOWED_UP: self.tr("Follow up"),
        }
        asks = following is Stage.FOLLOWED_UP and FOLLOW_UP in ENTRIES[file.row.kind]
        go_on = partial(self.several.add_entry, FOLLOW_UP) if asks else partial(acts.move, following, words[following])
        self.add_act(words[following], go_on, kind="primary", icon="right")

    def _show_chips(self, file: IncidentFile) -> None:
        self.chips.clear()
        if file.past is not None:
            moment = self.frame.times.moment(file.past)
            self.chips.add(chip(self.tr("As it was on {moment}").format(moment=moment), "warning"))
        for each in lock_chips(file):
            self.chips.add(each)
        self.chips.add(chip(*stage_chip(file.row.stage)))
        self.chips.add(chip(self.tr(file.row.severity.value.capitalize()), SEVERITY_CHIPS[file.row.severity]))
        for said in origin_words(file):
            self.chips.add(chip(said))
        for each in override_chips(file):
            self.chips.add(each)

    def _show_facts(self, file: IncidentFile) -> None:
        clear(self.facts)
        self.facts.addWidget(label(file.narrative, "lead"))
        times = self.frame.times
        late = (
            self.tr("{span} after it was told").format(span=late_words(file.late))
            if file.late and not file.source
            else ""
        )
        about = self.tr("about {moment}") if file.occurred_about else "{moment}"
        lines = [
            (self.tr("Done at once"), file.done_at_once),
            (self.tr("Happened"), about.format(moment=times.moment(file.row.occurred_at))),
            (self.tr("Reported"), times.moment(file.reported_at)),
            (self.tr("Recorded"), times.moment(file.row.recorded_at)),
            (self.tr("Late entry"), late),
            (self.tr("It could have been"), self.tr(file.potential.value) if file.potential else ""),
            (self.tr("Where"), file.place),
            (self.tr("How we were told"), file.channel),
            (self.tr("How it ended"), file.outcome),
            *override_facts(file),
            *keeping_facts(self, file),
        ]
        for word, value in lines:
            if value:
                self.facts.addLayout(fact(word, value))
        if file.run:
            screen = "checklists.guide" if file.run.startswith("guide-") else "checklists.run"
            words = self.tr("From {number}").format(number=file.run_number)
            link = button(words, lambda: self.frame.go(screen, file.run), kind="quiet")
            self.facts.addLayout(row(link, None))

    def _show_missing(self, file: IncidentFile) -> None:
        clear(self.missing)
        open_ = file.past is None and file.row.stage is not Stage.CLOSED
        self.missing_card.setVisible(open_ and file.sight is not Sight.OWN)
        for each in file.lacks:
            self.missing.addWidget(label(f"○  {each.field.label if each.field else each.words}"))
        if not file.lacks:
            self.missing.addWidget(label(self.tr("Nothing is missing."), "soft"))
        if file.may_miss:
            self.missing.addLayout(row(button(self.tr("Fill in"), self.acting.fill_in_missing, icon="edit"), None))
        if file.lacks and self.may(Right.OVERRIDE):
            all_the_same = partial(go_on_all_the_same, self)
            self.missing.addLayout(row(button(self.tr("Go on all the same"), all_the_same, kind="quiet"), None))

    def _show_procedures(self, file: IncidentFile) -> None:
        clear(self.procedures)
        add_pinned(self.procedures, file, self._opening)
        if not file.procedures:
            self.procedures.addWidget(label(self.tr("None is named yet."), "soft"))
        add_runs(self, self.procedures)
        if file.past is None and file.row.stage is not Stage.CLOSED:
            starts = button(self.tr("Start a checklist"), partial(start_checklist, self), kind="quiet", icon="start")
            self.procedures.addLayout(row(starts, None))
            starts.setVisible(self.may(Right.RUN))
            name = button(self.tr("Name a procedure"), self.acting.pin, kind="quiet", icon="plus")
            self.procedures.addLayout(row(name, None))

    def _opening(self, sop: str, digest: str, step: str) -> Callable[[], None]:
        return lambda: self.frame.go("manual.page", sop, digest=digest, step=step)
