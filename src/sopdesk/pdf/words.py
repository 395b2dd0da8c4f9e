"""The words that printed pages use for what the record holds in short."""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

from sopdesk.domain import authority_words
from sopdesk.domain.person import ROLE_NAMES, Role
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Answer, Branch, Format, Kind, Limit, Phase, Procedure

KINDS = {
    Kind.ADMINISTRATIVE: "Administrative", Kind.PROCESS: "Process", Kind.ENFORCEMENT: "Enforcement",
    Kind.ESCALATION: "Escalation", Kind.COMPLAINT: "Resolving complaints", Kind.FOLLOW_UP: "Follow-up",
}  # fmt: skip
FORMATS = {
    Format.ARTICLE: "Article", Format.PICTURE_GUIDE: "Picture guide", Format.WORKFLOW: "Decision workflow",
    Format.FAQ: "Questions and answers", Format.CHECKLIST: "Checklist",
}  # fmt: skip
PHASES = {Phase.BEFORE: "before", Phase.DURING: "during", Phase.AFTER: "after"}
ASKS = {Answer.TICK: "", Answer.NUMBER: "number", Answer.AMOUNT: "amount", Answer.TEXT: "in words"}
LETTERS = "R does it · A answers for it · C is asked before · I is told after"

NOT_IN_FORCE = {
    Status.IN_REVIEW: "This revision is in review and not approved. Nobody may work by it yet.",
    Status.SUBMITTED: "This revision is handed in and not approved. Nobody may work by it yet.",
    Status.RETURNED: "This revision was returned to its author. It was never in force.",
    Status.SCHEDULED: "This revision is approved and not yet effective. Until then the one before it counts.",
    Status.SUPERSEDED: "This revision is superseded. A newer one is in force.",
    Status.WITHDRAWN: "This procedure is withdrawn. Nobody may work by it any more.",
}


_ROLE_NAMES: ContextVar[Mapping[str, str]] = ContextVar("_ROLE_NAMES", default=MappingProxyType({}))


def call_roles(names: Mapping[str, str]) -> None:
    """Call roles by these names, by id, in what this thread prints from now on."""
    _ROLE_NAMES.set(names)


def called_roles() -> Mapping[str, str]:
    """Give the names by which this thread calls roles, by id."""
    return _ROLE_NAMES.get()


def role_name(role: str) -> str:
    """Give a role as the house calls it; one that it does not know stays as it is written."""
    known = _ROLE_NAMES.get()
    return known[role] if role in known else ROLE_NAMES[Role(role)] if role in set(Role) else role


def capital(text: str) -> str:
    """Give a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def many(count: int, one: str, more: str = "") -> str:
    """Give a count with its word: "1 entry", "1,250 entries"."""
    return f"1 {one}" if count == 1 else f"{count:,} {more or one + 's'}"


def allowance(limit: Limit, currency: str) -> str:
    """Say how far a limit goes: "up to £25 per customer and day, together with: Shift lead"."""
    return authority_words.allowance(limit, authority_words.Wording(currency, role_name))


def minutes(count: int) -> str:
    """Give a time limit."""
    hours, rest = divmod(count, 60)
    return many(count, "minute") if not hours or rest else many(hours, "hour")


def leads_to(content: Procedure, branch: Branch, titles: Mapping[str, str]) -> str:
    """Say where a way out of a question leads."""
    if branch.go.startswith("escalate:"):
        return f"Escalate to: {role_name(branch.go.removeprefix('escalate:'))}"
    if branch.go in {"done", "back"}:
        return "Done" if branch.go == "done" else "Back to the question before"
    number = content.numbers().get(branch.go)
    return f"Go to step {number}: {titles.get(f'step:{branch.go}', '')}" if number else f"Go to “{branch.go}”"
