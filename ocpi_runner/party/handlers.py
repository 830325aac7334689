"""Which handler answers which endpoint: the few special ones by id, all others by their shape."""

from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.party import authorizing, charging, handshake, objects
from ocpi_runner.party.asked import Handler

SPECIAL: dict[str, Handler] = {
    "versions.get": handshake.versions,
    "version_details.get": handshake.details,
    "credentials.get": handshake.get,
    "credentials.post": handshake.post,
    "credentials.put": handshake.put,
    "credentials.delete": handshake.delete,
    "tokens.sender.post_authorize": authorizing.authorize,
    "sessions.sender.put_charging_preferences": charging.preferences,
    "commands.receiver.post": charging.command,
    "commands.sender.post_result": charging.result,
}


def handler_of(row: Endpoint) -> Handler:
    """The handler of an endpoint row."""
    return SPECIAL.get(row.id) or objects.generic(row.method, row.response_list)
