"""Twenty-five readers at once: sessions over real WebSockets, each changing a filter every two to five seconds.

    python -m benchmarks.users [--users 25] [--seconds 120]

Reports how long changes take, errors, the server's memory without readers, with them, and after they have left. Streamlit keeps a
session for a while after its reader has gone (`server.disconnectedSessionTTL`, 120 s); here 10 s, so that the run need not wait.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from typing import Any

from benchmarks.pages import atlas_pages
from benchmarks.servers import FIRST_PORT, LOAD_MARK, Server, streamlit
from benchmarks.streamlit_client import Client

USERS, SECONDS = 25, 120
PAUSE = (2.0, 5.0)
KEPT_SECONDS = 10
FACETS = ("States", "Event family", "Topic", "Status")


def visit(users: int = USERS, seconds: float = SECONDS, *, port: int = FIRST_PORT + 4) -> dict[str, Any]:
    """Let the readers in, wait, let them go; what was seen."""
    with streamlit("benchmarks/counted_server.py", port, f"--server.disconnectedSessionTTL={KEPT_SECONDS}") as server:
        return asyncio.run(_visit(server, users, seconds))


async def _visit(server: Server, users: int, seconds: float) -> dict[str, Any]:
    started = server.megabytes()
    async with Client(server.address) as first:
        for page in atlas_pages():
            await first.open(page)
        warm = server.megabytes()
    await _gone()
    before = server.megabytes()
    changes: list[float] = []
    opens: list[float] = []
    errors: list[str] = []
    samples: list[float] = []
    end = time.monotonic() + seconds
    readers = [
        asyncio.create_task(_read(server, number, end, users, changes, opens, errors)) for number in range(users)
    ]
    while not all(reader.done() for reader in readers):
        samples.append(server.megabytes())
        await asyncio.sleep(1)
    await asyncio.gather(*readers)
    during = max(samples)
    await _gone()
    after = server.megabytes()
    async with Client(server.address) as again:
        await again.open("")
    second_start = server.megabytes()
    ordered = sorted(changes)
    return {
        "users": users,
        "seconds": seconds,
        "changes": len(changes),
        "p50_ms": _quantile(ordered, 0.5),
        "p95_ms": _quantile(ordered, 0.95),
        "longest_ms": ordered[-1] if ordered else None,
        "first_visit_p50_ms": _quantile(sorted(opens), 0.5),
        "errors": errors,
        "failed_pages": server.failed_pages(),
        "tracebacks": server.tracebacks(),
        "dataset_loads": server.output().count(LOAD_MARK),
        "megabytes": {
            "started": started,
            "after every page was seen once": warm,
            "before the readers": before,
            "most with the readers": during,
            "after they left": after,
            "after one more visit": second_start,
        },
        "megabytes_per_user": (during - before) / users,
        "given_back_share": (during - after) / (during - before) if during > before else None,
        "raw_ms": [round(value, 1) for value in changes],
        "raw_megabytes": [round(value, 1) for value in samples],
    }


async def _read(
    server: Server,
    number: int,
    end: float,
    users: int,
    changes: list[float],
    opens: list[float],
    errors: list[str],
) -> None:
    """One reader: arrive, choose, wait, choose again, now and then another page."""
    habits = random.Random(number)
    pages = list(atlas_pages())
    await asyncio.sleep(habits.uniform(0, PAUSE[1]))
    try:
        async with Client(server.address) as client:
            opens.append((await client.open(pages[number % len(pages)])).seconds * 1000)
            while time.monotonic() < end:
                await asyncio.sleep(habits.uniform(*PAUSE))
                if habits.random() < 0.1:
                    await client.go_to(habits.choice(pages))
                    continue
                facet = habits.choice(FACETS)
                known = [option.rsplit(" (", 1)[0] for option in client.options(facet)]
                chosen = [option for option in known if habits.random() < 1.5 / len(known)]
                changes.append((await client.choose(facet, *chosen)).seconds * 1000)
    except Exception as error:  # whatever goes wrong for a reader is counted, and the others go on
        errors.append(f"reader {number}: {type(error).__name__}: {error}")


async def _gone() -> None:
    """Until the server has forgotten those who left: it looks once in a while."""
    await asyncio.sleep(KEPT_SECONDS + 5)


def _quantile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Many readers at once.")
    parser.add_argument("--users", type=int, default=USERS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    arguments = parser.parse_args()
    for name, value in visit(arguments.users, arguments.seconds).items():
        if not name.startswith("raw"):
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
