"""Backups of a desk, also while its window is open: making, checking, restoring."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.checks import line_of
from sopdesk.cli.desk import FOLDER, desk_option
from sopdesk.cli.ending import DOES_NOT_HOLD, DONE, NOT_DONE, say
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import SECRET_FILE, secret
from sopdesk.cli.progress import long_work
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.domain.rotation import Keep

if TYPE_CHECKING:
    from sopdesk.views.backups import BackupMade, BackupView

PHRASE_VARIABLE = "SOPDESK_PASSPHRASE"
_PATH = click.Path(path_type=Path)
_phrase_option = click.option(
    "--passphrase-file", "phrase_file", type=SECRET_FILE, metavar="FILE",
    help=f"Read the pass phrase from a file (- is stdin); else {PHRASE_VARIABLE}, or asked for.",
)  # fmt: skip


@click.command(
    epilog=example(
        "backup /media/stick", "backup --encrypt --keep 7,4,12 Documents/desk /media/stick",
        "backup --check '/media/stick/Cafe 2026-11-23 2130.sopdesk-backup'",
    )
)  # fmt: skip
@click.argument("paths", nargs=-1, required=True, metavar="[DESK] FOLDER", type=_PATH)
@click.option("--check", is_flag=True, help="Look into backups instead: FOLDER is a file, or several.")
@click.option("--encrypt", is_flag=True, help="Encrypt it with a pass phrase; --passphrase-file does so, too.")
@click.option(
    "--keep", metavar="D,W,M",
    help="Let older backups made with --keep go: the last of so many days, weeks and months stay, as 7,4,12.",
)  # fmt: skip
@_phrase_option
@desk_option
@json_option
def backup(
    *, paths: tuple[Path, ...], check: bool, encrypt: bool, keep: str | None, phrase_file: Path | None,
    desk: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Back a desk up into a folder, as one file, also while its window is open.

    It is one state of the whole desk, checked before it is written, and read back before it gets its name. With --check
    says of backups whether they can be restored and everything in them holds. Exit codes: 0 made, or everything holds;
    1 something does not hold, or refused; 2 could not be done.
    """
    output = Output(as_json=as_json)
    if check:
        codes = {_check(each, phrase_file, output) for each in paths}
        return next((code for code in (DOES_NOT_HOLD, NOT_DONE) if code in codes), DONE)
    if len(paths) > 2:  # noqa: PLR2004 - a desk and a folder
        raise click.UsageError("Give a desk and a folder, or the folder alone.")
    from sopdesk.app import default_desk, station_keys
    from sopdesk.services.backup_making import Wish, make_backup
    from sopdesk.services.backups import check_pass_phrase

    phrase = _new_phrase(phrase_file) if encrypt or phrase_file is not None else ""
    check_pass_phrase(phrase)
    folder = paths[0] if len(paths) == 2 else desk or default_desk()  # noqa: PLR2004 - a desk and a folder
    wish = Wish(paths[-1], phrase, Keep.of(keep) if keep is not None else None)
    with long_work("Backing up") as work:
        made = make_backup(
            folder, wish, keys=station_keys(), clock=_now, progress=work.progress, cancelled=work.cancelled
        )
    output.result(made, *_told(made))
    return DONE


@click.command(epilog=example("restore '/media/stick/Cafe 2026-11-23 2130.sopdesk-backup' Documents/restored"))
@click.argument("file", type=_PATH)
@click.argument("folder", type=FOLDER)
@click.option(
    "--present", type=FOLDER, metavar="DESK",
    help="The desk that went on since: what it has erased meanwhile, and is back now, is named.",
)  # fmt: skip
@_phrase_option
@json_option
def restore(*, file: Path, folder: Path, present: Path | None, phrase_file: Path | None, as_json: bool) -> int:
    """Restore a backup into an empty or new folder, and say what that means.

    Everything is checked before anything is placed; a desk that is there is never overwritten. The restored desk goes
    on in a new log, which names the last known checkpoint of the former one. Exit codes: 0 restored, 1 refused,
    2 could not be done.
    """
    from sopdesk.app import station_keys
    from sopdesk.services.restoring import restore_backup

    phrase = _phrase(file, phrase_file)
    with long_work("Restoring") as work:
        done = restore_backup(
            file, folder, phrase, keys=station_keys(), clock=_now, present=present, progress=work.progress,
            cancelled=work.cancelled,
        )  # fmt: skip
    Output(as_json=as_json).result(done, f"{folder}:", *(f"  {each}" for each in done.sentences))
    return DONE


def _check(file: Path, phrase_file: Path | None, output: Output) -> int:
    """Check one backup; that it cannot be opened is said here, so that the next one is checked all the same."""
    from sopdesk.app import station_keys
    from sopdesk.services.restoring import check_backup
    from sopdesk.views.trail import worst_first

    try:
        with long_work(f"Checking {file.name}") as work:
            view = check_backup(
                file, _phrase(file, phrase_file), keys=station_keys(), clock=_now, progress=work.progress,
                cancelled=work.cancelled,
            )  # fmt: skip
    except (Refusal, Trouble) as stopped:
        output.result({"file": str(file), "holds": None, "sentence": stopped.sentence})
        return say(stopped.sentence, NOT_DONE)
    output.result(view, _seen(view), *(line_of(each) for each in worst_first(view.checks)))
    return DONE if view.holds else DOES_NOT_HOLD


def _phrase(file: Path, phrase_file: Path | None) -> str:
    """Give the pass phrase of a backup that has one."""
    from sopdesk.services.restoring import is_encrypted

    if not is_encrypted(file):
        return ""
    return secret(f"Pass phrase of {file.name}", PHRASE_VARIABLE, phrase_file, "--passphrase-file FILE")


def _new_phrase(phrase_file: Path | None) -> str:
    """Give the pass phrase of a backup to come; whoever types it types it twice."""
    phrase = secret("Pass phrase", PHRASE_VARIABLE, phrase_file, "--passphrase-file FILE")
    typed = phrase_file is None and PHRASE_VARIABLE not in os.environ and sys.stdin.isatty()
    if typed and secret("Pass phrase once more", PHRASE_VARIABLE, None, "--passphrase-file FILE") != phrase:
        raise Refusal("These are two different pass phrases. Nothing was made.")
    if not phrase:
        raise Refusal("The pass phrase is empty. Nothing was made.")
    return phrase


def _told(made: "BackupMade") -> list[str]:
    kind = "encrypted backup" if made.encrypted else "backup"
    told = [f"{made.file}: the {kind} is made and reads back ({made.entries:,} entries, {made.bytes / 1e6:,.1f} MB).",
            f"  SHA-256 {made.sha256}"]  # fmt: skip
    return told + [f"  Let go: {each}" for each in made.removed]


def _seen(view: "BackupView") -> str:
    made = f"{view.made_at:%Y-%m-%d %H:%M} UTC"
    return f"{view.file}: {view.house}, {made}, {view.entries:,} entries. {view.sentence}"


def _now() -> datetime:
    return datetime.now(UTC)
