"""Pictures as telephones make them (HEIC), readable like any other; only read, never written."""

from functools import cache


def is_heic(content: bytes) -> bool:
    """Tell whether bytes may be a picture in boxes."""
    return content[4:8] == b"ftyp"


@cache
def read_heic_too() -> None:
    """Have Pillow open HEIC from now on; what it holds besides its picture is not looked at."""
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
