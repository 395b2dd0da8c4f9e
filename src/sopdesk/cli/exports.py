"""What leaves the house: the manual, one procedure, one incident, the trail of a period."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.outfile import STDOUT, write_whole
from sopdesk.cli.output import Output, example, json_line, json_option
from sopdesk.cli.person import find_person, person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.domain.listed import Listed
from sopdesk.domain.only import Only
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.services.exports import Exports
    from sopdesk.services.trail import Filter
    from sopdesk.services.workspace import Workspace
    from sopdesk.views.manual import Page, RevisionRow

Make = Callable[["Exports"], bytes]
"""Makes the bytes of a file with the exports that it is given."""
Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = {".pdf": "pdf", ".csv": "csv", ".json": "json", ".jsonl": "json", ".md": "markdown",
           ".xlsx": "xlsx", ".mmd": "mermaid", ".mermaid": "mermaid", ".bpmn": "bpmn"}  # fmt: skip
AREAS = ("manual", "checklists", "incidents", "people", "house")
MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.group(epilog=example("export sop CL-01 --out closing.pdf", "export trail --as Ruth --out trail.csv"))
def export() -> None:
    """Write the manual, a procedure, an incident or the trail into a file."""


def out_options(*formats: str) -> Callable[[Command], Command]:
    """Let a command be told the file to write and its format, which else follows from the file's name."""

    def add(command: Command) -> Command:
        out = click.option(
            "--out", required=True, type=click.Path(path_type=Path), metavar="FILE",
            help="The file to write (- is stdout).",
        )  # fmt: skip
        what = click.option("--format", "form", type=click.Choice(formats), help="Else told by the file's name.")
        return out(what(command))

    return add


