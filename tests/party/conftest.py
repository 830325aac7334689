"""A CPO and an eMSP in memory, for every test of this room."""

import pytest
from party_pair import Pair, make_pair

from ocpi_runner.ocpi.versions import VERSIONS


@pytest.fixture
async def pair() -> Pair:
    """Not registered yet."""
    return await make_pair()


@pytest.fixture(params=list(VERSIONS)[1:])
async def registered(request: pytest.FixtureRequest) -> Pair:
    """The CPO has registered at the eMSP, in each version from 2.2 on; the oldest has tests of its own."""
    made = await make_pair((request.param,))
    await made.cpo.register("emsp", "http://emsp/versions", "AAA_AAA_AAA")
    return made
