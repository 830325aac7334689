"""Which object is the body of which command. OCPI 2.2.1, 13.2.2."""

from collections.abc import Mapping

BODIES: Mapping[str, str] = {
    "CANCEL_RESERVATION": "CancelReservation",
    "RESERVE_NOW": "ReserveNow",
    "START_SESSION": "StartSession",
    "STOP_SESSION": "StopSession",
    "UNLOCK_CONNECTOR": "UnlockConnector",
}
