"""What is printed: the manual as a book, cards, labels, controlled copies."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.exports import MOMENT, last_instant, out_options, procedure, save
from sopdesk.cli.outfile import STDOUT, write_whole
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Trouble
from sopdesk.views.copies import LABEL_SHEETS, CardPaper

if TYPE_CHECKING:
    from sopdesk.services.exports import Exports
    from sopdesk.views.copies import Issued

PAPERS = [each.value for each in CardPaper]


@click.command(epilog=example("export card SOP-005 --paper A5 --out card.pdf"))
@click.argument("number")
@click.option("--paper", type=click.Choice(PAPERS), default="A4", show_default=True, help="Lying on its long side.")
@out_options("pdf")
@desk_option
@json_option
def card(*, number: str, paper: str, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write what is in force of a procedure as a card of one page, to be laminated."""
    with opened(desk) as open_desk:
        subject = procedure(open_desk, number)
        return save(
            open_desk,
            out,
            form or "pdf",
            lambda exports: exports.card_pdf(sop=subject, paper=CardPaper(paper)),
            as_json=as_json,
        )


@click.command(epilog=example("export labels SOP-005 SOP-012 --sheet 99x38 --start 4 --out labels.pdf"))
@click.argument("numbers", nargs=-1)
@click.option("--section", help="Every procedure of a section, beside those named.")
@click.option("--sheet", type=click.Choice(list(LABEL_SHEETS)), default="70x37", show_default=True,
              help="Width and height of a label in millimetres.")  # fmt: skip
@click.option("--start", type=int, default=1, show_default=True, help="The first label of the sheet that is left.")
@out_options("pdf")
@desk_option
@json_option
def labels(
    *, numbers: tuple[str, ...], section: str | None, sheet: str, start: int, desk: Path | None, out: Path,
    form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write sheets of labels with the codes that open procedures; without numbers or a section, for all."""
    with opened(desk) as open_desk:
        sops = [procedure(open_desk, each) for each in numbers]
        if section is not None or not numbers:
            sops += [row.id for row in open_desk.manual.rows(section=section or "")]
        with long_work("Drawing labels") as work:
            return save(
                open_desk, out, form or "pdf",
                lambda exports: exports.labels_pdf(
                    sops=sops, sheet=sheet, start=start, progress=work.progress, cancelled=work.cancelled
                ),
                as_json=as_json,
            )  # fmt: skip


@click.command(
    epilog=example("export book --section Security --out security.pdf", "export book --on 2026-05-03 --out was.pdf")
)
@click.argument("numbers", nargs=-1)
@click.option("--section", help="Only a section.")
@click.option("--on", "moment", type=MOMENT, help="As it stood on a day (its end) or at a time, by the house's clock.")
@out_options("pdf")
@desk_option
@json_option
def book(
    *, numbers: tuple[str, ...], section: str | None, moment: datetime | None, desk: Path | None, out: Path,
    form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write the manual as a book: contents, what is in force, every procedure, limits, index of roles.

    The whole manual, a section, or the procedures that are named; as it is now, or as it stood.
    """
    with opened(desk) as open_desk:
        sops = {procedure(open_desk, each) for each in numbers} or None
        as_of = last_instant(open_desk, moment)
        with long_work("Setting pages") as work:
            return save(
                open_desk, out, form or "pdf",
                lambda exports: exports.manual_pdf(
                    section=section, sops=sops, as_of=as_of, progress=work.progress, cancelled=work.cancelled
                ),
                as_json=as_json,
            )  # fmt: skip


@click.command(epilog=example('export copy SOP-005 --as Sam --place "Kitchen wall" --out copy.pdf'))
@click.argument("number")
@click.option("--place", default="", metavar="WORDS", help="Where the copy hangs.")
@click.option("--holder", default="", metavar="WORDS", help="Who holds it.")
@click.option("--card", "paper", type=click.Choice(PAPERS), help="Issue the card on this paper, not the whole text.")
@out_options("pdf")
@desk_option
@person_options
@json_option
def copy(
    *, number: str, place: str, holder: str, paper: str | None, desk: Path | None, name: str | None,
    pin_file: Path | None, out: Path, form: str | None, as_json: bool,  # noqa: ARG001 - there is one form
) -> int:  # fmt: skip
    """Issue a controlled copy of what is in force: recorded with its number and where it hangs or who holds it.

    When its revision is superseded, Today says that it is to be called in. Where the file cannot be written
    after all, the copy is made void.
    """
    with opened(desk) as open_desk:
        subject = procedure(open_desk, number)
        by = sign_in(open_desk, name, pin_file)
        issued: list[Issued] = []

        def make(exports: "Exports") -> bytes:
            issued.append(
                open_desk.copies.issue(
                    by=by, sop=subject, place=place, holder=holder, form=paper or "", stage=exports.stage
                )
            )
            return issued[0].content

        try:
            write_whole(out, open_desk.exports, make)
        except (Trouble, OSError) as error:
            for each in issued:
                open_desk.copies.void(by=by, copy=each.id, reason=f"The file could not be written: {error}")
            raise
        if out != STDOUT:
            data = {"file": str(out), "copy": issued[0].number, "bytes": len(issued[0].content)}
            Output(as_json=as_json).result(data, f"{out}: copy {issued[0].number} is recorded.")
    return DONE
