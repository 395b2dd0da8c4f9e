"""The key of a station's log, without a window."""

from pathlib import Path

import click

from sopdesk.cli.desk import FOLDER, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.log_key import Why


@click.group()
def keys() -> None:
    """Change the key with which this station signs its log."""


@keys.command(epilog=example('keys rotate Documents/desk --as Ruth --reason "Each January."'))
@click.argument("desk", required=False, type=FOLDER)
@click.option("--reason", required=True, help="Why; it stands in the record.")
@click.option("--suspected", is_flag=True, help="Somebody else may have had the former key.")
@person_options
@json_option
def rotate(
    *, desk: Path | None, reason: str, suspected: bool, name: str | None, pin_file: Path | None, as_json: bool
) -> int:
    """Give the log another key.

    Both keys sign the next checkpoint, so that whoever trusts the former one can follow; then the former is destroyed.
    It never left this machine, and nothing that it signed loses its worth.
    """
    with opened(desk or click.get_current_context().find_root().params.get("desk")) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        head = open_desk.key_rotation.rotate(by=by, why=Why.SUSPECTED if suspected else Why.PLANNED, reason=reason)
    Output(as_json=as_json).result(
        {"origin": head.origin, "fingerprint": head.fingerprint, "entries": head.size, "checkpoint": head.checkpoint},
        f"{head.origin} has another key from entry {head.size} on. Its fingerprint: {head.fingerprint}.",
    )
    return DONE
