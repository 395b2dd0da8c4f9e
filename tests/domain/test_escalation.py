from sopdesk.domain.escalation import escalations, roles_named
from sopdesk.domain.role import BUILT_IN
from tests.domain.given import procedure, refund, ways, workflow


def test_every_reason_to_go_up_is_found() -> None:
    """Ways out that escalate, limits that end, and the sentences of the escalation section say who is fetched."""
    found = list(escalations(workflow(ways("ask", "escalate:manager", "done"))))
    assert [(each.to, each.what, each.step) for each in found] == [("manager", "Ask? to escalate:manager", "ask")]
    assert [(each.role, each.to, str(each.amount)) for each in escalations(refund())] == [
        ("front-of-house", "shift-lead", "25"),
    ]  # fmt: skip
    text = "1. **Ring** the supervisor.\n2. Wait for [the manager](SOP-1)!"
    assert [each.what for each in escalations(procedure(escalation=text))] == [
        "Ring the supervisor.", "Wait for the manager!",
    ]  # fmt: skip


def test_roles_are_found_in_a_sentence() -> None:
    """A sentence names roles as people say them, whole words only, in their order."""
    assert roles_named("Managers, then a Shift Lead; no supervision.", BUILT_IN) == ("manager", "shift-lead")
