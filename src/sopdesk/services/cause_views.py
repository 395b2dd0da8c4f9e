"""Making the causes of a file as they are shown."""

from collections.abc import Mapping

from sopdesk.domain.case import Incident
from sopdesk.domain.cause import Method, standing
from sopdesk.views.investigation import CauseView


def cause_views(state: Incident, names: Mapping[str, str]) -> tuple[CauseView, ...]:
    """Give the causes that stand: the chain of whys, then the fishbone, each in the order of their finding."""
    return tuple(
        CauseView(
            name, method, each.found.under, each.found.cause_class, each.why, each.because, each.evidence, each.root,
            names.get(each.stamp.actor, each.stamp.actor), each.stamp.at, each.corrections,
        )
        for method in Method
        for name, each in standing(state.causes, method).items()
    )  # fmt: skip
