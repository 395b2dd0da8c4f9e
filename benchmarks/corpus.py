"""Make up plausible procedures, as many as wanted, each with eight steps and two answers. Same seed, same text."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from sopdesk.search.document import Document

ACTIONS = (
    "check count record report hand open close lock clean wipe replace refuse accept refund exchange call ask offer "
    "explain confirm print scan sign seal store label move remove inspect measure photograph escalate follow welcome "
    "seat serve apologise verify authorise cancel book reschedule deliver collect unpack sort return issue void reset "
    "restart unplug switch test note file copy send forward reply listen repeat summarise"
).split()
THINGS = (
    "till receipt card terminal drawer float banknote voucher gift-card order invoice price label shelf stock delivery "
    "parcel box pallet trolley basket counter door gate key lock alarm camera screen phone headset printer scanner "
    "tablet laptop password account booking room table menu allergen dish glass cup grinder steamer filter fridge "
    "freezer thermometer oven tray knife mop bucket cloth sanitiser spill sign cone floor stair lift toilet mirror "
    "lamp bulb switch fuse heater window blind queue ticket badge visitor-book form clipboard logbook report statement "
    "witness photo complaint dispute refund discount deposit balance payment cheque currency passport luggage "
    "parcel-tag wheelchair pram umbrella coat bag wallet bicycle van pallet-jack ladder glove "
    "mask bandage ambulance extinguisher"
).split()
PEOPLE = (
    "customer guest visitor supervisor cashier colleague manager driver courier technician cleaner nurse guard parent "
    "child tenant caller passenger contractor inspector"
).split()
PLACES = (
    "counter stockroom kitchen lobby reception entrance corridor office cellar terrace loading-bay fitting-room bar "
    "car-park cloakroom lounge washroom shopfront basement courtyard"
).split()
QUALITIES = (
    "damaged missing wrong late expired broken unpaid spare clean empty full locked open faulty stolen lost unsigned "
    "duplicate counterfeit wet hot cold sealed unsealed heavy fragile allergic angry injured unwell intoxicated"
).split()
WHEN = (
    "before opening|after closing|at the end of the shift|within ten minutes|on the same day|"
    "when the supervisor is away|without a receipt|during a power cut|"
    "on public holidays|if the queue is long|after two attempts|in the evening"
).split("|")
SENTENCES = (
    "{Action} the {thing} in the {place} {when}.",
    "If the {thing} is {quality}, {action} the {other} and tell the {person}.",
    "The {person} may {action} a {quality} {thing} {when}.",
    "Never {action} the {thing} while the {person} is at the {place}.",
    "{Action} and {verb} the {thing}; the {name} code stands on the {other}.",
    "Ask the {person} for the {thing} and {action} it {when}.",
    "Use the {name} {thing} for a {quality} {other}.",
)
TITLES = (
    "{Action} a {quality} {thing} {when}",
    "{Quality} {thing} at the {place}",
    "When a {person} asks for the {thing}",
    "{Action} the {name} {thing}",
    "{Thing} and {other}: what to {action}",
)
QUESTIONS = ("What if the {thing} is {quality}?", "May I {action} the {thing} {when}?", "Who can {action} a {thing}?")
SYLLABLES = "ba be bo ca co da do fa fi ga go ka ki la lo ma mi na no pa po ra ri sa so ta to va vi za".split()


KINDS = {"action": ACTIONS, "thing": THINGS, "person": PEOPLE, "place": PLACES, "quality": QUALITIES, "when": WHEN}
ASIDE = 0.15
"""How often a procedure speaks of something that it is not about."""


class Writer:
    """Writes procedures; common words are common as in real text (Zipf)."""

    def __init__(self, seed: int) -> None:
        self._dice = Random(seed)
        names = ["".join(self._dice.choices(SYLLABLES, k=self._dice.randint(2, 4))) for _ in range(6000)]
        self._words: dict[str, Sequence[str]] = {**KINDS, "name": names}
        self._weights = {kind: list(accumulate(1 / (n + 3) for n in range(len(w)))) for kind, w in self._words.items()}

    def procedure(self, number: int) -> Iterator[Document]:
        """Give a procedure and the steps and answers on it."""
        topic = Topic(self)
        key, title = f"sop-{number}", topic.filled(TITLES)
        section, context = f"Section {number % 12}", f"SOP-{number:05}"
        form = ("article", "checklist", "faq")[number % 3]
        yield Document(key, "procedure", title, topic.text(4), "", context, section, form, "process", ("cashier",))
        for step in range(8):
            text = topic.text(2)
            yield Document(f"{key}#s{step}", "step", text[:60], text, key, f"{context} · {title}")
        for answer in range(2):
            question = topic.filled(QUESTIONS)
            yield Document(f"{key}#q{answer}", "answer", question, topic.text(3), key, f"{context} · {title}")

    def one(self, kind: str) -> str:
        """Give a word of a kind; the first of the list are the most frequent."""
        words = self._words[kind]
        return self._dice.choices(words, cum_weights=self._weights[kind])[0]

    def chance(self, part: float) -> bool:
        """Tell whether something that happens so often happens now."""
        return self._dice.random() < part

    def choice(self, among: Sequence[str]) -> str:
        """Give any of these."""
        return self._dice.choice(among)


class Topic:
    """What one procedure is about: a few words that come again and again in it, as in real text."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        many = {"action": 4, "thing": 4}
        self._own = {kind: [writer.one(kind) for _ in range(many.get(kind, 2))] for kind in (*KINDS, "name")}

    def text(self, sentences: int) -> str:
        """Give some sentences."""
        return " ".join(self.filled(SENTENCES) for _ in range(sentences))

    def filled(self, patterns: Sequence[str]) -> str:
        """Give one of the patterns with its gaps filled."""
        kinds = ("action", "verb", "thing", "other", "person", "place", "quality", "when", "name")
        words = {kind: self._one({"verb": "action", "other": "thing"}.get(kind, kind)) for kind in kinds}
        words |= {kind.capitalize(): words[kind].capitalize() for kind in kinds}
        return self._writer.choice(patterns).format(**words).replace("-", " ")

    def _one(self, kind: str) -> str:
        return self._writer.one(kind) if self._writer.chance(ASIDE) else self._writer.choice(self._own[kind])


def manual(procedures: int, seed: int = 1) -> Iterator[Document]:
    """Give the documents of a manual of so many procedures."""
    writer = Writer(seed)
    for number in range(procedures):
        yield from writer.procedure(number)


def questions(documents: Sequence[Document], seed: int = 2, titles: int = 60) -> list[str]:
    """Give what people type to the end: titles, questions, whole sentences, and titles with a slip."""
    dice = Random(seed)
    asked = [each.title for each in dice.sample([each for each in documents if each.group != "step"], titles)]
    asked += [each.body.split(".")[0].lower() for each in dice.sample(documents, titles // 3)]
    headed = [each.title for each in documents if each.group == "procedure"]
    return asked + [_mistyped(title, dice) for title in dice.sample(headed, titles // 3)]


def _mistyped(title: str, dice: Random) -> str:
    at = dice.randrange(1, len(title) - 1)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]
