"""The duties of a role as a file."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.exports import Make, form_of, out_options, save
from sopdesk.cli.output import example, json_line, json_option
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal


@click.command(epilog=example("export duties shift-lead --out duties.pdf", "export duties --out duties.csv"))
@click.argument("role", default="")
@out_options("pdf", "csv", "json")
@desk_option
@json_option
def duties(*, role: str, desk: Path | None, out: Path, form: str | None, as_json: bool) -> int:
    """Write what one role answers for across the manual; without a role every role, as PDF with the gaps."""
    from sopdesk.interchange.duties_table import duties_csv

    form = form_of(out, form, "pdf", ("pdf", "csv", "json"))
    with opened(desk) as open_desk:
        with long_work("Reading who answers for what") as work:
            whole = open_desk.duties.whole(progress=work.progress, cancelled=work.cancelled)
        found = whole.of(role)
        if role and found is None:
            raise Refusal(f"There is no role {role}.")
        shown = (found,) if found else whole.roles
        make: dict[str, Make] = {
            "pdf": lambda exports: exports.duties_pdf(whole, role=role),
            "csv": lambda _exports: duties_csv(shown),
            "json": lambda _exports: "".join(f"{json_line(each)}\n" for each in shown).encode(),
        }
        return save(open_desk, out, form, make[form], as_json=as_json)
