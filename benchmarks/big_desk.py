"""Make a big desk to measure on: procedures in several revisions, incidents and checklist runs.

Usage: python -m benchmarks.big_desk HOME [PROCEDURES [REVISIONS [INCIDENTS [RUNS]]]]    default 10000 3 100000 50000

HOME becomes what SOPDESK_HOME names: HOME/desk and HOME/keys. With the defaults the journal holds a million entries.
Events are made as services.imports does, and appended in batches; approvals carry real signatures.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from benchmarks import run_days
from benchmarks.corpus import manual
from sopdesk.domain import casework, person
from sopdesk.domain.approving import Terms
from sopdesk.domain.incident import IncidentKind, IncidentNoted
from sopdesk.domain.person import Role
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted, Significance
from sopdesk.domain.run import RunSignedOff
from sopdesk.domain.signature import Meaning, Signature
from sopdesk.domain.sop import Format, Item, Kind, Procedure, Question, Reference, Step
from sopdesk.journal.codec import digest_of
from sopdesk.journal.keys import PersonKey, StationKeys, Strength
from sopdesk.journal.signature import name_digest, sign
from sopdesk.search.document import Document
from sopdesk.services.signing import approval_digest, run_digest
from sopdesk.services.workspace import Workspace

FORMATS = {"article": Format.ARTICLE, "checklist": Format.CHECKLIST, "faq": Format.FAQ}
CHECKLISTS = 60
"""How many of the procedures are checklists; the corpus would make every third one."""
OPEN_RUNS, WAITING, TICKS, BATCH = 15, 40, 12, 2000
REST = 4
"""So many days before today the runs end: the incidents come after them."""
NAME, SALT = "Ada", "00" * 16
PASSWORD = "correct horse"  # noqa: S105 - a bench
Change = tuple[str, list[Any]]


class Clock:
    """A clock that goes on from a day more than a year ago to today."""

    def __init__(self) -> None:
        """Begin."""
        self.instant = datetime.now(UTC) - timedelta(days=400)

    def __call__(self) -> datetime:
        """Give this moment."""
        return self.instant

    def go_on(self, span: timedelta) -> None:
        """Let time pass, but never beyond now."""
        self.instant = min(self.instant + span, datetime.now(UTC))


class Maker:
    """Makes the events of a desk."""

    def __init__(self, desk: Workspace, clock: Clock) -> None:
        """Found the house; its first person writes, a second one approves."""
        self.desk = desk
        self._clock = clock
        self.boss = desk.people.found_house(
            name="Bench", site="Lab", zone="Europe/London", currency="GBP", person=NAME, pin="1234", password=PASSWORD
        )
        self.author = desk.people.register(by=self.boss, name="Leo", roles=(Role.SHIFT_LEAD,), pin="1234")
        key = desk.desk.load(self.boss, person.fold).private_key
        self._key = PersonKey.open(key, PASSWORD)
        self._checklists: list[tuple[str, Procedure, RevisionApproved]] = []

    def manual(self, procedures: int, revisions: int) -> None:
        """Hand in every revision and approve it; each is in force for a while."""
        documents = groupby(manual(procedures), key=lambda each: each.page)
        contents = [(key, _procedure(n, list(pages))) for n, (key, pages) in enumerate(documents)]
        for nth in range(1, revisions + 1):
            self._decide(self._revision(sop, content, nth) for sop, content in contents)
            self._clock.go_on(timedelta(days=90))

    def incidents(self, count: int) -> None:
        """Log complaints, each with a remark."""
        dice = Random(3)
        stories = [each.body for each in islice(manual(400, seed=5), 4000)]
        self._append(
            (
                (f"incident-{n:08x}", [self._logged(n, dice.choice(stories)), IncidentNoted("Told the kitchen.")])
                for n in range(count)
            ),
            timedelta(hours=1),
        )

    def runs(self, count: int) -> None:
        """Do checklists, as many on each day from now to today; all but a few of them to the end and signed off."""
        lists, days = self._checklists, max(1, (datetime.now(UTC) - self._clock()).days - REST)
        for numbers in run_days.days_of(count, days):
            self._clock.go_on(timedelta(hours=23))
            at = self._clock()
            done = [run_days.run(n, lists[n % len(lists)], at, whole=n < count - OPEN_RUNS) for n in numbers]
            self.desk.store.append_many(self.author, done + run_days.missed(numbers, lists, at), at=at)
            self._clock.go_on(timedelta(hours=1))
            signed = [(f"run-{n:08x}", [self._signed_off(n)]) for n in numbers if n < count - OPEN_RUNS - WAITING]
            self.desk.store.append_many(self.boss, signed, at=self._clock())

    def _decide(self, changes: Iterator[Change]) -> None:
        """Record revisions in batches: handed in by the author, then approved by somebody else."""
        while batch := list(islice(changes, BATCH)):
            self._clock.go_on(timedelta(seconds=1))
            self.desk.store.append_many(self.author, [(sop, events[:1]) for sop, events in batch], at=self._clock())
            self.desk.store.append_many(self.boss, [(sop, events[1:]) for sop, events in batch], at=self._clock())

    def _append(self, changes: Iterator[Change], between: timedelta) -> None:
        """Record the changes in batches, with so much time between two."""
        while batch := list(islice(changes, BATCH)):
            self._clock.go_on(between)
            self.desk.store.append_many(self.author, batch, at=self._clock())

    def _revision(self, sop: str, content: Procedure, nth: int) -> Change:
        steps = tuple(
            replace(each, text=f"{each.text} Wording {nth}.") if at % 5 == nth % 5 else each
            for at, each in enumerate(content.steps)
        )
        said = replace(content, purpose=f"{content.purpose} Wording {nth}.", steps=steps)
        submitted = RevisionSubmitted(nth, said, digest_of(said), "Made clearer")
        since = self._clock()
        terms = Terms(f"{nth}.0", Significance.MAJOR, since)
        signature = self._signed(approval_digest(submitted.digest, terms), sop)
        approved = RevisionApproved(nth, submitted.digest, f"{nth}.0", Significance.MAJOR, since, signature, NAME, SALT)
        if content.format is Format.CHECKLIST and nth == 1:
            self._checklists.append((sop, said, approved))
        return sop, [submitted, approved]

    def _signed(self, digest: str, subject: str, meaning: Meaning = Meaning.APPROVAL) -> Signature:
        return sign(
            self._key, meaning=meaning, digest=digest, signer=self.boss, subject=subject, at=self._clock(),
            name_digest=name_digest(NAME, SALT), zone="Europe/London", log=self.desk.store.log,
        )  # fmt: skip

    def _logged(self, n: int, narrative: str) -> object:
        return casework.log(
            number=f"I-COUN-2026-{n + 1:06}", kind=list(IncidentKind)[n % len(IncidentKind)], narrative=narrative,
            occurred_at=self._clock(), now=self._clock(), zone="Europe/London",
        )  # fmt: skip

    def _signed_off(self, n: int) -> RunSignedOff:
        digest = run_digest(self.desk.store.history(f"run-{n:08x}").leaves)
        return RunSignedOff(digest, self._signed(digest, f"run-{n:08x}", Meaning.RESPONSIBILITY), NAME, SALT)


def _procedure(n: int, documents: Sequence[Document]) -> Procedure:
    whole, parts = documents[0], documents[1:]
    form = Format.CHECKLIST if n < CHECKLISTS else FORMATS[whole.format] if whole.format == "faq" else Format.ARTICLE
    number = whole.context
    return Procedure(
        number, whole.title, Kind.PROCESS, form, whole.section, "cashier", purpose=whole.body, scope="Everybody.",
        steps=tuple(
            Step(f"s{at}", each.title, each.body, "cashier", items=_items(at) if form is Format.CHECKLIST else ())
            for at, each in enumerate(part for part in parts if part.group == "step")
        ),
        questions=tuple(
            Question(f"q{at}", each.title, each.body)
            for at, each in enumerate(part for part in parts if part.group == "answer")
        ),
        references=(Reference("See also", f"SOP-{n // 2:05}"),),
    )  # fmt: skip


def _items(step: int) -> tuple[Item, ...]:
    return tuple(Item(f"i{step}-{n}", f"Check {n}") for n in range(TICKS // 8 + (step < TICKS % 8)))


def make(home: Path, procedures: int, revisions: int, incidents: int, runs: int) -> None:
    """Make the desk in HOME/desk, saying how long each part took."""
    clock = Clock()
    desk = Workspace(
        home / "desk", keys=StationKeys(home / "keys", use_system=False), create=True, station="Counter",
        strength=Strength.QUICK, durable=False, clock=clock,
    )  # fmt: skip
    try:
        maker = Maker(desk, clock)
        works: dict[str, Callable[[], None]] = {
            "manual": lambda: maker.manual(procedures, revisions),
            "runs": lambda: maker.runs(runs),
            "incidents": lambda: maker.incidents(incidents),
        }
        for what, work in works.items():
            before, began = desk.store.size, perf_counter()
            work()
            new, took = desk.store.size - before, perf_counter() - began
            print(f"{what:10} {new:8} entries in {took:6.1f} s   {new / took:7.0f} /s", flush=True)
    finally:
        desk.close()


if __name__ == "__main__":
    figures = [int(each) for each in sys.argv[2:]]
    make(Path(sys.argv[1]), *figures, *(10_000, 3, 100_000, 50_000)[len(figures) :])
