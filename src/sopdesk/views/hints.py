"""What else deserves a look before a run is signed off, in one wording for the screen and for paper."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sopdesk.views.checklists import RunPage


def hints(
    run: RunPage, moment: Callable[[datetime], str], say: Callable[[str], str] = str, *, most: int = 0
) -> Iterator[str]:
    """Say what was late, out of order, ticked in one go or taken back. None of it accuses.

    `moment` writes an instant on the house's clock; `say` translates; `most` as in `RunPage.named`.
    """
    row = run.row
    if row.was_late and row.due is not None and row.completed_at is not None:
        said = say("Completed {moment}; it was due by {due}.")
        yield said.format(moment=moment(row.completed_at), due=moment(row.due))
    if run.out_of_order:
        yield say("Not in the order of the checklist: {lines}.").format(lines=run.named(run.out_of_order, most))
    for each in run.together:
        said = say("Ticked within {n} s by {who}, perhaps done before: {lines}.")
        yield said.format(n=each.seconds, who=each.who, lines=run.named(each.items, most))
    for back in run.taken_back:
        said = say("Taken back by {who}, {moment}: {line}. The journal has both.")
        yield said.format(who=back.who, moment=moment(back.at), line=run.named((back.item,)))
