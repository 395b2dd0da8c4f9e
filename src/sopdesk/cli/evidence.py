"""Evidence that leaves the house as a bundle, and evidence that came from anywhere, checked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DOES_NOT_HOLD, DONE
from sopdesk.cli.exports import MOMENT, first_instant, incident_of, last_instant, procedure, save
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import find_person, person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.services.parcel import Choice
    from sopdesk.services.workspace import Workspace
    from sopdesk.views.evidence import EvidenceVerdict

ABOUT = ("incident", "procedure", "person", "period", "everything")
_WORDS = {True: "yes", False: "NO", None: "cannot be told"}


@click.command(
    epilog=example(
        "export evidence incident I-2026-0007 --as Ruth --out case.pdf",
        "export evidence period --from 2026-05-01 --to 2026-05-31 --keep-back narrative --as Ruth --out may.json",
    )
)
@click.argument("about", type=click.Choice(ABOUT))
@click.argument("which", default="")
@click.option("--from", "first", type=MOMENT, help="A period: from this day or time on, by the house's clock.")
@click.option("--to", "last", type=MOMENT, help="A period: up to this day (its end) or time.")
@click.option("--keep-back", "fields", multiple=True, metavar="FIELD", help="A sealed field that is not handed over.")
@click.option("--without-names", is_flag=True, help="Keep the names of those who work here back.")
@click.option("--without-files", is_flag=True, help="Hand over no pictures or other files.")
@click.option("--case-file", is_flag=True, help="One incident to be read from top to bottom, as PDF, without proofs.")
@click.option("--reason", default="", help="Whom it is for, and why; kept in the journal.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@desk_option
@person_options
@json_option
def evidence(
    *, about: str, which: str, first: datetime | None, last: datetime | None, fields: tuple[str, ...],
    without_names: bool, without_files: bool, case_file: bool, reason: str, out: Path, desk: Path | None,
    name: str | None, pin_file: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Write entries of the journal with their proofs, to be checked by anybody without this program.

    As signed pages with the bundle attached to them (.pdf), or as the bundle alone (.json). Takes a person who may
    export evidence; what is handed over is recorded with its own proof.
    """
    from sopdesk.services.parcel import Redaction

    form = out.suffix.lower().removeprefix(".")
    if form not in {"pdf", "json"}:
        raise Refusal(f"Evidence is written as .pdf or .json, not as {out.name}.")
    if case_file and form != "pdf":
        raise click.UsageError("--case-file writes a .pdf.")

    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        choice = _choice(open_desk, about, which, first, last, by)
        redaction = Redaction(fields=frozenset(fields), names=without_names, files=without_files)
        if case_file:
            file = partial(open_desk.evidence.case_file, choice=choice, redaction=redaction, by=by, reason=reason)
            return save(open_desk, out, form, file, as_json=as_json)
        if form == "json":
            bundle = partial(open_desk.evidence.bundle, choice=choice, redaction=redaction, by=by, reason=reason)
            return save(open_desk, out, form, bundle, as_json=as_json)
        with long_work("Printing") as work:
            pages = partial(
                open_desk.evidence.pdf, choice=choice, redaction=redaction, by=by, reason=reason,
                progress=work.progress, cancelled=work.cancelled,
            )  # fmt: skip
            return save(open_desk, out, form, pages, as_json=as_json)


@click.command(epilog=example("export verifier --out verifier.html"))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@json_option
def verifier(*, out: Path, as_json: bool) -> int:
    """Write the page with which anybody checks evidence in a browser, without this program and without a network."""
    from sopdesk.app import data_folder

    page = (data_folder("resources") / "verifier" / "verifier.html").read_bytes()
    return _write(out, page, as_json=as_json)


@click.command(epilog=example("export certificate --as Ruth --out house.pem"))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
@desk_option
@person_options
@json_option
def certificate(*, out: Path, desk: Path | None, name: str | None, pin_file: Path | None, as_json: bool) -> int:
    """Write the certificate of this station, for whoever is to know its signed files: it is given by another way."""
    with opened(desk) as open_desk:
        return _write(out, open_desk.evidence.certificate(by=sign_in(open_desk, name, pin_file)), as_json=as_json)


def _write(out: Path, content: bytes, *, as_json: bool) -> int:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Trouble(f"{out} cannot be written: {error.strerror}.") from error
    Output(as_json=as_json).result({"file": str(out), "bytes": len(content)}, f"{out} was written.")
    return DONE


def _choice(  # noqa: PLR0917 - what the command was given
    desk: "Workspace", about: str, which: str, first: datetime | None, last: datetime | None, by: str
) -> "Choice":
    if about in {"period", "everything"}:
        if which:
            raise Refusal(f"{about.capitalize()} takes no name or number: {which}")
        if about == "everything":
            return desk.evidence.everything(by=by)
        if first is None:
            raise Refusal("Say from when: --from 2026-05-01.")
        begin, end = first_instant(desk, first), last_instant(desk, last)
        return desk.evidence.period(begin or desk.now(), end or desk.now(), by=by)
    make: dict[str, Callable[[], Choice]] = {
        "incident": lambda: desk.evidence.case(incident_of(desk, which), by=by),
        "procedure": lambda: desk.evidence.procedure(procedure(desk, which), by=by),
        "person": lambda: desk.evidence.person(find_person(desk, which).id, by=by),
    }
    return make[about]()


def verify_file(path: Path, notes: Sequence[tuple[str, str]], keys: Sequence[str], output: Output) -> int:
    """Check a file of evidence; `notes` are checkpoints as (who holds it, text). Raises Refusal and Trouble."""
    from sopdesk.services.evidence_check import check_evidence, read_evidence

    found = check_evidence(read_evidence(path), keys=keys, checkpoints=notes)
    output.result(_data(path, found), f"{path}: {found.entries} entries.", *_lines(found))
    return DONE if found.holds else DOES_NOT_HOLD


def _lines(found: "EvidenceVerdict") -> list[str]:
    lines = []
    for each in found.questions:
        lines.append(f"{each.words} {_WORDS[each.holds]}")
        lines += [f"  {answer.sentence}{f' ({answer.place})' if answer.place else ''}" for answer in each.answers]
    kept = [f"{place} {field}" for place, field in found.withheld]
    lines.append(f"Sealed values: {found.readable} readable, {len(kept)} withheld, {len(found.erased)} erased.")
    return lines + [f"  withheld: {each}" for each in kept]


def _data(path: Path, found: "EvidenceVerdict") -> dict[str, object]:
    return {
        "file": str(path), "holds": found.holds, "entries": found.entries,
        "questions": {each.name: each.holds for each in found.questions},
        "answers": [
            {"question": each.name, "code": one.code, "holds": one.holds, "sentence": one.sentence, "place": one.place}
            for each in found.questions for one in each.answers
        ],
        "readable": found.readable, "withheld": found.withheld, "erased": found.erased,
    }  # fmt: skip
