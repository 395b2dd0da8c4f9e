"""What an approval has to weigh: whether a revision changes what somebody must do."""

from sopdesk.domain.sop import Procedure


def changes_duty(old: Procedure, new: Procedure) -> bool:
    """Tell whether a must step, a must item, a warning or a limit differs: such a change is major by itself."""
    return _binding(old) != _binding(new)


def _binding(content: Procedure) -> tuple[object, ...]:
    musts = tuple((each.id, each.title, each.text, each.role, each.minutes) for each in content.steps if each.must)
    items = tuple(item for item in content.items() if item.must)
    bounds = {(item.id, item.low, item.high, item.unit) for item in content.items()}
    bounded = {each for each in bounds if each[1] is not None or each[2] is not None}
    warnings = {(each.id, each.warnings) for each in content.steps if each.warnings}
    return (musts, items, bounded, warnings, content.limits)
