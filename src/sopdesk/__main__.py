"""Where the program starts: plainly called it goes straight to the window, else to the command line."""

import sys


def main() -> int:
    """Do what the arguments ask for; give the exit code."""
    from sopdesk.cli.ending import ended

    desk = _desk_alone(sys.argv[1:])
    if desk is None:
        from sopdesk.cli.program import run

        return ended(run)

    def show() -> int:
        from sopdesk.cli.window import show_desk

        return show_desk(desk)

    return ended(show)


def _desk_alone(words: list[str]) -> str | None:
    """Give the desk to be opened ("" for the default one) where nothing else is asked for, without reading options."""
    match words:
        case []:
            return ""
        case ["--desk", folder] if folder and not folder.startswith("-"):
            return folder
        case [one] if one.startswith("--desk=") and one != "--desk=":
            return one.removeprefix("--desk=")
    return None


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A process that prints is this program begun again; it prints and never comes back from here.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
