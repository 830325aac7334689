"""What holds for all tests."""

import gc


def pytest_collection_finish() -> None:
    """Pass over what was imported and collected whenever garbage is: it stays, and a look at it takes half a second.

    A test whose deadline is shorter would miss it now and then.
    """
    gc.collect()
    gc.freeze()
