"""What was out of the ordinary in the last weeks: a fridge too warm, a delivery with damage, a sign-off refused."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from sopdesk.demo import cast
from sopdesk.demo.rounds import CLEANING, CLOSING, TEMPERATURES, Act, Clock, Rounds, Work
from sopdesk.demo.stories import Story
from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.run import RunStage
from sopdesk.services.workspace import Workspace
from sopdesk.views.checklists import RunRow

DELIVERY, DRILL, EVENT, CHANGE = "SOP-023", "SOP-029", "SOP-014", "SOP-037"
DELIVERY_DAYS, DAMAGE = (1, 4), range(6, 10)
WARM = Story(
    IncidentKind.NEAR_MISS,
    "The milk fridge under the counter read 9.4 °C at the round of temperatures, two packs deep. Four hours before it "
    "was 4.1 °C. The door stood open by a finger’s width: a crate had slipped against it.",
    "Door shut, 14 litres of milk and two trays of cream cakes thrown away, red label on the door.", "counter",
    Severity.MEDIUM,
    details={"could_have": "Milk would have been served above the legal limit of 8 °C.",
             "prevention": "A rail in front of the lowest shelf; the crate stays outside the fridge."},
    outcome="Read right twice an hour apart, back into use by the supervisor. The rail is fitted.",
    under=("SOP-017",),
)  # fmt: skip
WARM_ABOUT = "Door stood ajar. Food thrown away, red label on, shut; 4.6 after forty minutes."
REFUSED = "The takings were counted before the last card slip was booked. Count once more against the final report."
STILL_OPEN = "The cellar key is not with Amira, I have it here. Please ask who gave it to whom and put the line right."
PUMP = "The pump leaks. All rinsed by hand at 60 °C and disinfected; the firm comes on Thursday."
Log = Callable[[Story, str], None]


class Particular:
    """Does what happened on certain days, counted back from today."""

    def __init__(self, desk: Workspace, people: Mapping[str, str], clock: Clock, rounds: Rounds, log: Log) -> None:
        """Do it with the runs of `rounds`; `log` writes an incident down and has it followed up."""
        self._desk = desk
        self._people = people
        self._clock = clock
        self._rounds = rounds
        self._log = log
        self._damaged = False
        self._event = ""

    def on(self, ago: int, date: datetime) -> Iterator[tuple[int, int, Act]]:
        """Give what is particular about a day: hour, minute, and what is done."""
        special: dict[int, tuple[int, int, Act]] = {
            20: (10, 0, partial(self._whole, DRILL)), 18: (11, 20, partial(self._begin_event, 5)),
            15: (11, 5, partial(self._go_on_with_event, 3)), 14: (16, 40, partial(self._go_on_with_event, 6)),
            12: (10, 15, self._end_event), 9: (6, 0, self._warm_fridge), 4: (8, 35, self._refuse),
            3: (6, 0, self._leave_out), 2: (11, 40, partial(self._begin_event, 6)), 1: (17, 40, self._give_back),
        }  # fmt: skip
        if ago in special:
            yield special[ago]
        if ago == 4:  # noqa: PLR2004 - the evening before was refused
            yield 9, 25, self._count_again
        if date.weekday() in DELIVERY_DAYS:
            yield 8, 5, partial(self._delivery, ago)

    def _whole(self, number: str) -> Work:
        return self._rounds.work(self._rounds.sop(number), well=True)

    def _begin_event(self, lines: int) -> None:
        self._event = self._rounds.begin(self._rounds.sop(EVENT))
        self._go_on_with_event(lines)

    def _go_on_with_event(self, lines: int) -> None:
        self._rounds.at_once(self._rounds.go_on(self._event, well=True, most=lines))

    def _end_event(self) -> None:
        self._rounds.at_once(self._rounds.go_on(self._event, well=True))
        self._rounds.complete(self._event)

    def _warm_fridge(self) -> None:
        self._rounds.instead[TEMPERATURES] = {"milk-fridge": self._read_warm, "food": self._throw_away}

    def _read_warm(self, worker: str, run: str) -> None:
        lists = self._desk.checklists
        lists.count(by=worker, run=run, item="milk-fridge", value=Decimal("9.4"), done_about_it=WARM_ABOUT)
        self._photograph(worker, run, "milk-fridge", "display", "9.4 °C")
        self._log(WARM, run)

    def _throw_away(self, worker: str, run: str) -> None:
        self._desk.checklists.choose(
            by=worker, run=run, item="food", choice="thrown away", done_about_it=WARM.done_at_once
        )

    def _leave_out(self) -> None:
        self._rounds.instead[CLEANING] = {"dishwasher": self._skip_pump, "rinse": self._skip_pump_too}

    def _skip_pump(self, worker: str, run: str) -> None:
        self._desk.checklists.skip(
            by=worker, run=run, item="dishwasher", reason=PUMP, supervisor=self._people["ines"], pin=cast.PIN
        )

    def _skip_pump_too(self, worker: str, run: str) -> None:
        self._desk.checklists.skip(by=worker, run=run, item="rinse", reason="see the dishwasher")

    def _delivery(self, ago: int) -> Work:
        if ago in DAMAGE and not self._damaged:
            self._damaged = True
            self._rounds.instead[DELIVERY] = {
                "whole": self._find_damage, "note": self._photograph_crate, "claims": self._claim,
            }  # fmt: skip
        return self._rounds.work(self._rounds.sop(DELIVERY))

    def _find_damage(self, worker: str, run: str) -> None:
        about = "Four cartons burst. Not taken, written on the note, driver has signed."
        self._desk.checklists.choose(by=worker, run=run, item="whole", choice="damaged", done_about_it=about)
        self._photograph(worker, run, "whole", "crate")

    def _photograph_crate(self, worker: str, run: str) -> None:
        self._photograph(worker, run, "note", "note", "Note 30871")
        self._photograph(worker, run, "note", "crate")

    def _claim(self, worker: str, run: str) -> None:
        text = "Four cartons of milk burst, note 30871, photo sent at nine, credit asked for."
        self._desk.checklists.note(by=worker, run=run, item="claims", text=text)

    def _photograph(self, worker: str, run: str, line: str, motif: str, words: str = "") -> None:
        self._rounds.lines.photograph(worker, run, line, motif=motif, words=words)

    def _waiting(self, number: str) -> RunRow | None:
        rows = self._desk.checklists.runs(stage=RunStage.COMPLETED)
        return next((row for row in rows if row.sop_number == number), None)

    def _refuse(self, number: str = CLOSING, reason: str = REFUSED) -> None:
        row = self._waiting(number)
        if row is not None:
            self._desk.checklists.give_back(by=self._rounds.signer(row.id), run=row.id, reason=reason)

    def _give_back(self) -> None:
        self._refuse(CHANGE, STILL_OPEN)

    def _count_again(self) -> None:
        """Count the takings of the evening before again, and have the closing signed off then."""
        row = next((row for row in self._desk.checklists.runs(stage=RunStage.OPEN) if row.sop_number == CLOSING), None)
        if row is None:
            return
        lists, who = self._desk.checklists, self._people["tomasz"]
        mark = lists.run(row.id).marks["drawer"]
        should = (mark.expected or Decimal(0)) + Decimal("4.80")
        lists.untick(by=who, run=row.id, item="drawer")
        self._clock.set(self._clock.instant + timedelta(minutes=6))
        lists.count_cash(by=who, run=row.id, item="drawer", counted=self._rounds.lines.cash(should), expected=should)
        lists.complete(by=who, run=row.id)
        self._rounds.sign_off(row.id)
