"""Who acts: an act on the command line needs a person too, with their PIN or, to sign, their password."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sopdesk.domain.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.views.people import PersonView

Command = TypeVar("Command", bound=Callable[..., Any])
SECRET_FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
PIN_VARIABLE, PASSWORD_VARIABLE = "SOPDESK_PIN", "SOPDESK_PASSWORD"
LONGEST = 1000


def person_options(command: Command) -> Command:
    """Let a command be told who acts. A PIN is never an argument: others on the machine could read it there."""
    file = click.option(
        "--pin-file", type=SECRET_FILE,
        help=f"Read the PIN from a file (- is stdin); else {PIN_VARIABLE}, or asked for.",
    )  # fmt: skip
    name = click.option("--as", "name", metavar="NAME", help="Who acts: a name, or its beginning.")
    return name(file(command))


def sign_in(desk: "Workspace", name: str | None, pin_file: Path | None) -> str:
    """Give the id of the person who acts, once the PIN is right. Refuses a wrong one, which is recorded."""
    person = find_person(desk, name or _ask("Who acts? Name", "--as NAME"))
    pin = secret(f"PIN of {person.name}", PIN_VARIABLE, pin_file, "--pin-file FILE")
    return desk.people.sign_in(person.id, pin).id


def find_person(desk: "Workspace", name: str) -> "PersonView":
    """Give the person of the house who bears this name or id, or whose name alone begins so."""
    people, wanted = desk.people.tiles(), name.strip().casefold()
    exact = [each for each in people if wanted in {each.name.casefold(), each.id}]
    found = exact or [each for each in people if wanted and each.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in found or people)
    if found:
        raise Refusal(f"“{name}” may be one of several here: {names}.")
    raise Refusal(f"Nobody here is called “{name}”. These people are: {names}.")


def secret(what: str, variable: str, file: Path | None, option: str) -> str:
    """Give a PIN or password: from a file (its first line), the environment, or asked for without showing it."""
    if file is not None:
        return _first_line(file)
    given = os.environ.get(variable)
    return given if given is not None else _ask(what, f"{option} or {variable}", hidden=True)


def _first_line(file: Path) -> str:
    with click.open_file(str(file), encoding="utf-8", errors="replace") as stream:
        return str(stream.readline(LONGEST)).rstrip("\r\n")


def _ask(what: str, instead: str, *, hidden: bool = False) -> str:
    if not sys.stdin.isatty():
        raise Trouble(f"{what}: nobody is here to be asked. Give it with {instead}.")
    answer: str = click.prompt(what, hide_input=hidden, err=True)
    return answer
