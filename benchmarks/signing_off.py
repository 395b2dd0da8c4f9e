"""How long a person waits for a signature: the PIN, the key opened with the password, the signature of a desk.

`python -m benchmarks.signing_off`: each done several times, with the parameters of the program beside those of the
demo desk; what argon2id takes is what a guess costs, so it is not to be made less, only known.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sopdesk.domain.signature import Meaning
from sopdesk.journal.keys import PersonKey, StationKeys, Strength, hash_secret, verify_secret
from sopdesk.journal.signature import name_digest, sign
from sopdesk.services.workspace import Workspace

TIMES, GOAL = 7, 500
PIN, PASSWORD, SALT = "1234", "correct horse", "00" * 16
NOW = datetime(2026, 3, 14, tzinfo=UTC)


def _timed(what: str, work: Callable[[], Any]) -> float:
    """Do something several times; print the median and the worst in ms, and give the median."""
    took, used = [], process_time()
    for _ in range(TIMES):
        began = perf_counter()
        work()
        took.append((perf_counter() - began) * 1000)
    median, worked = sorted(took)[TIMES // 2], (process_time() - used) * 1000 / TIMES
    print(f"| {what} | {median:.0f} | {max(took):.0f} | {worked:.0f} |", flush=True)
    return median


def _with_key(wrapped: str) -> None:
    sign(
        PersonKey.open(wrapped, PASSWORD), meaning=Meaning.RESPONSIBILITY, digest="0" * 64, signer="person-1",
        subject="run-1", at=NOW, zone="UTC", log="log-1", name_digest=name_digest("Ada", SALT),
    )  # fmt: skip


def _in_a_desk(strength: Strength) -> float:
    """Sign in a desk in a temporary folder as the window does: the password checked, the key opened, the signature."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        keys = StationKeys(home / "keys", use_system=False)
        desk = Workspace(home / "desk", keys=keys, create=True, strength=strength)
        boss = desk.people.found_house(
            name="Bench", site="Lab", zone="Europe/London", currency="GBP", person="Ada", pin=PIN, password=PASSWORD
        )
        took = _timed(
            f"a signature of the desk, {strength.name.lower()}",
            lambda: desk.desk.sign(boss, PASSWORD, Meaning.RESPONSIBILITY, "0" * 64, "run-1"),
        )
        desk.close()
    return took


def main() -> None:
    """Print the table, and whether the goal is met."""
    print("| what | median, ms | worst | of processors |\n| --- | --- | --- | --- |")
    felt = 0.0
    for strength in (Strength.QUICK, Strength.PROPER):
        passes, memory, lanes = strength.value
        name = f"{strength.name.lower()}: {passes} passes, {memory} KiB, {lanes} lanes"
        verifier, wrapped = hash_secret(PIN, strength), PersonKey.make(PASSWORD, strength).wrapped
        _timed(f"a PIN, {name}", partial(verify_secret, verifier, PIN))
        _timed(f"the key opened, and signed, {name}", partial(_with_key, wrapped))
        felt = _in_a_desk(strength)
    print(f"\ngoal, a signature in {GOAL} ms: {'met' if felt < GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
