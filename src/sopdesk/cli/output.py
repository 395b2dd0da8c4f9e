"""What a command says on stdout: words for people, or with --json one JSON line per result."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

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
    return json.dumps(_plain(data), ensure_ascii=False)


def printable(text: str) -> str:
    """Give a text without signs that steer a terminal: they may come from whoever filled in a field."""
    return "".join(each if each.isprintable() or each in "\n\t" else "\N{REPLACEMENT CHARACTER}" for each in text)


def _plain(data: object) -> object:
    if is_dataclass(data) and not isinstance(data, type):
        return {each.name: _plain(getattr(data, each.name)) for each in fields(data)}
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, tuple | list | set | frozenset):
        return [_plain(each) for each in data]
    if isinstance(data, date):
        return data.isoformat()
    if isinstance(data, Enum):
        return data.value
    return str(data) if isinstance(data, Decimal | Path) else data


json_option = click.option("--json", "as_json", is_flag=True, help="Say each result as one line of JSON.")


def example(*commands: str) -> str:
    """Give the examples that stand under a command's help."""
    heading = "Examples:" if len(commands) > 1 else "Example:"
    return "\n".join(["\b", heading, *(f"  sopdesk {each}" for each in commands)])
