"""The authority limits of a procedure file: one table, read and written."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from sopdesk.domain.sop import Limit, Per
from sopdesk.interchange.procedure_lines import Line
from sopdesk.interchange.procedure_tables import format_table, read_rows
from sopdesk.interchange.step_lines import Errors

COLUMNS = ("Action", "Role", "Up to", "Per", "With", "Above", "Condition", "Also called", "Step")
NEEDED = ("Action", "Role", "Up to", "Above", "Condition")
"""The columns that every table of limits has; the others stand there when a row fills them."""
NOT = "no"
"""Stands under "Up to" where a role may not do it at all."""


def read_limits(found: Sequence[Line], errors: Errors) -> tuple[Limit, ...]:
    """Read the table of limits."""
    rows = read_rows(found, errors)
    if not rows:
        return ()
    (number, heads), *cells = rows
    if heads != [each for each in COLUMNS if each in heads or each in NEEDED]:
        further = ", ".join(each for each in COLUMNS if each not in NEEDED)
        sentence = (
            f"The columns of the limits are: {', '.join(NEEDED)}; in this order, where they are needed, {further}."
        )
        errors.append((number, sentence))
        return ()
    return tuple(limit for line, row in cells if (limit := _limit(line, heads, row, errors)) is not None)


def _limit(number: int, heads: Sequence[str], row: Sequence[str], errors: Errors) -> Limit | None:
    if len(row) != len(heads):
        errors.append((number, f"This row has {len(row)} cells; it takes {len(heads)}."))
        return None
    cell = dict(zip(heads, row, strict=True))
    amount, per = _amount(cell["Up to"]), cell.get("Per") or Per.CASE.value
    if amount is not None and not amount.is_finite():
        errors.append((number, f"“{cell['Up to']}” is not an amount such as 25 or 12.50, nor “{NOT}”."))
        return None
    if per not in set(Per):
        errors.append((number, f"“{per}” is none of {', '.join(Per)}."))
        return None
    also = tuple(word for each in cell.get("Also called", "").split(",") if (word := each.strip()))
    return Limit(
        cell["Action"], cell["Role"], amount, cell["Above"], cell["Condition"], Per(per), cell.get("With", ""), also,
        cell.get("Step", ""),
    )  # fmt: skip


def _amount(text: str) -> Decimal | None:
    """Give the amount that stands in a cell: NaN for what is none."""
    if text.casefold() == NOT:
        return Decimal(0)
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return Decimal("NaN")


def format_limits(limits: Sequence[Limit]) -> str:
    """Write the table of limits, without the columns that no row fills."""
    rows = [_cells(each) for each in limits]
    heads = [each for each in COLUMNS if each in NEEDED or any(row[each] for row in rows)]
    return format_table(heads, ([row[each] for each in heads] for row in rows)) if rows else ""


def _cells(limit: Limit) -> dict[str, str]:
    amount = "" if limit.amount is None else NOT if str(limit.amount) == "0" else f"{limit.amount:f}"
    per = "" if limit.per is Per.CASE else limit.per.value
    return {
        "Action": limit.action, "Role": limit.role, "Up to": amount, "Per": per, "With": limit.together,
        "Above": limit.above, "Condition": limit.condition, "Also called": ", ".join(limit.also), "Step": limit.step,
    }  # fmt: skip
