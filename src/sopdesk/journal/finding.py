"""What a check of the journal found, in plain words that promise no more than was seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A checkpoint that lies outside this desk: its signed note, and who or what holds it ("the printed report …")."""

    note: str
    holder: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check; `holds` None means: this check cannot tell. `seq` is the first entry concerned, if any."""

    what: str
    holds: bool | None
    sentence: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of one log found: how many entries it has, the root hash over them, and each finding."""

    origin: str
    entries: int
    root: bytes
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether no check failed. It says nothing of what no check can tell."""
        return all(each.holds is not False for each in self.findings)

    @property
    def sentence(self) -> str:
        """The sum in one sentence: the first failure, else the newest outside checkpoint, else that there is none."""
        failed = [each for each in self.findings if each.holds is False]
        held = [each for each in self.findings if each.what == "outside" and each.seq is not None]
        if failed:
            return failed[0].sentence
        if held:
            return max(held, key=lambda each: each.seq or 0).sentence
        return (
            "Nothing was found that does not fit; but no checkpoint that lies outside this desk was given, so entries "
            "taken away at the end, or a restored older copy, would not show."
        )


class Faults:
    """Where checks fail: for each the first entry, and how many."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int | None, int]] = {}

    def add(self, what: str, seq: int | None) -> None:
        """Note that a check fails at an entry."""
        first, count = self._found.get(what, (seq, 0))
        self._found[what] = (first, count + 1)

    def count(self, what: str) -> int:
        """Give at how many entries a check fails."""
        return self._found.get(what, (None, 0))[1]

    def finding(self, what: str, well: str, ill: str, *, holds_when_ill: bool | None = False) -> Finding:
        """Say whether a check holds; in `ill`, "{seq}" stands for the first entry concerned."""
        if what not in self._found:
            return Finding(what, True, well)  # noqa: FBT003 - what `holds` says stands in the class
        seq, count = self._found[what]
        more = f" ({count} in all)" if count > 1 else ""
        return Finding(what, holds_when_ill, ill.format(seq=seq) + more + ".", seq)
