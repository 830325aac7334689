"""A plain HTTP server to measure against: `python benchmarks/peer.py PORT`; answers every GET alike."""

import asyncio
import json
import sys

DATA = {"id": "LOC0001", "status": "AVAILABLE", "kwh": 1.5}
BODY = {"data": DATA, "status_code": 1000, "timestamp": "2026-11-25T02:08:21Z"}
ANSWER = json.dumps(BODY, separators=(",", ":")).encode()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(ANSWER)


class Peer(asyncio.Protocol):
    """Reads until a request is complete, answers, keeps the connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            self.buffer = self.buffer[end + 4 :]
            self.transport.write(HEAD + ANSWER)


async def main() -> None:
    """Serve until killed."""
    server = await asyncio.get_running_loop().create_server(Peer, "127.0.0.1", int(sys.argv[1]))
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
