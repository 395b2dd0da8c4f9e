"""A customer journey as a Markdown table: one line for each touchpoint, under the journey's name as heading."""

from collections.abc import Sequence

from sopdesk.domain.journey import Stage, Touchpoint, new_id, put_stage, put_touchpoint
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.procedure_lines import Line
from sopdesk.interchange.procedure_tables import format_table, read_rows

HEADS = ("Stage", "Touchpoint", "Standard", "Minutes", "Role", "Procedure")


def write_journey(title: str, stages: Sequence[Stage]) -> str:
    """Write a journey; the procedure stands as NUMBER or NUMBER#STEP."""
    rows = []
    for stage in stages:
        rows += [
            (
                stage.title, card.title, card.standard, str(card.minutes or ""), card.role,
                card.procedure + (f"#{card.step}" if card.step else ""),
            )
            for card in stage.touchpoints
        ] or [(stage.title, "", "", "", "", "")]  # fmt: skip
    return f"# {title}\n\n{format_table(HEADS, rows)}\n"


def read_journey(text: str) -> tuple[str, tuple[Stage, ...]]:
    """Read a journey: its name and stages. Refuses with the line that cannot be read."""
    lines = [Line(n, each) for n, each in enumerate(text.splitlines(), 1)]
    title = next((each.text[2:].strip() for each in lines if each.text.startswith("# ")), "")
    errors: list[tuple[int, str]] = []
    rows = read_rows([each for each in lines if not each.text.startswith("#")], errors)
    if not title or not rows or tuple(rows[0][1]) != HEADS:
        errors.insert(0, (1, f"A journey has its name as “# Name”, then a table with the columns {', '.join(HEADS)}."))
    stages: tuple[Stage, ...] = ()
    for number, cells in rows[1:] if not errors else ():
        if len(cells) != len(HEADS):
            errors.append((number, f"This row has {len(cells)} cells; it takes {len(HEADS)}."))
        elif cells[3] and not (cells[3].isascii() and cells[3].isdigit()):
            errors.append((number, f"“{cells[3]}” is not a number of minutes."))
        else:
            stages = _with_row(stages, cells)
    if errors:
        raise Refusal(f"Line {errors[0][0]}: {errors[0][1]}")
    return title, stages


def _with_row(stages: tuple[Stage, ...], cells: Sequence[str]) -> tuple[Stage, ...]:
    name, title, standard, minutes, role, procedure = cells
    if not stages or (name and name != stages[-1].title):
        stages = put_stage(stages, Stage(new_id(name, stages), name))
    if not title:
        return stages
    number, _, step = procedure.partition("#")
    card = Touchpoint(new_id(title, stages), title, standard, int(minutes) if minutes else None, role, number, step)
    return put_touchpoint(stages, stages[-1].id, card)
