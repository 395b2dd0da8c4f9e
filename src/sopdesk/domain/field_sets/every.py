"""What every incident has beside what its kind asks for."""

from sopdesk.domain.field import Asks, FieldSpec, in_group
from sopdesk.domain.incident import Severity

CHANNELS = ("in person", "phone", "e-mail", "web", "letter", "chat", "social", "other")
_SEVERITIES = tuple(each.value for each in Severity)
GDPR = "GDPR and UK GDPR, Article 6(1)"

BASE = in_group(
    "What happened",
    FieldSpec("narrative", "What happened", Asks.TEXT, personal=True),
    FieldSpec("done_at_once", "Done at once", Asks.TEXT, personal=True),
    FieldSpec("occurred_at", "When it happened", Asks.MOMENT),
    FieldSpec("reported_at", "When somebody told us", Asks.MOMENT),
    FieldSpec("place", "Where", personal=True),
    FieldSpec("channel", "How we were told", Asks.CHOICE, choices=CHANNELS, source="ISO 10002:2018, 8.2"),
    FieldSpec("severity", "How bad it was", Asks.CHOICE, choices=_SEVERITIES),
    FieldSpec("potential", "How bad it could have been", Asks.CHOICE, choices=_SEVERITIES, source="HSE HSG245"),
)
"""What is asked when an incident is logged; corrected like any other field."""

EVERY = in_group(
    "The file",
    FieldSpec("owner", "Who looks after it", Asks.PERSON),
    FieldSpec("related", "Other records that belong to it", hint="Numbers of runs, tickets or letters"),
    FieldSpec("lawful_basis", "Why we may keep it", Asks.CHOICE, choices=(
        "legal obligation", "legitimate interests", "contract", "consent", "vital interests"), source=GDPR),
)  # fmt: skip
"""What stands at the end of every kind's own fields."""
