"""What a bundle of evidence says, entry by entry, in plain words; nothing but the bundle is asked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sopdesk.domain.event import ERASED, Recorded
from sopdesk.domain.finger import EntrySigned, strokes_of
from sopdesk.domain.person import PersonChanged, PersonRegistered
from sopdesk.journal.bundle import Bundle, Carried
from sopdesk.journal.bundle_bytes import well_formed
from sopdesk.journal.codec import DIGESTS, NAMES
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.journal.judgement import Judgement
from sopdesk.journal.sealed import digest_of_text, reveal
from sopdesk.services.wording import tell
from sopdesk.views.evidence import EvidenceHand, EvidenceLine, EvidenceSignature

WITHHELD = "[withheld]"
ELSEWHERE = {"content": "the text of the revision, printed at the end"}
"""Values that are too long for the story."""
_SIGNATURE = "signature"
_STROKES, _DRAWN = "strokes", "drawn, shown at the end"
_POINTS = re.compile(r"\d{1,3},\d{1,3}(?:[ ;]\d{1,3},\d{1,3})*")
_PERSON = re.compile(r"person-[0-9a-z]+")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)")


class Story:
    """A bundle, read: the entries that this version understands, oldest first, with the names of people."""

    def __init__(self, bundle: Bundle, judgement: Judgement) -> None:
        """Read a bundle that was checked; what is not understood is passed over, the check names it."""
        self._by_digest = {digest_of_text(each): each for each in bundle.disclosures}
        self._erased = set(judgement.erased)
        self._signatures = {each.place: each.holds for each in judgement.answers if each.code == _SIGNATURE}
        read = (self._read(each) for log in bundle.logs for each in log.entries)
        self.entries = sorted(
            (each for each in read if each is not None),
            key=lambda each: (each[1].stamp.hlc, each[1].stamp.log, each[1].stamp.seq),
        )
        people = (each for _, each, _ in self.entries if isinstance(each.what, PersonRegistered | PersonChanged))
        acts = (each.what for carried, each, _ in self.entries if f"{carried.log}:{carried.seq}" == bundle.act)
        self.subjects = frozenset(getattr(next(acts, None), "subjects", ()))
        self.names = {each.subject: str(each.what.name) for each in people if each.what.name not in {None, ERASED}}

    def lines(self) -> Iterator[EvidenceLine]:
        """Give what each entry says."""
        for carried, recorded, found in self.entries:
            stamp, place = recorded.stamp, f"{carried.log}:{carried.seq}"
            payload = found["payload"]
            disclosed = self._disclosed(payload)
            told = tell(recorded).what
            if ERASED in told and not any(at == place for at, _ in self._erased):
                told = told.replace(ERASED, WITHHELD)
            yield EvidenceLine(
                place, stamp.at, self.names.get(stamp.actor, stamp.actor), found["kind"], told,
                tuple(self._values(place, payload, disclosed)), carried.leaf.hex(),
                self._signature(place, payload.get(_SIGNATURE), disclosed),
                beside=bool(self.subjects) and recorded.subject not in self.subjects,
            )  # fmt: skip

    def hands(self) -> Iterator[EvidenceHand]:
        """Give what was signed by hand on the screen, as far as it can be read."""
        for carried, recorded, _ in self.entries:
            what, stamp = recorded.what, recorded.stamp
            if isinstance(what, EntrySigned) and _POINTS.fullmatch(what.strokes or ""):
                name = WITHHELD if what.name in {None, ERASED} else str(what.name)
                beside, place = self.names.get(stamp.actor, stamp.actor), f"{carried.log}:{carried.seq}"
                yield EvidenceHand(place, name, stamp.at, beside, strokes_of(what.strokes))

    def _read(self, carried: Carried) -> tuple[Carried, Recorded, dict[str, Any]] | None:
        try:
            found = read_body(carried.body)
            if not well_formed(found):
                return None
            return carried, recorded_of(found, self._texts(found["payload"])), found
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _texts(self, payload: Mapping[str, Any]) -> list[str]:
        return [self._by_digest[each] for each in payload.get(DIGESTS, ()) if each in self._by_digest]

    def _disclosed(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        return dict(reveal(each) for each in self._texts(payload))

    def _values(
        self, place: str, payload: Mapping[str, Any], disclosed: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """Give name and text of what an entry says, plain values first."""
        for name, value in payload.items():
            if name not in {DIGESTS, NAMES, _SIGNATURE} and (words := ELSEWHERE.get(name) or in_words(value)):
                yield _spoken(name), self._with_names(words)
        for name in payload.get(NAMES, ()):
            gone = ERASED if (place, name) in self._erased else WITHHELD
            words = in_words(disclosed[name]) if name in disclosed else gone
            words = _DRAWN if name == _STROKES and _POINTS.fullmatch(words) else words
            if words:
                yield _spoken(name), words

    def _with_names(self, words: str) -> str:
        """Give words in which the name of a person, where it can be read, stands before their id."""
        return _PERSON.sub(lambda found: f"{self.names.get(found[0], '')} {found[0]}".lstrip(), words)

    def _signature(
        self, place: str, signature: Mapping[str, Any] | None, disclosed: Mapping[str, Any]
    ) -> EvidenceSignature | None:
        if not isinstance(signature, Mapping):
            return None
        name = disclosed.get("printed_name") or self.names.get(str(signature.get("signer")), WITHHELD)
        at, zone, meaning, digest = (str(signature.get(each, "")) for each in ("at", "zone", "meaning", "digest"))
        holds = self._signatures.get(place, True)
        return EvidenceSignature(str(name), in_words(at), zone, meaning, digest, holds)


def in_words(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    """Give a value of an entry as a reader can take it in, with nothing left out."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return _INSTANT.sub(r"\1 \2 UTC", value)
        case dict():
            return "; ".join(f"{_spoken(name)}: {words}" for name, each in value.items() if (words := in_words(each)))
        case list() if value and all(_is_pair(each) for each in value):
            return "\n".join(f"{_spoken(name)}: {in_words(text)}" for name, text in value)
        case list():
            return "\n".join(words for each in value if (words := in_words(each)))
        case _:
            return str(value)


def _is_pair(value: Any) -> bool:  # noqa: ANN401 - any value of JSON
    return isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value)  # noqa: PLR2004


def _spoken(name: str) -> str:
    return name.replace("_", " ")
