"""What the program must be able to do wherever it runs: made, filled and checked in a folder that is thrown away."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from sopdesk.cli.ending import DOES_NOT_HOLD, DONE, keep_details
from sopdesk.cli.output import Output, example, json_option
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

HOME = "SOPDESK_HOME"
PASSWORD, PIN = "only for this test", "2468"
STORY = "A guest wants her money back for a cold soup; she has no receipt any more."
QUESTION = "custmer wants money back"


class Failed(Exception):  # noqa: N818 - a finding, not an error
    """A step did not do what it must; says what was found instead."""


@dataclass(frozen=True, slots=True)
class Step:
    """How one step went: `says` is what it found, or what went wrong."""

    step: str
    passed: bool
    ms: int
    says: str


class SelfTest:
    """A small desk in a temporary folder, and one method for each thing that must work on it."""

    def __init__(self, folder: Path) -> None:
        """Make an empty desk."""
        from sopdesk.app import open_workspace
        from sopdesk.journal.keys import Strength

        self.folder = folder
        self.desk: Workspace = open_workspace(
            folder / "desk", create=True, station="Self-test", strength=Strength.QUICK
        )
        self._boss = self._incident = ""

    def steps(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        """Give the steps in order, each with its name."""
        return (
            ("found a house", self.found),
            ("adopt the starter manual", self.adopt),
            ("plan the checklists", self.plan),
            ("draw a workflow", self.draw),
            ("open the window", self.look),
            ("search with a typing error", self.search),
            ("log an incident", self.log),
            ("export it as PDF", self.export),
            ("draw a PDF that is attached", self.preview),
            ("verify the journal", self.verify),
            ("fold everything again", self.rebuild),
            ("back up and restore", self.back_up),
            ("open the desk again", self.reopen),
        )

    def found(self) -> str:
        """Found a house with its first person."""
        self._boss = self.desk.people.found_house(
            name="Self-test", site="Nowhere 1", zone="Europe/London", currency="GBP", person="Tess Tester", pin=PIN,
            password=PASSWORD,
        )  # fmt: skip
        return self.desk.people.house().name

    def adopt(self) -> str:
        """Adopt the starter manual that came with the program."""
        from sopdesk.app import data_folder

        report = self.desk.imports.starter(data_folder("manuals") / "starter", by=self._boss, password=PASSWORD)
        self.desk.finder.catch_up()
        _expect(len(report.procedures) > 0, "the starter manual is empty")
        return f"{len(report.procedures)} procedures in force"

    def plan(self) -> str:
        """Plan the checklists as they propose it, and find a public holiday by the library that came along."""
        planned = self.desk.schedule.adopt(by=self._boss)
        coming = [row for row in self.desk.schedule.rows() if row.next is not None]
        _expect(bool(coming), "no checklist falls due")
        holidays = self.desk.hours.public_holidays("GB", "SCT")
        _expect("Christmas Day" in {name for _, name in holidays}, "there is no Christmas Day in Scotland")
        return f"{planned} plans, {len(holidays)} public holidays"

    def draw(self) -> str:
        """Draw a decision workflow of the starter manual."""
        from sopdesk.domain.sop import Format

        row = next(each for each in self.desk.manual.rows(format=Format.WORKFLOW))
        drawing = self.desk.manual.drawing(self.desk.manual.page(row.id).content)
        if not drawing.edges or not all(each.x >= 0 and each.y >= 0 for each in drawing.nodes):
            raise Failed(f"{row.number} has no drawing.")
        return f"{row.number}: {len(drawing.nodes)} nodes, {len(drawing.edges)} ways"

    def look(self) -> str:
        """Open the window where nobody sees it, and draw it."""
        from sopdesk.app import try_window

        width, height = try_window(self.desk)
        _expect(width > 0 and height > 0, "the window has no size")
        return f"drawn at {width} × {height}"

    def search(self) -> str:
        """Find a procedure though a word is mistyped."""
        answer = self.desk.finder.search(QUESTION)
        _expect(bool(answer.found), f"nothing was found for “{QUESTION}”")
        return f"{len(answer.found)} results in {answer.milliseconds:.1f} ms, first “{answer.found[0].title}”"

    def log(self) -> str:
        """Log an incident with the procedure that fits, pinned to its revision."""
        proposed = self.desk.incidents.propose(STORY)
        _expect(bool(proposed), "no procedure was proposed for a complaint")
        self._incident = self.desk.incidents.log(
            by=self._boss, kind=IncidentKind.COMPLAINT, narrative=STORY, procedures=[proposed[0].pinned]
        )
        file = self.desk.incidents.file(self._incident)
        _expect(file.narrative == STORY, "the incident does not say what was logged")
        return f"{file.row.number} under {proposed[0].pinned.number} {proposed[0].title}"

    def export(self) -> str:
        """Print the incident with everything that belongs to it."""
        content = self.desk.exports.case_pdf(by=self._boss, incident=self._incident)
        _expect(content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), "it is no PDF")
        return f"{len(content):,} bytes"

    def preview(self) -> str:
        """Attach the print of the incident to it, and draw its pages in a process of their own."""
        file = self.folder / "attached.pdf"
        file.write_bytes(self.desk.exports.case_pdf(by=self._boss, incident=self._incident))
        files = self.desk.incident_files
        digest = files.add(by=self._boss, incident=self._incident, given=files.read(file))
        drawn = self.desk.previews.pages(self._incident, digest, by=self._boss)
        _expect(all(each.png for each in drawn.pages), "a page is empty")
        return f"{len(drawn.pages)} pages"

    def verify(self) -> str:
        """Check the whole desk."""
        verdict = self.desk.trail.verify()
        _expect(verdict.holds, verdict.sentence)
        return verdict.sentence

    def rebuild(self) -> str:
        """Compare what the screens show with what the journal says."""
        verdict = self.desk.trail.rebuild(check=True)
        _expect(verdict.holds, verdict.sentence)
        return verdict.sentence

    def back_up(self) -> str:
        """Make an encrypted backup and restore it elsewhere."""
        place = self.folder / "backups"
        place.mkdir(exist_ok=True)
        made = self.desk.backups.make(place, PASSWORD, by=self._boss)
        done = self.desk.backups.restore(made.file, self.folder / "restored", PASSWORD, by=self._boss)
        _expect(done.backup.entries == made.entries, f"of {made.entries} entries {done.backup.entries} came back")
        return f"{made.entries} entries in {made.bytes:,} bytes"

    def reopen(self) -> str:
        """Give the desk back and find everything there at the next opening."""
        from sopdesk.app import open_workspace

        size = self.desk.trail.head().size
        self.desk.close()
        self.desk = open_workspace(self.folder / "desk")
        found = self.desk.trail.head().size
        _expect(found == size, f"{size} entries were written, {found} are there")
        return f"{found} entries are there"


@click.command(epilog=example("selftest"))
@json_option
def selftest(*, as_json: bool) -> int:
    """Try out on this machine what the program must be able to do: in a temporary desk, without a screen.

    Exit codes: 0 everything passed, 1 a step failed, 2 it could not be begun.
    """
    output = Output(as_json=as_json)
    passed = True
    with _apart() as folder:
        test = SelfTest(folder)
        try:
            for name, act in test.steps():
                step = _try(name, act)
                output.result(step, f"{'passed' if step.passed else 'FAILED'}  {step.ms:>6} ms  {name}: {step.says}")
                passed = passed and step.passed
        finally:
            test.desk.close()
    output.remark("Everything passed." if passed else "The self-test failed.")
    return DONE if passed else DOES_NOT_HOLD


def _try(name: str, act: Callable[[], str]) -> Step:
    began = perf_counter()
    try:
        passed, says = True, act()
    except (Failed, Refusal, Trouble) as finding:
        passed, says = False, str(finding)
    except Exception as error:  # noqa: BLE001 - whatever it is, the step failed, and the next ones are tried
        passed, says = False, f"{error!r}; the details are in {keep_details(error, Path(tempfile.gettempdir()))}"
    return Step(name, passed, round((perf_counter() - began) * 1000), says)


@contextmanager
def _apart() -> Iterator[Path]:
    """Give a temporary folder, with desks, keys and screens kept apart from the real ones."""
    kept = {name: os.environ.get(name) for name in (HOME, "QT_QPA_PLATFORM")}
    with tempfile.TemporaryDirectory(prefix="sopdesk-selftest-", ignore_cleanup_errors=True) as folder:
        os.environ.update({HOME: folder, "QT_QPA_PLATFORM": "offscreen"})
        try:
            yield Path(folder)
        finally:
            for name, value in kept.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise Failed(otherwise)
