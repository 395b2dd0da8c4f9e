"""Hand-overs as a file: one, or the book of some days."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import MOMENT, Make, form_of, last_instant, out_options, save
from sopdesk.cli.output import example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

MOST = 10_000


@click.command(
    epilog=example(
        "export handovers --as Ruth --from 2026-05-01 --out book.pdf",
        "export handovers H-COUN-2026-00012 --as Ruth --out one.pdf",
    )
)
@click.argument("number", default="")
@click.option("--from", "first", type=MOMENT, help="From this day or time on, by the house's clock.")
@click.option("--to", "last", type=MOMENT, help="Up to the end of this day, or to this time.")
@click.option("--words", default="", help="Only those with these words, or by somebody with this name.")
@out_options("pdf", "json")
@desk_option
@person_options
@json_option
def handovers(
    *, number: str, first: datetime | None, last: datetime | None, words: str, desk: Path | None, name: str | None,
    pin_file: Path | None, out: Path, form: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Write one hand-over, or the hand-over book of some days, oldest first: PDF, or a JSON line for each.

    Takes a person who does checklists or may export; that it left the house is recorded.
    """
    form = form_of(out, form, "pdf", ("pdf", "json"))
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        prints = open_desk.handover_prints
        found = _found(open_desk, number, first, last, words)
        scope = f"{first:%Y-%m-%d}" if first else "the beginning"
        scope = number or f"{scope} to {f'{last:%Y-%m-%d}' if last else 'now'}{f' · {words}' if words else ''}"
        make: dict[str, Make] = {
            "pdf": lambda exports: (
                prints.handover_pdf(exports, by=by, handover=found[0])
                if number
                else prints.book_pdf(exports, by=by, handovers=found, scope=scope)
            ),
            "json": lambda exports: prints.book_json(exports, by=by, handovers=found),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)


def _found(
    desk: "Workspace", number: str, first: datetime | None, last: datetime | None, words: str
) -> list[str]:  # fmt: skip
    """Give the hand-overs that are meant, oldest first. Refuses a number that there is not."""
    if number:
        rows = [each for each in desk.handovers.rows(number, limit=MOST) if each.number.casefold() == number.casefold()]
        if not rows:
            raise Refusal(f"There is no hand-over with the number {number}.")
        return [rows[0].id]
    since = first.replace(tzinfo=desk.desk.zone()).astimezone(UTC) if first else None
    return [each.id for each in reversed(desk.handovers.rows(words, since, last_instant(desk, last), limit=MOST))]
