import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Hosts that texts may name: names reserved for examples, authorities, standards and their publishers.
KNOWN_HOSTS = re.compile(
    r"(.*\.)?(example(\.(com|net|org))?|invalid|test|localhost|127\.0\.0\.1"
    r"|gov(\.\w\w)?|w3\.org|iso\.org|ietf\.org|rfc-editor\.org|unicode\.org|c2sp\.org|commonmark\.org|europa\.eu"
    r"|keepachangelog\.com|semver\.org|adr\.github\.io|oasis-open\.org|schemas\.openxmlformats\.org|omg\.org|purl\.org"
    r"|www\.aiim\.org|ns\.adobe\.com)"  # names of fields in what a PDF says of itself (XMP)
)
URL = re.compile(r"\b(?:https?|ftp|git|ssh)://(?:[^/\s@]*@)?([\w.-]+)")
PRIVATE_FOLDER = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)/|\b[A-Z]:\\Users\\")
NEIGHBOUR = re.compile(r"\.\./" + "shared")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Give the text files under version control by their path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this is no clone: there is no list of its files")
    return dict(_read(listed.stdout.decode().split("\0")))


def _read(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in filter(None, names):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            yield name, content.decode("utf-8", "replace")


def places(texts: dict[str, str], pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Give everything that a pattern finds (its group, if it has one) with the file it stands in."""
    return [(name, each[each.lastindex or 0]) for name, text in texts.items() for each in pattern.finditer(text)]


def test_no_unknown_hosts(texts: dict[str, str]) -> None:
    """No file points to a host that it need not name: no registry, no mirror, no service."""
    assert not [each for each in places(texts, URL) if not KNOWN_HOSTS.fullmatch(each[1].lower())]


def test_no_private_folders(texts: dict[str, str]) -> None:
    """No file names a folder that exists on its author's machine only."""
    assert not places(texts, PRIVATE_FOLDER)


def test_only_the_ci_looks_beside_the_repository(texts: dict[str, str]) -> None:
    """What lies beside the repository is handed in by the CI script and named nowhere else."""
    assert not [each for each in places(texts, NEIGHBOUR) if each[0] != ".ci/run"]