@export.command(epilog=example("export manual --out manual.pdf", "export manual --format markdown --out manual-files"))
@out_options("pdf", "markdown", "json")
@desk_option
@json_option
def manual(*, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write the manual in force: one PDF, a folder of procedure files, or a JSON line for each procedure."""
    form = form_of(out, form, "pdf" if out.suffix else "markdown", ("pdf", "markdown", "json"))
    with opened(desk) as open_desk:
        if form == "markdown":
            count = open_desk.exports.manual_markdown(out)
            Output(as_json=as_json).result(
                {"folder": str(out), "procedures": count}, f"{out}: {count} procedures were written."
            )
            return DONE
        with long_work("Setting pages") as work:
            make = {
                "pdf": lambda exports: exports.manual_pdf(progress=work.progress, cancelled=work.cancelled),
                "json": lambda _exports: _lines(open_desk),
            }
            return save(open_desk, out, form, make[form], as_json=as_json)


@export.command(epilog=example("export sop CL-01 --out closing.pdf", "export sop CL-01 --on 2026-05-03 --out was.pdf"))
@click.argument("number")
@click.option("--on", "moment", type=MOMENT, help="As it stood on a day (its end) or at a time, by the house's clock.")
@out_options("pdf", "markdown", "json")
@desk_option
@json_option
def sop(*, number: str, moment: datetime | None, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write one procedure as it is in force, or was on a day: as PDF, as procedure file, or as JSON."""
    from sopdesk.interchange.procedure_file import format_procedure

    form = form_of(out, form, "pdf", ("pdf", "markdown", "json"))
    with opened(desk) as open_desk:
        subject = procedure(open_desk, number)
        as_of = last_instant(open_desk, moment)
        make: dict[str, Make] = {
            "pdf": lambda exports: exports.procedure_pdf(sop=subject, as_of=as_of),
            "markdown": lambda _exports: format_procedure(open_desk.manual.page(subject, as_of=as_of).content).encode(),
            "json": lambda _exports: _line(open_desk.manual.page(subject, as_of=as_of)),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


@export.command(epilog=example("export difference CL-01 --from 1.0 --to 2.0 --out changes.pdf"))
@click.argument("number")
@click.option("--from", "one", metavar="LABEL", help="The older revision; else the approved one before the newer.")
@click.option("--to", "other", metavar="LABEL", help="The newer revision; else the newest that was handed in.")
@out_options("pdf", "json")
@desk_option
@json_option
def difference(
    *, number: str, one: str | None, other: str | None, desk: Path | None, out: Path, form: str | None, as_json: bool
) -> int:
    """Write what differs between two revisions of a procedure, named by label (2.1) or by running number (#3)."""
    form = form_of(out, form, "pdf", ("pdf", "json"))
    with opened(desk) as open_desk:
        subject = procedure(open_desk, number)
        history = open_desk.manual.page(subject).history
        newer = _revision(history, other) if other else history[0]
        before = [each for each in history if each.proposal < newer.proposal]
        older = _revision(history, one) if one else next((each for each in before if each.label), newer)
        was, now = older.proposal, newer.proposal
        make: dict[str, Make] = {
            "pdf": lambda exports: exports.difference_pdf(sop=subject, one=was, other=now),
            "json": lambda _exports: json_line(open_desk.manual.comparison(subject, was, now)).encode() + b"\n",
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


def _revision(history: "tuple[RevisionRow, ...]", name: str) -> "RevisionRow":
    """Give a revision by its label ("2.1") or, with a #, by its running number; refuse one that there is not."""
    found = next((each for each in history if name in {each.label, f"#{each.proposal}"} and name), None)
    if found is None:
        raise Refusal(f"There is no revision {name} of this procedure.")
    return found


@export.command(epilog=example("export drawing SOP-005 --out card.bpmn", "export drawing SOP-001 --out opening.pdf"))
@click.argument("number")
@click.option("--on", "moment", type=MOMENT, help="As it stood on a day (its end) or at a time, by the house's clock.")
@out_options("pdf", "mermaid", "bpmn")
@desk_option
@json_option
def drawing(
    *, number: str, moment: datetime | None, desk: Path | None, out: Path, form: str | None, as_json: bool
) -> int:
    """Write the steps of a procedure drawn, as PDF; a decision workflow also as Mermaid flow chart or BPMN 2.0."""
    form = form_of(out, form, "pdf", ("pdf", "mermaid", "bpmn"))
    with opened(desk) as open_desk:
        subject = procedure(open_desk, number)
        as_of = last_instant(open_desk, moment)
        make: dict[str, Make] = {
            "pdf": lambda exports: exports.drawing_pdf(sop=subject, as_of=as_of),
            "mermaid": lambda _exports: open_desk.charts.mermaid(sop=subject, as_of=as_of),
            "bpmn": lambda _exports: open_desk.charts.bpmn(sop=subject, as_of=as_of),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


@export.command(epilog=example("export incident I-COUN-2026-00012 --as Ruth --out case.pdf"))
@click.argument("number", required=False)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([each.value.replace(" ", "-") for each in Only]),
    help="Narrow the list down; several together hold what fits them all.",
)
@out_options("pdf", "json", "csv")
@desk_option
@person_options
@json_option
def incident(
    *, number: str | None, only: tuple[str, ...], desk: Path | None, name: str | None, pin_file: Path | None,
    out: Path, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write one incident with everything that belongs to it; without a number the list of all, as CSV.

    Takes a person who may export; that it left the house is recorded.
    """
    form = form_of(out, form, "pdf" if number else "csv", ("pdf", "json") if number else ("csv",))
    if number and only:
        raise click.UsageError("--only narrows the list down: give it without a number.")
    wanted = [each for each in Only if each.value.replace(" ", "-") in only]
    with opened(desk) as open_desk:
        subject = incident_of(open_desk, number) if number else ""
        by = sign_in(open_desk, name, pin_file)
        make: dict[str, Make] = {
            "pdf": lambda exports: exports.case_pdf(by=by, incident=subject),
            "json": lambda exports: exports.case_json(by=by, incident=subject),
            "csv": lambda exports: exports.incidents_csv(by=by, which=Listed(only=wanted)),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


@export.command(epilog=example("export trail --as Hannah --from 2026-04-01 --to 2026-06-30 --out trail.pdf"))
@click.option("--from", "first", type=MOMENT, help="From this day or time on, by the house's clock.")
@click.option("--to", "last", type=MOMENT, help="Up to the end of this day, or to this time.")
@click.option("--who", metavar="NAME", help="Only what this person did.")
@click.option("--area", type=click.Choice(AREAS), help="Only this part of the desk.")
@click.option("--about", metavar="NUMBER", help="Only what concerns this procedure or incident.")
@out_options("pdf", "csv", "json")
@desk_option
@person_options
@json_option
def trail(
    *, first: datetime | None, last: datetime | None, who: str | None, area: str | None, about: str | None,
    desk: Path | None, name: str | None, pin_file: Path | None, out: Path, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write the trail in order: who did what and when, old and new value, reason, signature.

    Takes a person who may export; that it left the house is recorded.
    """
    from sopdesk.services.trail import Filter

    form = form_of(out, form, "pdf", ("pdf", "csv", "json"))
    with opened(desk) as open_desk:
        which = Filter(
            first_instant(open_desk, first), last_instant(open_desk, last),
            find_person(open_desk, who).id if who else "", area or "", _subject(open_desk, about) if about else "",
        )  # fmt: skip
        by = sign_in(open_desk, name, pin_file)
        with long_work("Setting pages") as work:
            make = _trail_makers(by, which, work.progress, work.cancelled)
            return save(open_desk, out, form, make[form], as_json=as_json)


def _trail_makers(
    by: str, which: "Filter", progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> dict[str, Make]:
    return {
        "pdf": lambda exports: exports.trail_pdf(by=by, which=which, progress=progress, cancelled=cancelled),
        "csv": lambda exports: exports.trail_csv(by=by, which=which),
        "json": lambda exports: exports.trail_json(by=by, which=which),
    }


def form_of(out: Path, said: str | None, otherwise: str, possible: tuple[str, ...]) -> str:
    """Give the format: as said, else as the file's name tells, else the usual one. Refuses one that is not made."""
    form = said or FORMATS.get(out.suffix.lower(), otherwise)
    if form not in possible:
        raise Refusal(f"This can be written as {' or '.join(possible)}, not as {form}. Say which with --format.")
    return form


def save(desk: "Workspace", out: Path, form: str, make: Make, *, as_json: bool) -> int:
    """Write what `make` gives, whole or not at all, and say its digest."""
    content = write_whole(out, desk.exports, make)
    if out != STDOUT:
        data = {"file": str(out), "format": form, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        Output(as_json=as_json).result(data, f"{out}: {len(content):,} bytes, SHA-256 {data['sha256']}")
    return DONE


def procedure(desk: "Workspace", number: str) -> str:
    """Give the id of a procedure; refuse a number that there is not."""
    found = desk.manual.find_number(number)
    if found is None:
        raise Refusal(f"There is no procedure with the number {number}.")
    return found


def _lines(desk: "Workspace") -> bytes:
    return b"".join(_line(desk.manual.page(row.id)) for row in desk.manual.rows())


def _line(page: "Page") -> bytes:
    return f"{json_line(page)}\n".encode()


def first_instant(desk: "Workspace", moment: datetime | None) -> datetime | None:
    """Give the instant from which on something counts, by the house's clock."""
    return moment.replace(tzinfo=desk.desk.zone()).astimezone(UTC) if moment else None


def last_instant(desk: "Workspace", moment: datetime | None) -> datetime | None:
    """Give the instant up to which something counts: a day without a time counts to its end."""
    if moment is not None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        moment += timedelta(days=1, microseconds=-1)
    return first_instant(desk, moment)


def incident_of(desk: "Workspace", number: str) -> str:
    """Give the incident with a number. Refuses a number that no incident has."""
    found = next((row.id for row in desk.incidents.rows(text=number) if number in {row.number, row.id}), None)
    if found is None:
        raise Refusal(f"There is no incident with the number {number}.")
    return found


def _subject(desk: "Workspace", about: str) -> str:
    return desk.manual.find_number(about) or incident_of(desk, about)
