"""The pace of all processes together, on PostgreSQL: one row for a measure, and one for each conversation that waits.

A row has one instant: until then nobody is free to go, or, in the past, how many may still go at once. Its clock is the
server's, which all share.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection, text

from bot.pacing import Turns
from bot.storage.part import Part

#: The measure itself; conversations have names that begin with a capital letter.
_POSTS = "posts"
_TAKE = text("""
WITH taken AS (
    INSERT INTO paces (name, free_at)
    VALUES (:name, clock_timestamp() + make_interval(secs => CAST(:each AS double precision) * (:n - :burst)))
    ON CONFLICT (name) DO UPDATE SET free_at
        = greatest(paces.free_at, clock_timestamp() - make_interval(secs => CAST(:each AS double precision) * :burst))
        + make_interval(secs => CAST(:each AS double precision) * :n)
    RETURNING name, free_at
)
SELECT name, extract(epoch FROM free_at - clock_timestamp()) AS seconds FROM taken
UNION ALL
SELECT name, extract(epoch FROM free_at - clock_timestamp()) FROM paces
WHERE name <> :name AND free_at > clock_timestamp()
""")
_LIMIT = text("""
INSERT INTO paces (name, free_at) VALUES (:name, clock_timestamp() + make_interval(secs => :seconds))
ON CONFLICT (name) DO UPDATE SET free_at = greatest(paces.free_at, excluded.free_at)
""")
#: What is over tells nobody anything.
_FORGET = text("DELETE FROM paces WHERE name <> :name AND free_at < clock_timestamp()")


class SqlPaces(Part):
    """Keeps the promises of ``pacing.Shared``, on PostgreSQL alone: nobody shares an SQLite file."""

    async def take_turns(self, n: int, *, each_s: float, burst: int) -> Turns:
        values = {"name": _POSTS, "n": n, "each": each_s, "burst": burst}
        rows = await self._write("take a turn", lambda db: db.execute(_TAKE, values).all())
        seconds: Mapping[str, float] = {row.name: float(row.seconds) for row in rows}
        limited = {name: timedelta(seconds=left) for name, left in seconds.items() if name != _POSTS}
        return Turns(seconds[_POSTS], limited)

    async def leave_alone(self, channel: str, wait: timedelta) -> None:
        def work(db: Connection) -> None:
            db.execute(_FORGET, {"name": _POSTS})
            db.execute(_LIMIT, {"name": channel, "seconds": wait.total_seconds()})

        await self._write("limit a conversation", work)
