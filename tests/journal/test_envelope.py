"""Files under a pass phrase."""

from io import BytesIO

import pytest

from sopdesk.journal.envelope import FileKey, Unreadable
from sopdesk.journal.keys import WrongPassword

TEXT = b"Everything that was recorded. " * 10_000


@pytest.fixture(scope="module")
def made() -> tuple[FileKey, bytes]:
    """Give a key, and it again under the pass phrase "Größe zählt" (its umlauts composed)."""
    return FileKey.make("Gr\u00f6\u00dfe z\u00e4hlt")


def encrypted(key: FileKey) -> bytes:
    """Give the text encrypted."""
    target = BytesIO()
    key.encrypt(BytesIO(TEXT), target)
    return target.getvalue()


def test_the_pass_phrase_opens_what_was_encrypted(made: tuple[FileKey, bytes]) -> None:
    """A file reads back with the pass phrase, however its umlauts are composed; neither file shows the text."""
    key, locked = made
    content = encrypted(key)
    assert content.startswith(b"age-encryption.org/v1\n")
    assert locked.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"recorded" not in content
    target = BytesIO()
    FileKey.open(locked, "Gro\u0308\u00dfe za\u0308hlt").decrypt(BytesIO(content), target)
    assert target.getvalue() == TEXT


@pytest.mark.parametrize("phrase", ["Größe zählt nicht", ""])
def test_another_pass_phrase_opens_nothing(made: tuple[FileKey, bytes], phrase: str) -> None:
    """A wrong pass phrase is said to be one."""
    with pytest.raises(WrongPassword):
        FileKey.open(made[1], phrase)


@pytest.mark.parametrize("locked", [b"", b"junk" * 100])
def test_a_damaged_key_opens_nothing(locked: bytes) -> None:
    """What is no key is treated as one that the pass phrase does not open."""
    with pytest.raises(WrongPassword):
        FileKey.open(locked, "anything")


@pytest.mark.parametrize("harm", ["flip", "cut", "junk", "other"])
def test_changed_bytes_are_noticed(made: tuple[FileKey, bytes], harm: str) -> None:
    """Whatever was changed, cut off or exchanged is unreadable, never text."""
    content = bytearray(encrypted(made[0]))
    if harm == "flip":
        content[len(content) // 2] ^= 1
    elif harm == "cut":
        del content[-100:]
    elif harm == "junk":
        content = bytearray(b"no age file")
    else:
        content = bytearray(encrypted(FileKey.open(FileKey.make("x")[1], "x")))
    with pytest.raises(Unreadable):
        made[0].decrypt(BytesIO(content), BytesIO())


class Broken(BytesIO):
    """A stick that is pulled out."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Find nothing there."""
        raise KeyError(size)

    def write(self, _content: object, /) -> int:
        """Find no room."""
        raise OSError(28, "No space left on device")


def test_what_goes_wrong_beside_it_is_said_as_it_is(made: tuple[FileKey, bytes]) -> None:
    """A full disk, a pulled stick or a cancel is said as what it is, not as a damaged file."""
    key, _ = made
    with pytest.raises(KeyError):
        key.encrypt(Broken(), BytesIO())
    with pytest.raises(OSError, match="No space left"):
        key.encrypt(BytesIO(TEXT), Broken())
    with pytest.raises(KeyError):
        key.decrypt(Broken(), BytesIO())
    with pytest.raises(OSError, match="No space left"):
        key.decrypt(BytesIO(encrypted(key)), Broken())
