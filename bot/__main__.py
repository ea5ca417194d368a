"""`python -m bot` and the console command `palier`."""

import sys

from bot.cli import app
from bot.settings import WrongSettings


def main() -> None:
    """Run the command line; a wrong setting is one line on standard error."""
    try:
        app()
    except WrongSettings as wrong:
        sys.stderr.write(f"palier: {wrong}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
