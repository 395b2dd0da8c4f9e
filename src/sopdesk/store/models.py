"""The read models of a desk: which tables each sort of record has."""

from sopdesk.store.copies import COPIES
from sopdesk.store.duties import DUTIES, ROLES, ROTAS
from sopdesk.store.erasures import ERASURES, KEEPINGS
from sopdesk.store.guides import GUIDES
from sopdesk.store.handovers import HANDOVERS
from sopdesk.store.incidents import INCIDENTS
from sopdesk.store.journeys import JOURNEYS
from sopdesk.store.model import ReadModel
from sopdesk.store.opening import OPENING
from sopdesk.store.people import HOUSES, PEOPLE
from sopdesk.store.runs import RUNS
from sopdesk.store.schedules import MISSES, SCHEDULES
from sopdesk.store.sops import SOPS
from sopdesk.store.suggestions import SUGGESTIONS
from sopdesk.store.uses import USES

MODELS = (
    SOPS, COPIES, RUNS, GUIDES, HANDOVERS, INCIDENTS, PEOPLE, ROLES, DUTIES, ROTAS, OPENING, SCHEDULES, MISSES,
    JOURNEYS, HOUSES, SUGGESTIONS, USES, ERASURES, KEEPINGS,
)  # fmt: skip


def model_of(subject: str) -> ReadModel:
    """Give the read model that a subject's rows belong to."""
    return next((each for each in MODELS if subject.startswith(each.prefix)), HOUSES)
