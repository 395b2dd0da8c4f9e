"""“May I …?” without a window: what the limits in force allow a role."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopdesk.cli.desk import desk_option, opened
from sopdesk.cli.ending import DONE
from sopdesk.cli.output import Output, example, json_option
from sopdesk.domain.authority_words import details, headline
from sopdesk.domain.refusal import Refusal

if TYPE_CHECKING:
    from sopdesk.domain.authority import Answer, Rule
    from sopdesk.views.authority import Reply


@click.command(epilog=example('may "refund 40 without receipt"', 'may "refund 40" --role shift-lead --json'))
@click.argument("words", nargs=-1, required=True)
@click.option("--role", default="", help="For which role, by its id or name (else the lowest of the house).")
@desk_option
@json_option
def may(*, words: tuple[str, ...], role: str, desk: Path | None, as_json: bool) -> int:
    """Say whether a role may do something, up to how much, with whom, or who may instead."""
    output = Output(as_json=as_json)
    with opened(desk) as open_desk:
        if role and open_desk.organisation.roles().find(role) is None:
            raise Refusal(f"There is no role {role}.")
        reply = open_desk.authority.ask(" ".join(words), role=role)
    for each in reply.answers:
        output.result(_answer(each, reply), headline(each, reply.wording), *_below(each, reply))
    if not reply.answers:
        output.remark("No limit of the manual fits these words.")
        for rule in reply.nearest:
            output.remark(f"  Nearest: {rule.limit.action} ({rule.number})")
    return DONE


def _below(answer: "Answer", reply: "Reply") -> Iterator[str]:
    yield from (f"  {each}" for each in details(answer, reply.wording))
    if answer.source is not None:
        yield f"  {_place(answer.source)}"


def _place(rule: "Rule") -> str:
    step = f", step “{rule.step_title}”" if rule.step_title else ""
    return f"{rule.number} {rule.title}, revision {rule.label}{step}"


def _answer(answer: "Answer", reply: "Reply") -> dict[str, object]:
    source = answer.source
    return {
        "question": reply.text, "kind": answer.kind, "sure": answer.sure, "role": answer.role, "action": answer.action,
        "amount": answer.amount, "left": answer.left, "used": answer.used, "together": answer.together,
        "conditions": answer.conditions, "who": answer.who, "unread": answer.unread,
        "on_duty": {role: list(names) for role, names in reply.wording.on_duty.items()},
        "number": source.number if source else "", "step": source.limit.step if source else "",
        "headline": headline(answer, reply.wording), "details": list(details(answer, reply.wording)),
    }  # fmt: skip
