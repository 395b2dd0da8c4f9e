"""Completion of commands and options by the shell."""

import click
from click.shell_completion import get_completion_class

from sopdesk.cli.ending import DONE
from sopdesk.cli.output import example
from sopdesk.domain.refusal import Trouble

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog=example("completion bash >> ~/.bashrc"))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what a shell needs to complete sopdesk's commands and options."""
    kind = get_completion_class(shell)
    if kind is None:
        raise Trouble(f"There is no completion for {shell}.")
    click.echo(kind(context.find_root().command, {}, "sopdesk", "_SOPDESK_COMPLETE").source())
    return DONE
