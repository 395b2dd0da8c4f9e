"""How personal data, grounds and records are said on the screens."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from sopdesk.domain.erasure import Basis

BASES = {
    Basis.REQUEST: str(QT_TRANSLATE_NOOP("Privacy", "The person asked for it")),
    Basis.EXPIRED: str(QT_TRANSLATE_NOOP("Privacy", "It need not be kept any longer")),
    Basis.MISTAKE: str(QT_TRANSLATE_NOOP("Privacy", "It should never have been recorded")),
    Basis.ORDER: str(QT_TRANSLATE_NOOP("Privacy", "A court or an authority ordered it")),
}
WHAT_STAYS = str(
    QT_TRANSLATE_NOOP(
        "Privacy",
        "Erasing takes words, photos and attached files from this desk for good, and leaves that they went. It cannot "
        "reach backups, files that left the house, or paper: see to those yourself. The names of those who work "
        "here stay beside what they did and signed.",
    )
)
MOST = 3
"""So many records are named; more are counted."""


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Privacy", text)


def counted(values: int, photos: int) -> str:
    """Say how many values and files, photos among them, for example "3 values and 1 file"."""
    words = []
    if values:
        words.append(tr("1 value") if values == 1 else tr("{n} values").format(n=values))
    if photos:
        words.append(tr("1 file") if photos == 1 else tr("{n} files").format(n=photos))
    return tr("{first} and {second}").format(first=words[0], second=words[1]) if len(words) > 1 else "".join(words)


def records_word(titles: Sequence[str]) -> str:
    """Name a few records, or say how many they are."""
    return ", ".join(titles) if len(titles) <= MOST else tr("{n} records").format(n=len(titles))
