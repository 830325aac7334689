"""The two ways in which an expression can be wrong: as it is written, and when it is looked at."""


class ExpressionError(ValueError):
    """It cannot be read. `offset` and `length` say where in the text; `path` leads to the leaf inside a value."""

    def __init__(self, message: str, offset: int = 0, length: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.hint = hint
        self.path: tuple[str | int, ...] = ()


class RenderError(ValueError):
    """It can be read but has no value here; `name` is the name that is missing, if that is why."""

    def __init__(self, message: str, hint: str = "", name: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.name = name
