"""Searching the manual without a window: one question, or a file of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_line, json_option, printable
from sopdesk.cli.progress import long_work

if TYPE_CHECKING:
    from sopdesk.services.workspace import Workspace
    from sopdesk.views.today import Found

LONGEST = 2000


@click.command(epilog=example("search custmer wants money back", "search --batch questions.txt"))
@click.argument("words", nargs=-1)
@click.option("--limit", default=12, show_default=True, type=click.IntRange(1, 1000), help="How many results at most.")
@click.option(
    "--batch", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Search for each line of a file (- is stdin): for each a JSON line with query, ms and hits.",
)  # fmt: skip
@desk_option
@json_option
def search(*, words: tuple[str, ...], limit: int, batch: Path | None, desk: Path | None, as_json: bool) -> int:
    """Find procedures, steps and answers by words, also mistyped or as a whole sentence."""
    if bool(words) == bool(batch):
        raise click.UsageError("Give words to search for, or a file of questions with --batch.")
    with opened(desk) as open_desk:
        _catch_up(open_desk)
        numbers = {row.id: row.number for row in open_desk.manual.rows()}
        if batch is not None:
            for query in _questions(batch):
                click.echo(_answer(open_desk, numbers, query, limit))
        else:
            _show(open_desk, numbers, " ".join(words), limit, Output(as_json=as_json))
    return DONE


def _catch_up(desk: "Workspace") -> None:
    """Bring the index up to the journal: it is derived and may be missing, damaged or behind."""
    if desk.finder.behind():
        with long_work("Bringing the index up to date") as work:
            desk.finder.catch_up(work.progress, work.cancelled)


def _questions(file: Path) -> Iterator[str]:
    with click.open_file(str(file), encoding="utf-8-sig", errors="replace") as lines:
        for line in lines:
            yield line.rstrip("\r\n")[:LONGEST]


def _answer(desk: "Workspace", numbers: Mapping[str, str], query: str, limit: int) -> str:
    answer = desk.finder.search(query, limit=limit)
    hits = [_hit(each, numbers) for each in at_most(limit, answer.found)]
    return json_line(
        {"query": query, "ms": round(answer.milliseconds, 3), "hits": hits, "did_you_mean": answer.did_you_mean}
    )


def _show(desk: "Workspace", numbers: Mapping[str, str], query: str, limit: int, output: Output) -> None:
    answer = desk.finder.search(query, limit=limit)
    for each in at_most(limit, answer.found):
        place = " ".join(filter(None, (numbers.get(each.sop, ""), each.step)))
        output.result(_hit(each, numbers), f"{place}  {each.title}", *_below(each))
    if answer.did_you_mean:
        output.remark(f"Did you mean: {answer.did_you_mean}?")
    if not answer.found:
        output.remark("Nothing fits these words.")


def at_most(limit: int, found: Sequence["Found"]) -> list["Found"]:
    """Give so many results in their order; where there are more, each kind by turns gives up its last ones."""
    kinds: dict[str, list[Found]] = {}
    for each in found:
        kinds.setdefault(each.group, []).append(each)
    by_turns = [each for turn in zip_longest(*kinds.values()) for each in turn if each is not None]
    kept = {id(each) for each in by_turns[:limit]}
    return [each for each in found if id(each) in kept]


def _below(found: "Found") -> Iterator[str]:
    if found.snippet:
        yield f"    {' '.join(printable(found.snippet).split())}"


def _hit(found: "Found", numbers: Mapping[str, str]) -> dict[str, object]:
    return {
        "group": found.group, "number": numbers.get(found.sop, ""), "sop": found.sop, "step": found.step,
        "title": found.title, "snippet": found.snippet, "context": found.context,
        "title_marks": found.title_marks, "snippet_marks": found.snippet_marks,
    }  # fmt: skip
