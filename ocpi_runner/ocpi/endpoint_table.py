"""Reads a table of endpoints, one line each."""

from ocpi_runner.ocpi.endpoint import Endpoint, Interface

PAGE = ("date_from", "date_to", "offset", "limit")
OWNER = "{country_code}/{party_id}"
MODULES = {"version_details": "versions"}
INTERFACES: dict[str, Interface] = {"sender": "sender", "receiver": "receiver"}


def endpoints(table: str) -> tuple[Endpoint, ...]:
    """The rows of a table: id, method, path, request, response, marks; `-` stands for nothing."""
    return tuple(row(line) for line in table.splitlines() if line.strip())


def changed(older: tuple[Endpoint, ...], table: str, without: tuple[str, ...] = ()) -> tuple[Endpoint, ...]:
    """The rows of an older version, some of them replaced, with new ones behind and a few left out."""
    rows = {each.id: each for each in (*older, *endpoints(table))}
    return tuple(each for id, each in rows.items() if id not in without)


def row(line: str) -> Endpoint:
    """One of them."""
    id, method, path, request, response, *marks = line.split()
    first, *middle, _ = id.split(".")
    module = MODULES.get(first, first)
    asked = [mark[1:] for mark in marks if mark.startswith("?")]
    names = tuple(name.rstrip("!") for name in asked)
    return Endpoint(
        id=id,
        module=module,
        interface=INTERFACES[middle[0]] if middle else "none" if module == "versions" else "both",
        method=method,
        path="" if path == "-" else path.replace("{owner}", OWNER),
        request=None if request == "-" else request.strip("~?"),
        partial=request.startswith("~"),
        request_required=not request.endswith("?"),
        response=None if response == "-" else response.rstrip("*"),
        response_list=response.endswith("*"),
        paginated="paged" in marks,
        callback="callback" in marks,
        routing="unrouted" not in marks,
        query=(*PAGE, *(name for name in names if name not in PAGE)) if "paged" in marks else names,
        required_query=tuple(name.rstrip("!") for name in asked if name.endswith("!")),
    )
