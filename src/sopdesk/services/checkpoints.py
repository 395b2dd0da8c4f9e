"""Checkpoints that leave this desk: who holds which one, the second place, and when to be reminded."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from sopdesk.domain import holding
from sopdesk.domain.holding import CHECKPOINTS, Holding, Way
from sopdesk.domain.house import EvidenceExported
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.services.carrying import Carried, Carrying, recalled
from sopdesk.services.desk import Desk
from sopdesk.services.second_place import SecondPlace, beside
from sopdesk.services.whole_file import WholeFile
from sopdesk.store import holders as table
from sopdesk.store.holders import SignedNote
from sopdesk.store.journal import EVERY_TIME
from sopdesk.views.checkpoints import CheckpointView, HolderView, HoldingView, PlaceView
from sopdesk.views.people import PersonView
from sopdesk.views.today import TodayLine, Urgency
from sopdesk.views.trail import Printing

MOST_EXPORTS = 50


class Checkpoints:
    """What is settled and known about checkpoints outside this desk."""

    def __init__(self, desk: Desk, folder: Path, *, weaker: bool) -> None:
        """Work on one desk, whose files lie in a folder; `weaker` tells that its key lies in a file."""
        self._desk = desk
        self._weaker = weaker
        self._folder = folder
        self.carrying = Carrying(desk, self.place)

    # Asking

    def view(self) -> HoldingView:
        """Give how things stand: the newest checkpoint, the newest one outside, and how many entries came since."""
        state, newest = self._state(), self.newest()
        entries = self._desk.store.size
        place = self._place(state)
        outside = self._outside(state, place)
        newer = max(entries - (outside.size if outside else 0), 0)
        since = outside.since if outside else self._opened()
        old = newer > 0 and self._desk.now() - since >= timedelta(days=state.days)
        return HoldingView(newest, outside, entries, newer, state.days, old, place, self._weaker)

    def newest(self) -> CheckpointView | None:
        """Give the newest checkpoint of this station's log; None where none was signed yet."""
        head = self._desk.store.head()
        if head.checkpoint_at is None:
            return None
        root = table.root_of(head.checkpoint)
        return CheckpointView(head.origin, head.checkpoint_size, root, head.checkpoint, head.checkpoint_at)

    def holders(self) -> tuple[HolderView, ...]:
        """Give who holds which checkpoint, the newest hold first: the second place, people, and what was exported.

        Of an export it is known that it carries a checkpoint, not where it lies: it does not count as outside.
        """
        state = self._state()
        found = [*self._of_place(self._place(state)), *self._of_people(state), *self._of_exports()]
        return tuple(sorted(found, key=lambda each: each.since, reverse=True))

    def place(self) -> Path | None:
        """Give the second place, or None."""
        chosen = self._state().place
        return Path(chosen) if chosen else None

    def settled(self) -> bool:
        """Tell whether a second place was chosen or declined."""
        return self._state().settled is not None

    def lines(self, person: PersonView) -> Iterator[TodayLine]:
        """Give what Today says of it, to managers: an alarm, or that the newest checkpoint outside is old."""
        if not person.may(Right.REGISTER):
            return
        view = self.view()
        if view.place.alarm:
            what = "A checkpoint at the second place does not fit this desk"
            yield TodayLine(Urgency.NOW, what, view.place.alarm, "Look", "checkpoints", "", view.place.written_at)
        elif view.old and view.outside is None:
            said = f"{view.newer} entries could be changed unseen by whoever has the key"
            yield TodayLine(Urgency.LATER, "Nobody outside holds a checkpoint", said, "Look", "checkpoints", "")
        elif view.old and view.outside is not None:
            said = f"{view.outside.name} holds it; {view.newer} entries are newer"
            what = f"The newest checkpoint outside is older than {view.days} days"
            yield TodayLine(Urgency.LATER, what, said, "Look", "checkpoints", "", view.outside.since)

    # Acting

    def choose_place(self, *, by: str, folder: Path) -> None:
        """Choose the second place. Refuses one that is not there, or that lies within the desk."""
        self._desk.require(by, Right.REGISTER)
        if not folder.is_dir():
            raise Refusal(f"The folder {folder} is not there.")
        folder = folder.resolve()
        home = self._folder.resolve()
        if folder == home or home in folder.parents:
            raise Refusal("The second place has to lie outside the desk's own folder, best on another disk.")
        self._desk.record(by, (CHECKPOINTS, [holding.choose(self._state(), str(folder))]))
        self.carrying.forget()

    def decline_place(self, *, by: str) -> None:
        """Do without a second place; that is recorded."""
        self._desk.require(by, Right.REGISTER)
        self._desk.record(by, (CHECKPOINTS, [holding.choose(self._state(), "")]))
        self.carrying.forget()

    def remind_after(self, *, by: str, days: int) -> None:
        """Set after how many days a manager is reminded that the newest checkpoint outside is old."""
        self._desk.require(by, Right.REGISTER)
        self._desk.record(by, (CHECKPOINTS, [holding.remind_after(self._state(), days)]))

    def sign_now(self) -> CheckpointView:
        """Sign a checkpoint over everything so far, unless the newest one covers it, and give it. Raises Trouble."""
        self._desk.store.sign_checkpoint(self._desk.now())
        found = self.newest()
        if found is None:
            raise Trouble("No checkpoint could be signed: the key of this station is not on this machine.")
        return found

    def hand_over(self, *, by: str, holder: str, way: Way, given: CheckpointView) -> None:
        """Record who holds a checkpoint from now on; `given` is the one that went."""
        self._desk.require(by, Right.EXPORT)
        what = holding.hand_over(given.origin, given.size, given.root, way, holder)
        self._desk.record(by, (CHECKPOINTS, [what]))

    def write(self, given: CheckpointView, place: Path) -> None:
        """Write a checkpoint to a file, or into a folder as the second place has it. Raises Trouble."""
        if place.is_dir():
            SecondPlace(place).bring([SignedNote(given.origin, given.size, given.note, given.at)])
            return
        with WholeFile(place) as file:
            file.release(given.note.encode())

    def mail(self, given: CheckpointView) -> str:
        """Give the address that opens a new mail with a checkpoint in it (RFC 6068)."""
        house = self._desk.house().name
        words = f"Please keep this mail. It is a signed checkpoint of the log of {house}.\n\n{given.note}"
        body = words.replace("\n", "\r\n")
        return f"mailto:?subject={quote(f'Checkpoint of {house}', safe='')}&body={quote(body, safe='')}"

    def sheet(self, given: CheckpointView, *, by: str, holder: str = "") -> bytes:
        """Give a sheet with a checkpoint in letters and as a QR code, as PDF."""
        from sopdesk.pdf.checkpoint_sheet import print_checkpoint

        names, head = self._desk.names(), self._desk.store.head()
        return print_checkpoint(given, Printing(self._desk.house(), self._desk.now(), names.get(by, ""), head), holder)

    def qr_of(self, note: str) -> tuple[tuple[bool, ...], ...]:
        """Give a text as the rows of a QR code, True for dark; without the quiet zone."""
        from sopdesk.pdf.checkpoint_mark import qr_rows

        return qr_rows(note)

    # By itself

    def sign_when_due(self) -> bool:
        """Sign when the newest checkpoint has been behind for a quarter of an hour, also while nobody acts."""
        head, now = self._desk.store.head(), self._desk.now()
        if head.size == head.checkpoint_size:
            return False
        if head.checkpoint_at is not None and now - head.checkpoint_at < EVERY_TIME:
            return False
        self._desk.store.sign_checkpoint(now)
        return True

    def carry(self, cancelled: Callable[[], bool] = lambda: False) -> Carried:
        """Bring to the second place what is missing there, and compare what lies there; raises nothing for a place."""
        beside(lambda: self.carrying.carry(cancelled), cancelled)
        return recalled(self._desk)

    def carry_at_the_end(self) -> None:
        """Bring the last checkpoints to the second place, and wait no longer than a few seconds for it."""
        place = self.place()
        if place is None:
            return
        notes = self.carrying.newest()
        try:
            done = beside(lambda: SecondPlace(place).bring(notes), lambda: True)
        except Trouble as trouble:
            self.carrying.note_failure(trouble.sentence)
            return
        if done:
            self.carrying.note_success()
        else:
            self.carrying.note_failure("The folder does not answer.")

    # Within

    def _state(self) -> Holding:
        return self._desk.load(CHECKPOINTS, holding.fold)

    def _opened(self) -> datetime:
        """Give when this station's log began: a new desk is not reminded at once."""
        return self._desk.store.history(f"log-{self._desk.store.log}").events[0].stamp.at

    def _place(self, state: Holding) -> PlaceView:
        kept = recalled(self._desk)
        return PlaceView(
            state.place, state.settled is not None, kept.written_at, kept.size, kept.origin, kept.failing_since,
            kept.why, kept.alarm, kept.strangers,
        )  # fmt: skip

    def _of_place(self, place: PlaceView) -> Iterator[HolderView]:
        if place.folder and place.written_at is not None:
            yield HolderView(place.folder, place.size, place.written_at, place.origin)

    def _of_people(self, state: Holding) -> Iterator[HolderView]:
        names = self._desk.names()
        for each in state.handed:
            by = names.get(each.stamp.actor, each.stamp.actor)
            name = each.holder or "somebody whose name is erased"
            yield HolderView(name, each.what.size, each.stamp.at, each.what.origin, each.what.way, by)

    def _of_exports(self) -> Iterator[HolderView]:
        """Give the last exports that carry a checkpoint, and which."""
        names, head = self._desk.names(), self._desk.store.head()
        with self._desk.store.reading() as connection:
            subjects = table.last_exports(connection, self._desk.store.log, MOST_EXPORTS)
        for subject in subjects:
            for each in self._desk.store.history(subject).events:
                if not isinstance(each.what, EvidenceExported) or not _carries(each.what):
                    continue
                with self._desk.store.reading() as connection:
                    size = table.covering(connection, each.stamp.log, each.stamp.seq)
                by = names.get(each.stamp.actor, each.stamp.actor)
                said = f"{each.what.scope}, {each.what.form}"
                if size:
                    yield HolderView(said, size, each.stamp.at, head.origin, None, by, counts=False)

    def _outside(self, state: Holding, place: PlaceView) -> HolderView | None:
        """Give the newest checkpoint of this station's log that is known to lie outside."""
        origin = self._desk.store.head().origin
        found = [each for each in (*self._of_place(place), *self._of_people(state)) if each.origin == origin]
        return max(found, key=lambda each: each.size, default=None)


def _carries(what: EvidenceExported) -> bool:
    return what.form == "PDF" or (what.form == "JSON" and what.scope.startswith("evidence"))
