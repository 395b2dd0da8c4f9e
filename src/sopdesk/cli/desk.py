"""Which desk a command works on, opened and given back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
FOLDER = click.Path(file_okay=False, path_type=Path)


def desk_option(command: Command) -> Command:
    """Let a command be told which desk is meant, also before its name: `sopdesk --desk PATH search …`."""
    option = click.option(
        "--desk", type=FOLDER, callback=_named_before, help="The desk's folder (else the default one)."
    )
    return option(command)


def _named_before(context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    named: Path | None = value or context.find_root().params.get("desk")
    return named


@contextmanager
def opened(folder: Path | None) -> Iterator["Workspace"]:
    """Give the desk in a folder, or the default one, open until the end of the block. Raises Trouble."""
    from sopdesk.app import default_desk, open_workspace

    desk = open_workspace(folder or default_desk())
    try:
        yield desk
    finally:
        desk.close()
