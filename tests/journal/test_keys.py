import json
import os
import stat
from pathlib import Path

import keyring
import keyring.errors
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.keys import PersonKey, StationKeys, Strength, WrongPassword, hash_secret, verify_secret
from sopdesk.journal.note import Verifier, b64

ORIGIN = "sopdesk/house/aa"
QUICK = Strength.QUICK


class Drawer(KeyringBackend):
    """A system's key store in memory; a locked one answers nothing."""

    priority = 5

    def __init__(self) -> None:
        """Begin empty and open."""
        super().__init__()  # type: ignore[no-untyped-call] # keyring is typed in part
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def _ask(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.kept

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept."""
        return self._ask().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        self._ask()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget something."""
        del self._ask()[service, username]


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    """Give this machine a key store."""
    found = Drawer()
    monkeypatch.setattr(keyring.core, "_keyring_backend", found)
    return found


# PINs and passwords


def test_secrets_are_hashed_with_a_salt() -> None:
    """The same PIN hashes to two texts; each knows it again, and no other."""
    one, two = hash_secret("2580", QUICK), hash_secret("2580", QUICK)
    assert one != two
    assert one.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert verify_secret(one, "2580")
    assert not verify_secret(two, "2581")


def test_the_proper_strength() -> None:
    """Outside the demo and the tests, secrets are stretched as RFC 9106 recommends second: 64 MiB, 3 passes."""
    assert hash_secret("x", Strength.PROPER).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("verifier", ["", "[erased]", "$argon2id$v=19$nonsense"])
def test_a_hash_that_is_none(verifier: str) -> None:
    """An erased or damaged hash lets nobody in."""
    assert not verify_secret(verifier, "2580")


def test_letters_however_composed() -> None:
    """A password is the same whether a keyboard writes é as one character or as two."""
    assert verify_secret(hash_secret("caf\u00e9", QUICK), "cafe\u0301")
    assert PersonKey.open(PersonKey.make("caf\u00e9", QUICK).wrapped, "cafe\u0301").public_key


# People's keys


def test_a_key_opens_with_its_password() -> None:
    """A person's key opens with the password, is still the same key, and lies nowhere in the clear."""
    made = PersonKey.make("correct horse", QUICK)
    opened = PersonKey.open(made.wrapped, "correct horse")
    assert opened.public_key == made.public_key
    Ed25519PublicKey.from_public_bytes(made.private.public_key().public_bytes_raw()).verify(
        opened.private.sign(b"text"), b"text"
    )
    assert made.private.private_bytes_raw().hex() not in made.wrapped.encode().hex()


def test_another_password() -> None:
    """Another password does not open the key."""
    with pytest.raises(WrongPassword):
        PersonKey.open(PersonKey.make("correct horse", QUICK).wrapped, "wrong horse")


def test_a_damaged_key() -> None:
    """A key that was damaged or exchanged in part does not open."""
    made, other = (json.loads(PersonKey.make("correct horse", QUICK).wrapped) for _ in range(2))
    damaged = [[*made[:part], other[part], *made[part + 1 :]] for part in (3, 4, 5)]
    for text in ("", "{}", "[1]", "7", *(json.dumps(each) for each in damaged), json.dumps([0, *made[1:]])):
        with pytest.raises(WrongPassword):
            PersonKey.open(text, "correct horse")


@pytest.mark.parametrize(("place", "work"), [(0, 17), (1, (1 << 20) + 1), (2, 17)])
def test_a_key_that_asks_for_too_much_work(place: int, work: int) -> None:
    """A key made to keep the program busy for hours is not even tried."""
    made = json.loads(PersonKey.make("correct horse", QUICK).wrapped)
    made[place] = work
    with pytest.raises(WrongPassword) as refused:
        PersonKey.open(json.dumps(made), "correct horse")
    assert "more work" in str(refused.value.__cause__)


# The station's key


def test_kept_in_the_key_store(drawer: Drawer, tmp_path: Path) -> None:
    """Where the system has a key store, the station's key and the last signed size lie there, and in no file."""
    keys = StationKeys(tmp_path, use_system=True)
    assert not keys.weaker
    assert (keys.get(ORIGIN), keys.last_signed(ORIGIN)) == (None, (0, ""))
    made = keys.make(ORIGIN)
    keys.remember_size(ORIGIN, 12, "ab")
    again = StationKeys(tmp_path, use_system=True)
    found = again.get(ORIGIN)
    assert found is not None
    assert found.private_bytes_raw() == made.private_bytes_raw()
    assert again.last_signed(ORIGIN) == (12, "ab")
    assert not list(tmp_path.iterdir())


def test_kept_in_a_file(tmp_path: Path) -> None:
    """Without a key store, the key lies in a file that its owner alone can read, and that is called weaker."""
    keys = StationKeys(tmp_path / "keys", use_system=False)
    assert keys.weaker
    made = keys.make(ORIGIN)
    found = StationKeys(tmp_path / "keys", use_system=False).get(ORIGIN)
    assert found is not None
    assert found.private_bytes_raw() == made.private_bytes_raw()
    if os.name == "posix":
        (file,) = (tmp_path / "keys").iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_machine_without_key_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without a key store falls back to the file and says so."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())  # type: ignore[no-untyped-call] # as above
    assert StationKeys(tmp_path, use_system=True).weaker


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    """No key is made over an existing one: a log would lose its signer."""
    keys = StationKeys(tmp_path, use_system=False)
    made = keys.make(ORIGIN)
    with pytest.raises(Trouble, match="already"):
        keys.make(ORIGIN)
    found = keys.get(ORIGIN)
    assert found is not None
    assert found.private_bytes_raw() == made.private_bytes_raw()


@pytest.mark.parametrize("system", [False, True])
def test_a_key_gives_way_to_the_next(drawer: Drawer, tmp_path: Path, *, system: bool) -> None:
    """The next key lies beside the log's own until one of them is settled on; then the other is gone for good."""
    keys = StationKeys(tmp_path, use_system=system)
    made = keys.make(ORIGIN)
    keys.remember_size(ORIGIN, 7)
    following = keys.prepare_next(ORIGIN)
    vkeys = [Verifier(ORIGIN, each.public_key().public_bytes_raw()) for each in (made, following)]
    assert [found.private_bytes_raw() for each in vkeys if (found := keys.of(each))] == [
        made.private_bytes_raw(), following.private_bytes_raw(),
    ]  # fmt: skip
    keys.settle(Verifier(ORIGIN, bytes(32)))
    assert all(keys.of(each) for each in vkeys), "a key that is neither settles nothing"
    keys.settle(vkeys[1])
    assert (keys.of(vkeys[0]), keys.last_signed(ORIGIN)[0]) == (None, 7)
    keys.settle(vkeys[1])
    keys.prepare_next(ORIGIN)
    keys.settle(vkeys[1])
    found = keys.get(ORIGIN)
    assert found is not None
    assert found.private_bytes_raw() == following.private_bytes_raw()
    text = "".join(each.read_text() for each in tmp_path.rglob("*.key"))
    assert b64(made.private_bytes_raw()) not in text
    assert keys.of(Verifier("sopdesk/other/bb", bytes(32))) is None


def test_the_signed_size_never_goes_back(tmp_path: Path) -> None:
    """The last signed size only grows, so that a restored copy of the desk is known as shorter."""
    keys = StationKeys(tmp_path, use_system=False)
    keys.remember_size(ORIGIN, 5)
    assert keys.last_signed(ORIGIN)[0] == 0
    keys.make(ORIGIN)
    for size, last in [(12, 12), (7, 12), (13, 13)]:
        keys.remember_size(ORIGIN, size)
        assert keys.last_signed(ORIGIN)[0] == last


def test_sizes_may_be_remembered_at_the_end(tmp_path: Path) -> None:
    """While a demo desk is made, the largest signed size is kept back and remembered once."""
    keys = StationKeys(tmp_path, use_system=False)
    keys.make(ORIGIN)
    with keys.remembering_at_the_end():
        for size in (12, 30, 7):
            keys.remember_size(ORIGIN, size)
        assert keys.last_signed(ORIGIN)[0] == 0
    assert keys.last_signed(ORIGIN)[0] == 30


def test_a_locked_key_store(drawer: Drawer, tmp_path: Path) -> None:
    """A locked key store is not a missing key: the desk says so, and begins no new log."""
    keys = StationKeys(tmp_path, use_system=True)
    keys.make(ORIGIN)
    drawer.locked = True
    with pytest.raises(Trouble, match="Unlock"):
        keys.get(ORIGIN)
    drawer.locked = False
    assert keys.get(ORIGIN)


def test_a_key_store_that_takes_nothing(drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that could not be kept is not used."""

    def refuse(*_: str) -> None:
        raise keyring.errors.PasswordSetError

    monkeypatch.setattr(drawer, "set_password", refuse)
    with pytest.raises(Trouble, match="did not take"):
        StationKeys(tmp_path, use_system=True).make(ORIGIN)


def test_a_damaged_key_file(tmp_path: Path) -> None:
    """A damaged key file is told and left as it is: it is not a missing key."""
    keys = StationKeys(tmp_path, use_system=False)
    keys.make(ORIGIN)
    (file,) = tmp_path.iterdir()
    file.write_text("{")
    with pytest.raises(Trouble, match="cannot be read"):
        keys.get(ORIGIN)
    assert file.read_text() == "{"


def test_the_secret_of_the_machine(tmp_path: Path) -> None:
    """The machine's secret stays the same; another machine has another."""
    keys = StationKeys(tmp_path / "one", use_system=False)
    assert keys.machine_secret() == keys.machine_secret()
    assert keys.machine_secret() != StationKeys(tmp_path / "two", use_system=False).machine_secret()
