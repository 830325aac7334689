"""The bare asynchronous httpx loop: `python benchmarks/bare.py URL N [HEADER: VALUE]`; prints requests per second."""

import asyncio
import sys
import time

import httpx


async def main() -> None:
    """N sequential GETs, each parsed and looked at."""
    url, count = sys.argv[1], int(sys.argv[2])
    headers = dict([sys.argv[3].split(": ", 1)]) if len(sys.argv) > 3 else {}
    async with httpx.AsyncClient(headers=headers) as client:
        await client.get(url)
        begun = time.perf_counter()
        for _ in range(count):
            answer = await client.get(url)
            assert answer.status_code == 200
            assert answer.json()["data"]["id"] == "LOC0001"
        print(count / (time.perf_counter() - begun))


asyncio.run(main())
