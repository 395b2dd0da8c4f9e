"""Letters about incidents: words to begin with as a mail, and what was sent kept."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.exports import incident_of, save
from sopdesk.cli.output import Output, example, json_option
from sopdesk.cli.person import person_options, sign_in
from sopdesk.domain.letter import Letter, Purpose, marks_left, named
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace

_PURPOSES = click.Choice([each.value for each in Purpose])
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_TO = click.option(
    "--to", metavar="WHO", help="Who in the file it goes to, by name or role; else the customer. “other”: nobody of it."
)


@click.group(epilog=example("letter draft I-COUN-2026-00012 --as Ruth --purpose decision --out letter.eml"))
def letter() -> None:
    """Draft a letter about an incident, and record what was sent."""


@letter.command(
    epilog=example(
        "letter draft I-COUN-2026-00012 --as Ruth --purpose acknowledgement --out letter.eml",
        "letter draft I-COUN-2026-00012 --as Ruth --purpose decision --text words.txt --attach receipt.pdf "
        "--out letter.eml",
    )
)
@click.argument("number")
@click.option("--purpose", type=_PURPOSES, required=True, help="What the letter is for.")
@_TO
@click.option("--address", metavar="MAIL", help="The e-mail address; else that of the file.")
@click.option("--text", "words", type=_FILE, help="A file with the words (UTF-8); else words to begin with.")
@click.option("--attach", "names", multiple=True, metavar="NAME", help="An attachment of the file that goes with it.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The mail (- is stdout).")
@desk_option
@person_options
@json_option
def draft(
    *, number: str, purpose: str, to: str | None, address: str | None, words: Path | None, names: tuple[str, ...],
    out: Path, desk: Path | None, name: str | None, pin_file: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Write a letter as a mail (.eml) that a mail program opens ready to be finished and sent.

    Without --text what is still to be written stands there in square brackets. That it left the house is recorded.
    """
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        incident = incident_of(open_desk, number)
        letters = open_desk.correspondence
        begun = letters.draft(incident, Purpose(purpose), by=by, party=_party(open_desk, incident, to, by))
        text = words.read_text(encoding="utf-8-sig") if words else begun.text
        attached = tuple(_attachment(open_desk, incident, each, by) for each in names)
        made = Letter(address or begun.to, begun.subject, text, begun.party, attached)
        left = marks_left(made)
        code = save(
            open_desk, out, "eml", lambda exports: letters.as_file(
                exports, by=by, incident=incident, letter=made, finished=words is not None
            ), as_json=as_json,
        )  # fmt: skip
    if left:
        click.echo(f"Still to be written: {', '.join(left)}", err=True)
    return code


@letter.command(epilog=example("letter sent I-COUN-2026-00012 sent.eml --as Ruth --purpose decision"))
@click.argument("number")
@click.argument("mail", type=_FILE)
@click.option("--purpose", type=_PURPOSES, required=True, help="What the letter was for.")
@_TO
@desk_option
@person_options
@json_option
def sent(
    *, number: str, mail: Path, purpose: str, to: str | None, desk: Path | None, name: str | None,
    pin_file: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Record a mail that was sent and saved as a file (.eml): its words in the file's story, itself as attachment."""
    with opened(desk) as open_desk:
        by = sign_in(open_desk, name, pin_file)
        incident = incident_of(open_desk, number)
        party = _party(open_desk, incident, to, by)
        open_desk.correspondence.take_sent(by=by, incident=incident, path=mail, purpose=Purpose(purpose), party=party)
    Output(as_json=as_json).result({"incident": number, "recorded": mail.name}, f"{number}: {mail.name} is recorded.")
    return DONE


def _party(desk: "Workspace", incident: str, who: str | None, by: str) -> str | None:
    """Give whom in a file a name, a role or an id means; None for the customer, "" for somebody else."""
    if who is None or who.casefold() == "other":
        return None if who is None else ""
    wanted = who.casefold()
    parties = desk.correspondence.receivers(incident, by=by)
    found = [each for each in parties if wanted in {each.party, each.role.value, named(each).casefold()}]
    if len(found) != 1:
        known = ", ".join(f"{each.party}: {named(each) or '-'}, {each.role}" for each in parties) or "nobody"
        raise Refusal(f"“{who}” is {'nobody' if not found else 'more than one'} of this file. There is: {known}.")
    return found[0].party


def _attachment(desk: "Workspace", incident: str, name: str, by: str) -> str:
    """Give the digest of the attachment with a name, or whose digest begins so."""
    file = desk.incidents.file(incident, by=by, look=False)
    found = {each.digest for each in file.attachments if each.name == name or each.digest.startswith(name)}
    if len(found) != 1:
        raise Refusal(f"{'No' if not found else 'More than one'} attachment of this file is called “{name}”.")
    return found.pop()
