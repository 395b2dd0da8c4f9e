"""What a command says on stdout: words for people, or with --json one JSON line per result."""

import click


class Output:
    """Says results in words or as JSON lines."""

    def __init__(self, *, as_json: bool) -> None:
        """Choose between words and JSON."""
        self._as_json = as_json

    def result(self, data: object, *words: str) -> None:
        """Say one result: its words line by line, or one JSON line of its data."""
        if self._as_json:
            click.echo(json_line(data))
            return
        for each in words:
            click.echo(printable(each))

    def remark(self, words: str) -> None:
        """Say something that is no result, such as a sum: only in words."""
        if not self._as_json:
            click.echo(printable(words))


def json_line(data: object) -> str:
    """Give anything that services return as one line of JSON."""
    from sopdesk.interchange.table_export import to_json

    return to_json(data).decode()


def printable(text: str) -> str:
    """Give a text without signs that steer a terminal: they may come from whoever filled in a field."""
    return "".join(each if each.isprintable() or each in "\n\t" else "\N{REPLACEMENT CHARACTER}" for each in text)


json_option = click.option("--json", "as_json", is_flag=True, help="Say each result as one line of JSON.")


def example(*commands: str) -> str:
    """Give the examples that stand under a command's help."""
    heading = "Examples:" if len(commands) > 1 else "Example:"
    return "\n".join(["\b", heading, *(f"  sopdesk {each}" for each in commands)])
