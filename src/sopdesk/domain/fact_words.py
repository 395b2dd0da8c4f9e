"""Words that judge instead of telling what was seen and heard, each with a suggestion. A hint, never a refusal.

The list is our own, British English. A word within quotation marks is somebody's own and is left in peace.
"""

import re
from dataclasses import dataclass

_HOW_LOUD = "what was said, word for word, how loud, and from when to when"
_WHAT_DONE = "what the person did, step by step, and the time"
_WHAT_SAID = "what was said, in quotation marks"
_STATE = "what you saw: walk, speech, smell, how long"
_COUNT = "the number, or how often and when"
_SEEN = "what you saw yourself, or who told you"
_SIZE = "how much, how long or how many"

_SUGGESTIONS = {
    _HOW_LOUD: "aggressive|aggressively|aggression|abusive|hostile|threatening|intimidating|belligerent|furious|"
    "irate|angry|angrily|enraged|livid|raging|shouty|explosive|out of control|kicked off|lost it|lost the plot|"
    "went mad|went berserk|had a go at|made a scene|stroppy|volatile",
    _WHAT_SAID: "rude|rudely|impolite|insolent|disrespectful|insulting|offensive|nasty|unfriendly|cheeky|sarcastic|"
    "arrogant|patronising|condescending|unpleasant|obnoxious|foul-mouthed|snappy|dismissive|vulgar",
    _WHAT_DONE: "unreasonable|difficult|awkward|unhelpful|uncooperative|stubborn|pushy|demanding|impatient|nervous|"
    "suspicious|suspiciously|shifty|dodgy|strange|strangely|weird|weirdly|odd|oddly|careless|carelessly|negligent|"
    "negligently|reckless|recklessly|clumsy|lazy|sloppy|unprofessional|incompetent|irresponsible|inappropriate|"
    "inappropriately|acted up|messed about|overreacted|hysterical|hysterically|dramatic|ridiculous|ridiculously",
    _STATE: "drunk|intoxicated|tipsy|plastered|legless|stoned|high on drugs|under the influence|on drugs|confused|"
    "disturbed|unstable|mad|crazy|insane|mental|deranged|not all there",
    _COUNT: "always|never|constantly|every single time|all the time|repeatedly|countless|umpteen|as usual|typical|"
    "typically|again and again|often",
    _SEEN: "obviously|clearly|evidently|of course|undoubtedly|no doubt|surely|apparently|presumably|probably|"
    "supposedly|allegedly|it seems|seemed to|must have|deliberately|on purpose|intentionally|lied|lying|liar|"
    "faked|faking|pretended|pretending|thief|scam|scammer|fraudster|trying it on|his own fault|her own fault|"
    "their own fault|to blame",
    _SIZE: "huge|enormous|massive|tiny|ages|forever|a lot|lots of|loads of|very late|far too|extremely|terrible|"
    "terribly|horrible|disgusting|awful|appalling|dreadful|excessive|excessively|soon|a while",
}  # fmt: skip
_INSTEAD = {word: instead for instead, words in _SUGGESTIONS.items() for word in words.split("|")}
_OPINION = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, _INSTEAD), key=len, reverse=True))})\b", re.IGNORECASE
)  # fmt: skip
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^'\n]*'(?!\w)")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A word that judges, as it was written, where it stands, and what could be told instead."""

    word: str
    place: int
    instead: str


def opinions_in(text: str) -> tuple[Opinion, ...]:
    """Give the words of a text that judge, each once, in their order; what stands in quotation marks is passed over."""
    told = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    found: dict[str, Opinion] = {}
    for each in _OPINION.finditer(told):
        word = each[0].lower()
        found.setdefault(word, Opinion(each[0], each.start(), _INSTEAD[word]))
    return tuple(found.values())
