"""The demo desk, made once and then opened again."""

import shutil
from pathlib import Path

import click

from sopdesk.cli.desk import FOLDER, desk_option
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.progress import LongWork, long_work
from sopdesk.cli.window import show_desk
from sopdesk.domain.refusal import Cancelled, Refusal


@click.command(epilog=example("demo", "demo --make-only Documents/demo"))
@click.option("--make-only", type=FOLDER, metavar="PATH", help="Make the demo desk in this folder; open no window.")
@desk_option
@json_option
def demo(*, make_only: Path | None, desk: Path | None, as_json: bool) -> int:
    """Make the demo desk, a café with three months of history, and open it; one that is there is opened again."""
    from sopdesk.app import default_desk

    folder = make_only or desk or default_desk().with_name("demo")
    there = (folder / "desk.sqlite").is_file()
    if there and make_only:
        raise Refusal(f"There is a desk in {folder} already. It was left as it is.")
    if not there:
        _make(folder)
    if make_only:
        Output(as_json=as_json).result({"desk": str(folder)}, f"The demo desk is in {folder}.")
        return DONE
    return show_desk(str(folder))


def _make(folder: Path) -> None:
    """Make the desk beside its place and move it there when it is whole, so that a stop leaves nothing behind."""
    from sopdesk.app import make_demo

    if folder.is_dir() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty, so no demo desk is made there.")
    unfinished = folder.with_name(f".{folder.name}-unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with long_work("Living through three months") as work:
            make_demo(unfinished, lambda done, total: _go_on(work, done, total))
        if folder.is_dir():
            folder.rmdir()
        unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _go_on(work: LongWork, done: int, total: int) -> None:
    work.progress(done, total)
    if work.cancelled():
        raise Cancelled
