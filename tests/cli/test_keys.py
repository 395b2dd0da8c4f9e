from tests.cli.conftest import Sopdesk
from tests.e2e.given import PIN, House


def test_the_log_gets_another_key(house: House, sopdesk: Sopdesk) -> None:
    """The command gives the log another key, says its fingerprint, and the desk holds afterwards."""
    words = ("keys", "rotate", "--as", "Ruth", "--reason", "Each January.")
    [said] = sopdesk(*words, "--json", pin=PIN).lines()
    done = sopdesk(*words, "--suspected", pin=PIN)
    assert (done.code, "has another key from entry" in done.out) == (0, True)
    assert said["fingerprint"] not in done.out
    assert said["checkpoint"].count(said["origin"]) == 3, "the origin, and a signature by each key"
    assert sopdesk(*words, pin="0000").code == 1
