"""The organisation chart, the escalation map and the customer's journey, written into files."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import Make, out_options, save
from sopdesk.cli.output import example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.refusal import Refusal


@click.command(epilog=example("export organisation --as Ruth --out chart.pdf"))
@out_options("pdf")
@desk_option
@person_options
@json_option
def organisation(
    *, desk: Path | None, name: str | None, pin_file: Path | None, out: Path, form: str | None, as_json: bool
) -> int:
    """Write the organisation chart as PDF: who reports to whom, who is on duty, who stands in."""
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        return save(
            open_desk,
            out,
            form or "pdf",
            lambda _exports: open_desk.house_sheets.organisation_pdf(by=by),
            as_json=as_json,
        )


@click.command(epilog=example("export escalation --as Ruth --out who-to-call.pdf"))
@out_options("pdf")
@desk_option
@person_options
@json_option
def escalation(
    *, desk: Path | None, name: str | None, pin_file: Path | None, out: Path, form: str | None, as_json: bool
) -> int:
    """Write the escalation map as PDF: who goes to whom for what, by all procedures in force."""
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        return save(
            open_desk,
            out,
            form or "pdf",
            lambda _exports: open_desk.house_sheets.escalation_pdf(by=by),
            as_json=as_json,
        )


@click.command(epilog=example('export journey "A visit to the café" --out visit.pdf', "export journey --out visit.md"))
@click.argument("title", required=False)
@out_options("pdf", "markdown")
@desk_option
@json_option
def journey(*, title: str | None, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write a customer's journey as PDF or as a Markdown table; without a title the only one."""
    form = form or ("markdown" if out.suffix == ".md" else "pdf")
    with opened(desk) as open_desk:
        rows = open_desk.journeys.rows()
        found = [each for each in rows if title is None or each.title.casefold() == title.strip().casefold()]
        if len(found) != 1:
            names = ", ".join(each.title for each in rows) or "none"
            raise Refusal(f"Name the journey. There are: {names}.")
        which = found[0].id
        makers: dict[str, Make] = {
            "pdf": lambda _exports: open_desk.house_sheets.journey_pdf(journey_id=which),
            "markdown": lambda _exports: open_desk.journeys.as_table(which).encode(),
        }
        return save(open_desk, out, form, makers[form], as_json=as_json)
