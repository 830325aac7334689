"""Saying in words what is wrong with a MongoDB server, without its password."""

import re

DOWN = "start the server, or see whether host, port and firewall are right; without `--store` no server is needed"
AWAY = "what was confirmed is kept; start again when the server is back"
REFUSED = {
    18: ("refuses the user name or password", "write them into the address: `mongodb://USER:PASSWORD@HOST/`"),
    13: ("does not allow this user to read and write", "give the user the role `readWrite` on the database"),
}


def hidden(url: str) -> str:
    """The address without user name, password and options."""
    return re.sub(r"//.*@", "//***@", url.partition("?")[0])


def explain(where: str, error: Exception) -> tuple[str, str]:
    """What happened at which server, and what to do about it."""
    from pymongo import errors

    place = f"the MongoDB at `{where}`"
    if isinstance(error, errors.InvalidURI | ValueError | TypeError):
        return f"`{where}` is not an address of a MongoDB", "write it as `mongodb://HOST:27017/DATABASE`"
    if isinstance(error, errors.ServerSelectionTimeoutError):
        return f"{place} cannot be reached", DOWN
    if isinstance(error, errors.NotPrimaryError):
        return f"{place} does not accept writes now: it is not the primary", AWAY
    if isinstance(error, errors.NetworkTimeout | errors.ExecutionTimeout | errors.WaitQueueTimeoutError):
        return f"{place} did not answer in time", AWAY
    if isinstance(error, errors.ConnectionFailure | OSError):
        return f"{place} broke the connection", AWAY
    if isinstance(error, errors.DocumentTooLarge):
        return f"{place} takes no document over 16 MB", "keep such objects in a SQLite store: `--store FILE.db`"
    what, hint = REFUSED.get(getattr(error, "code", None) or 0, (f"reports an error: {error}", AWAY))
    return f"{place} {what}", hint
