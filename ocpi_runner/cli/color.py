"""Whether to speak in colour: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, and whether a terminal is there."""

import os
import sys
from typing import TextIO

FLAG = "--no-color"


def told() -> bool | None:
    """What the call and the environment say of colour; None when they leave that to the terminal."""
    if FLAG in sys.argv or "NO_COLOR" in os.environ:
        return False
    return True if "FORCE_COLOR" in os.environ else None


def wanted(no_color: bool = False, stream: TextIO | None = None) -> bool:
    """Whether a stream (stdout unless told) gets colour; `no_color` is the flag, which overrides everything."""
    asked = False if no_color else told()
    return (stream or sys.stdout).isatty() if asked is None else asked
