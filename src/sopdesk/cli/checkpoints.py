"""A checkpoint for somebody outside: signed now, written or said, and recorded with whoever holds it."""

from pathlib import Path

import click

from sopdesk.cli.desk import FOLDER, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.holding import Way


@click.command(
    epilog=example(
        "checkpoint Documents/desk", "checkpoint --to stick --given-to 'Finch & Co' --as Ruth Documents/desk"
    )
)
@click.argument("folder", required=False, metavar="[DESK]", type=FOLDER)
@click.option(
    "--to", "place", type=click.Path(path_type=Path), metavar="FILE|FOLDER",
    help="Write it to a file, or into a folder as the second place has it; else it is said.",
)  # fmt: skip
@click.option("--given-to", "holder", metavar="NAME", help="Record that this person or office holds it from now on.")
@person_options
@json_option
@click.pass_context
def checkpoint(
    context: click.Context, *, folder: Path | None, place: Path | None, holder: str | None, name: str | None,
    pin_file: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Sign a checkpoint over everything recorded so far, and give it.

    Whoever keeps it can show later that no entry that it covers was changed, left out or put in. Exit codes: 0 done,
    1 refused, 2 it could not be done.
    """
    with opened(folder or context.find_root().params.get("desk")) as desk:
        by = sign_in(desk, name, pin_file) if holder is not None else ""
        given = desk.checkpoints.sign_now()
        if place is not None:
            desk.checkpoints.write(given, place)
        if holder is not None:
            way = Way.COPIED if place is None else Way.SAVED
            desk.checkpoints.hand_over(by=by, holder=holder, way=way, given=given)
    output = Output(as_json=as_json)
    data = {"origin": given.origin, "entries": given.size, "root": given.root, "note": given.note}
    output.result(data, given.note.rstrip("\n") if place is None else f"{place}: over {given.size} entries.")
    return DONE
