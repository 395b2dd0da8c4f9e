"""Opening the desk's window, without the rest of the command line."""

import gc
from pathlib import Path


def show_desk(folder: str) -> int:
    """Open the window on the desk in a folder ("" for the default one); give the exit code when it is closed."""
    gc.disable()  # nothing of what is imported is garbage; open_window has garbage collected again
    from sopdesk.app import default_desk, open_window

    return open_window(Path(folder).expanduser() if folder else default_desk())
