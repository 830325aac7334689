"""Starts the framework with our back end: `python app.py --port 9200 --role emsp`. Runs in its own environment."""

import argparse
import os
from typing import Any

PARTIES = {"cpo": ("NL", "XCP"), "emsp": ("DE", "XEM")}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--role", choices=PARTIES, required=True)
    parser.add_argument("--versions", default="2.2.1", help="separated by commas, of 2.1.1 and 2.2.1")
    parser.add_argument("--token", default="AAA_AAA_AAA", help="token A, which registers")
    parser.add_argument("--single-use", action="store_true", help="token A registers one peer only")
    parser.add_argument("--cdrs", type=int, default=3, help="how many CDRs a CPO has; over 50 need a second page")
    parser.add_argument("--announce-commands", action="store_true", help="list the endpoint that the framework forgets")
    return parser.parse_args()


def configure(options: argparse.Namespace) -> None:
    """The framework reads its settings from the environment when it is imported."""
    country, party = PARTIES[options.role]
    os.environ.update(
        PROTOCOL="http",
        OCPI_HOST=f"127.0.0.1:{options.port}",
        COUNTRY_CODE=country,
        PARTY_ID=party,
        COMMAND_AWAIT_TIME="1",
    )


def application(options: argparse.Namespace) -> Any:
    """The framework's application, filled with our data."""
    import back_end
    import seed
    from py_ocpi import get_application
    from py_ocpi.core.endpoints.v_2_2_1 import cpo
    from py_ocpi.core.enums import ModuleID, RoleEnum
    from py_ocpi.modules.versions.enums import VersionNumber
    from py_ocpi.modules.versions.v_2_2_1.enums import InterfaceRole

    world = back_end.World
    world.role = RoleEnum[options.role]
    world.token_a, world.single_use = options.token, options.single_use
    known = seed.network(back_end.OWNER, options.cdrs) if options.role == "cpo" else seed.wallet(back_end.OWNER)
    world.objects.update(known)
    if options.announce_commands:
        endpoint = cpo.cpo_generator.generate_endpoint(ModuleID.commands, InterfaceRole.receiver)
        cpo.ENDPOINTS_LIST[ModuleID.commands] = endpoint
    names = ("locations", "sessions", "cdrs", "tariffs", "tokens", "commands", "credentials_and_registration")
    return get_application(
        version_numbers=[VersionNumber(number) for number in options.versions.split(",")],
        roles=[world.role],
        crud=back_end.Memory,
        modules=[ModuleID[name] for name in names],
        authenticator=back_end.Tokens,
        http_push=True,
    )


if __name__ == "__main__":
    chosen = arguments()
    configure(chosen)
    import uvicorn

    uvicorn.run(application(chosen), host="127.0.0.1", port=chosen.port, log_level="warning")
