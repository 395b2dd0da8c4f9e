"""The command `sopdesk` and its commands."""

from pathlib import Path

import click

from sopdesk import __version__
from sopdesk.cli.backup import backup, restore
from sopdesk.cli.calendar import calendar
from sopdesk.cli.checklists import checklist
from sopdesk.cli.checkpoints import checkpoint
from sopdesk.cli.checks import rebuild, verify
from sopdesk.cli.completion import completion
from sopdesk.cli.demo import demo
from sopdesk.cli.desk import FOLDER
from sopdesk.cli.due import due
from sopdesk.cli.duties import duties
from sopdesk.cli.ending import DONE, INTERRUPTED
from sopdesk.cli.evidence import certificate, evidence, verifier
from sopdesk.cli.exports import export
from sopdesk.cli.finding import search
from sopdesk.cli.handovers import handovers
from sopdesk.cli.house_exports import escalation, journey, organisation
from sopdesk.cli.imports import import_
from sopdesk.cli.incident_imports import incidents as import_incidents
from sopdesk.cli.incident_registers import incidents
from sopdesk.cli.keys import keys
from sopdesk.cli.legal_clocks import legal_clocks
from sopdesk.cli.letters import letter
from sopdesk.cli.matrices import matrix
from sopdesk.cli.may import may
from sopdesk.cli.osha_form import osha_301
from sopdesk.cli.output import example
from sopdesk.cli.paper import book, card, copy, labels
from sopdesk.cli.procedure_files import parse
from sopdesk.cli.proof import proof
from sopdesk.cli.registers import runs
from sopdesk.cli.selftest import selftest
from sopdesk.cli.window import show_desk

COMMANDS = (
    demo, verify, checkpoint, backup, restore, rebuild, search, may, due, parse, import_, export, selftest, completion,
)  # fmt: skip


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("--desk Documents/desk", "search customer wants money back", "verify Documents/desk"),
)
@click.option("--desk", type=FOLDER, help="The desk's folder (else the default one).")
@click.version_option(__version__, prog_name="sopdesk")
@click.pass_context
def sopdesk(context: click.Context, desk: Path | None) -> int:
    """Keep the house's manual of procedures, and the log of what went wrong.

    Without a command the desk's window opens. Exit codes: 0 done or holds, 1 does not hold or refused,
    2 could not be done.
    """
    if context.invoked_subcommand is None:
        return show_desk(str(desk or ""))
    return DONE


export.add_command(duties)
import_.add_command(import_incidents)
export.add_command(incidents)
for each in (*COMMANDS, keys, letter):
    sopdesk.add_command(each)
for each in (
    book,
    card,
    labels,
    copy,
    organisation,
    escalation,
    journey,
    matrix,
    checklist,
    handovers,
    runs,
    calendar,
    certificate,
    evidence,
    verifier,
    proof,
    osha_301,
):
    export.add_command(each)
import_.add_command(legal_clocks)


def run() -> int:
    """Do what the arguments ask for; give the exit code. Raises Refusal, Trouble and Cancelled."""
    try:
        code = sopdesk.main(prog_name="sopdesk", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else DONE
