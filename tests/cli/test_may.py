from tests.cli.conftest import Sopdesk
from tests.e2e.given import House


def test_a_question_is_answered(sopdesk: Sopdesk, house: House) -> None:
    """The answer stands in words, with who may instead, and where it is written."""
    done = sopdesk("may", "refund 40 without receipt", "--role", "Front of house")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "Not £40: only up to £25.",
            "  For £40: Shift lead",
            "  RF-01 Money back without a receipt, revision 1.0, step “Give the money back”",
        ],
    )


def test_an_answer_as_json(sopdesk: Sopdesk, house: House) -> None:
    """With --json an answer is one line with everything that it consists of."""
    [answer] = sopdesk("may", "refund 20 without receipt", "--json").lines()
    assert (answer["kind"], answer["amount"], answer["left"], answer["number"]) == ("yes", "20", "25", "RF-01")


def test_what_no_limit_says(sopdesk: Sopdesk, house: House) -> None:
    """Where nothing fits, that is said, with what comes nearest; a role that does not exist is refused."""
    done = sopdesk("may", "sell", "a", "receipt")
    assert done.out.splitlines() == [
        "No limit of the manual fits these words.", "  Nearest: refund without a receipt (RF-01)"
    ]  # fmt: skip
    assert sopdesk("may", "refund", "--role", "king").code == 1
