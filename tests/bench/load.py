"""A load of requests over a few connections that are kept open, with the time each answer took."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class Load:
    """What came of it: durations in ms in the order of the answers, when each began, and answers that were not 200."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds

    def percentile(self, share: float) -> float:
        """The duration that this share of the answers kept below."""
        return sorted(self.taken)[min(len(self.taken) - 1, int(share * len(self.taken)))]


async def _worker(port: int, request: bytes, until: float, load: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < until:
            begin = time.perf_counter()
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            status = head.split(" ", 2)[1]
            lengths = [line for line in head.split("\r\n") if line.lower().startswith("content-length:")]
            if lengths:
                await reader.readexactly(int(lengths[0].split(":")[1]))
            else:
                while (size := int((await reader.readline()).strip(), 16)) > 0:
                    await reader.readexactly(size + 2)
                await reader.readline()
            load.began.append(begin)
            load.taken.append((time.perf_counter() - begin) * 1e3)
            if status != "200":
                load.failed.append(status)
    finally:
        writer.close()


def run(port: int, path: str, cookie: str, *, seconds: float, connections: int = 8) -> Load:
    """Asks for one page over and over for some seconds."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n"
    ).encode()
    load = Load()

    async def all_of_them() -> None:
        begin = time.perf_counter()
        await asyncio.gather(*(_worker(port, request, begin + seconds, load) for _ in range(connections)))
        load.seconds = time.perf_counter() - begin

    asyncio.run(all_of_them())
    return load
