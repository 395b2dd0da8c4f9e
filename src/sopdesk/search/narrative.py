"""Which words of a narrative tell what it is about, so that procedures can be proposed for it."""

from collections import Counter
from heapq import nlargest

from sopdesk.search.view import View
from sopdesk.search.words import STOP, stem, words

MOST = 12
"""How many words are asked for; the idea of "more like this" in Lucene, with BM25's rarity as the measure."""
LEAST = 2
"""One word alone says too little to propose anything."""


def telling_words(text: str, view: View, on: int = 1) -> str:
    """Give the rarest and most repeated words of a narrative that stand on so many pages, as a question.

    "" if these are too few to tell anything.
    """
    counted: Counter[str] = Counter()
    said: dict[str, str] = {}
    for word in words(text):
        if word not in STOP and len(word) > 1:
            counted[stem(word)] += 1
            said.setdefault(stem(word), word)
    weights = {
        each: n * view.rarity(sum(view.frequency(word) for word, _ in forms))
        for each, n in counted.items()
        if (forms := view.forms(said[each])) and sum(view.frequency(word) for word, _ in forms) >= on
    }
    chosen = set(nlargest(MOST, weights, key=lambda each: (weights[each], each)))
    return " ".join(said[each] for each in said if each in chosen) if len(chosen) >= LEAST else ""
