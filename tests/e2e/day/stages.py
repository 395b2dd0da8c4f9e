"""The day, stage by stage: when it begins, and what is done then. A stage can be played again from any moment of it."""

from collections.abc import Callable

from tests.e2e.day import afternoon, evening, morning
from tests.e2e.day.person import Person

Stage = tuple[str, Callable[[Person], None]]
STAGES: tuple[Stage, ...] = (
    ("06:30", morning.amira_opens),
    ("07:10", morning.leo_goes_on),
    ("10:30", morning.a_customer_waits),
    ("10:50", morning.amira_takes_over),
    ("14:20", afternoon.ines_looks_up),
    ("14:35", afternoon.shift_change),
    ("14:50", afternoon.the_late_shift_reads),
    ("15:40", afternoon.a_missed_check),
    ("21:30", evening.mei_ling_closes),
    ("23:00", evening.george_refuses),
    ("23:10", evening.mei_ling_mends),
    ("23:20", evening.george_signs),
    ("23:30", evening.ruth_takes_it_along),
)
