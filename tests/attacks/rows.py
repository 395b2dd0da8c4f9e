"""The attack table of docs/attacks.md: what somebody does to a desk's file, and what `verify` then says."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.attacks import acts
from tests.attacks.desk import Made

SAID = {
    "hashes": ("hashes", False, "Entry … is not as it was recorded (… in all)."),
    "triggers": ("triggers", False, "The file has triggers or views that are not this program's, or lacks its own: …."),
    "chain": ("chain", False, "Entry … does not follow its subject's last entry."),
    "checkpoints": ("checkpoints", False, "Checkpoints kept here that do not fit: …"),
    "taken away": ("uncovered", False, "Entries that no checkpoint covers: …, so one was taken away."),
    "uncovered": ("uncovered", None, "Entries that no checkpoint covers: …, from entry … on."),
    "shorter": ("outside", False, "The checkpoint that … holds does not fit: it covers … entries, but …."),
    "other": ("outside", False, "The checkpoint that … holds does not fit: the first … entries are not those …."),
    "unsigned": ("outside", False, "The checkpoint that … holds does not count: no known key has signed this."),
    "replaced": ("key", False, "The log's key is not the one that you gave: it was replaced."),
    "cut here": ("signed here", False, "The log … was signed at … entries and now has …: a restored copy."),
    "anew here": ("signed here", False, "The log … has other entries among its first … than …: it was written anew."),
    "other key here": ("signed here", False, "The log … has another key than this machine: it was changed elsewhere."),
    "foreign": ("outside", False, "A checkpoint that you gave belongs to none of this desk's logs."),
    "foreign key": ("key", False, "A key that you gave belongs to none of this desk's logs."),
    "continued": ("continued", False, "The checkpoint that the log …, which continues it, holds does not fit: …."),
    "gone": ("continued", False, "The log …, which the log … continues, is not here: it was taken away."),
    "signatures": ("signatures", False, "… of … signatures do not hold: …"),
    "columns": ("columns", False, "Entry … is filed under what its text does not say."),
    "read models": ("read models", False, "What the screens show differs from the journal in … records …"),
    "sealed": ("sealed", False, "A sealed value of entry … is not the one that was recorded."),
    "missing": ("missing", False, "A sealed value of entry … is missing, and no entry says that it was erased."),
    "pictures": ("pictures", False, "… pictures or files are not the ones that were handed in: …"),
    "absent": ("pictures", False, "… pictures or files are missing: …"),
    "clock": ("clock", None, "The station's clock was set back before entry …."),
}  # fmt: skip
"""What is found: code, whether it holds, and the sentence; "…" stands for anything."""

Found = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attack:
    """One row: what is done, and what is then found in four ways; the names are those of SAID.

    By whoever has the file alone; who has a checkpoint that was kept outside, too; who has the log's key from
    elsewhere; and on the house's own machine, which remembers what it signed. `refused`: SQLite does not do it.
    """

    title: str
    act: Callable[[Made], None]
    alone: Found = ()
    outside: Found | None = None
    key: Found | None = None
    here: Found | None = None
    refused: bool = False

    def views(self) -> dict[str, Found]:
        """Give what is found in each of the four ways; what is not said is as it is for the file alone."""
        given = {"alone": self.alone, "outside": self.outside, "key": self.key, "here": self.here}
        return {name: self.alone if found is None else found for name, found in given.items()}


_BROKEN = ("hashes", "chain", "checkpoints", "uncovered")
_MISFIT = ("checkpoints", "uncovered")
ATTACKS = (
    Attack("changes, deletes or replaces an entry, the file's triggers in place", acts.with_triggers, refused=True),
    Attack("changes an entry with the triggers dropped meanwhile", acts.without_triggers, _BROKEN, (*_BROKEN, "other")),
    Attack("drops the triggers, and changes nothing yet", acts.triggers_away, ("triggers",)),
    Attack("puts in a trigger that runs whenever the program writes", acts.trigger_added, ("triggers",)),
    Attack("changes an entry by way of `writable_schema`", acts.schema_written, _BROKEN, (*_BROKEN, "other")),
    Attack("changes bytes of the file in an editor", acts.with_an_editor, _BROKEN, (*_BROKEN, "other")),
    Attack(
        "changes an entry and works out every hash and what the screens show anew, without the key", acts.all_hashes,
        _MISFIT, (*_MISFIT, "other"), here=(*_MISFIT, "anew here"),
    ),
    Attack(
        "the same, and deletes the checkpoints that no longer fit", acts.checkpoints_away,
        ("taken away",), ("taken away", "other"), here=("taken away", "anew here"),
    ),
    Attack(
        "the same, but only with what came last, and with times that leave no checkpoint overdue", acts.newest,
        ("uncovered",), here=("uncovered", "anew here"),
    ),
    Attack(
        "deletes the last entries, their checkpoints, and makes what the screens show fit", acts.tail,
        (), ("shorter",), here=("cut here",),
    ),
    Attack("puts an older copy of the file in its place", acts.old_copy, (), ("shorter",), here=("cut here",)),
    Attack("deletes only what is newer than the last checkpoint outside", acts.newer_than_outside, here=("cut here",)),
    Attack(
        "changes an entry, puts another key in the log's place, and signs everything with it", acts.key_replaced,
        (), ("unsigned",), ("replaced",), ("anew here",),
    ),
    Attack(
        "steals the log's key, changes an entry, and signs everything anew", acts.key_stolen,
        (), ("other",), here=("anew here",),
    ),
    Attack(
        "steals the log's key and changes only what is newer than the last checkpoint outside", acts.key_stolen_later,
        here=("anew here",),
    ),
    Attack("the same, and makes what the house's machine remembers fit, too", acts.key_and_memory),
    Attack(
        "steals the log's key and puts the log under a key of his own, as the program does it", acts.key_rotated,
        here=("other key here",),
    ),
    Attack(
        "steals the log's key and changes an entry of a case that a person signed", acts.signed_case,
        ("signatures",), ("signatures", "other"), here=("signatures", "anew here"),
    ),
    Attack("changes what a screen shows (a read model)", acts.read_model, ("read models",)),
    Attack("files an entry under another time (an index column)", acts.column, ("columns",)),
    Attack("changes a sealed value", acts.disclosure, ("sealed", "missing")),
    Attack("puts another sealed value in its place", acts.disclosure_forged, ("sealed", "missing")),
    Attack("deletes a sealed value past the program", acts.disclosure_away, ("missing",)),
    Attack("changes an attached file", acts.file_changed, ("pictures",)),
    Attack("deletes an attached file past the program", acts.file_away, ("absent",)),
    Attack(
        "rewrites a log that the desk only keeps: a former one, or another station's", acts.former_log,
        (*_MISFIT, "continued"), (*_MISFIT, "continued", "other"), here=(*_MISFIT, "continued", "anew here"),
    ),
    Attack("takes such a log out whole", acts.former_log_away, ("gone",), ("gone", "foreign"), ("gone", "foreign key")),
    Attack("sets the clock back and goes on", acts.clock_back, ("clock",)),
)  # fmt: skip

WAYS = {
    "alone": "the file alone",
    "outside": "with a checkpoint kept outside",
    "key": "with the key known from elsewhere",
    "here": "on the house's own machine",
}


def table() -> str:
    """Give the two tables of docs/attacks.md: who does what and what is found, and what each finding says."""
    lines = [f"| somebody … | {' | '.join(WAYS.values())} |", "| --- " * 5 + "|"]
    for each in ATTACKS:
        none = "refused by the file" if each.refused else "**nothing**"
        cells = [", ".join(f"*{name}*" for name in found) or none for found in each.views().values()]
        lines.append(f"| {each.title} | {' | '.join(cells)} |")
    lines += ["", "| finding | `what` | holds | sentence |", "| --- | --- | --- | --- |"]
    for name, (what, holds, sentence) in SAID.items():
        word = "no" if holds is False else "cannot be told"
        lines.append(f"| *{name}* | `{what}` | {word} | {sentence} |")
    return "\n".join(lines) + "\n"
