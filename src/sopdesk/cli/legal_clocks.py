"""Legal clocks of the house's own, from a table."""

from pathlib import Path

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("legal-clocks", epilog=example("import legal-clocks our-country.csv --as Ruth"))
@click.argument("file", type=FILE)
@desk_option
@person_options
@json_option
def legal_clocks(*, file: Path, desk: Path | None, name: str | None, pin_file: Path | None, as_json: bool) -> int:
    """Take legal clocks of the house's own from a table (CSV, XLSX), in place of those of an earlier file.

    They run for what is logged from then on, beside the presets of the country. They are no legal advice.
    """
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        found = open_desk.clocks.import_legal(by=by, file=file)
    lines = (f"  {each.words} ({each.source})" for each in found)
    data = {"clocks": [{"words": each.words, "minutes": each.minutes, "source": each.source} for each in found]}
    Output(as_json=as_json).result(data, f"Took {len(found)} legal clocks from {file.name}.", *lines)
    return DONE
