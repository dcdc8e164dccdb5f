"""`/seminar progress`: how things stand as pictures, of what the asker may see; for a theme, a level, a country."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.artist import Artist, NotDrawnError
from bot.charting import Matrix, Trend, in_words, matrix, state_of, trend
from bot.filtering import Filters, Vocabulary, fits
from bot.parts import Sight, Somebody
from bot.picture import Picture
from bot.ports import Clock, FollowUpLedger
from bot.progress import Assignment
from bot.reply import Asker, Attachment, Reply, ReplyKind
from bot.wording import Wording

log = structlog.get_logger()

#: How it is asked for, by the first word.
_ASKED = frozenset({"progress", "progrès", "progres", "avancement", "picture", "image"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Answers with pictures."""

    ledger: FollowUpLedger
    clock: Clock
    wording: Wording
    artist: Artist
    picture: Callable[[], Awaitable[Picture]]
    is_organiser: Callable[[str], Awaitable[bool]]

    async def asked(self, text: str, asker: Asker) -> Reply | None:
        """Return the pictures that a command asks for; None: it asks for something else.

        Words that mean no theme, level or country make it a question like any other.

        Raises:
            LedgerError: nobody knows how things stand.
        """
        first, *rest = text.split(maxsplit=1) or [""]
        if first.casefold().strip(".,:?!") not in _ASKED:
            return None
        picture, now = await self.picture(), self.clock.now()
        filters = self._filters(rest[0] if rest else "", picture)
        if filters is None:
            return None
        somebody = picture.somebody(asker.id, is_organiser=await self.is_organiser(asker.id))
        language = self._language(asker, picture)
        seen = [each for each in await self.ledger.assignments() if _is_shown(each, filters, picture, somebody)]
        if not seen:
            return self._reply("picture-none", language)
        return await self._shown(seen, picture, now, language)

    async def _shown(self, seen: Sequence[Assignment], picture: Picture, now: datetime, language: str) -> Reply:
        chart = matrix(seen, picture, now, self.wording, language)
        over_time = trend(seen, await self.ledger.events(), picture, now, wording=self.wording, language=language)
        states = in_words(chart.counts(), self.wording, language)
        try:
            attachments = [
                picture_file(chart, await self.artist.drawn(chart), now),
                picture_file(over_time, await self.artist.drawn(over_time), now),
            ]
        except NotDrawnError as error:
            log.warning("pictures not shown", reason=str(error))
            return self._reply("picture-failed", language, states=states)
        reply = self._reply("picture-done", language, title=chart.title, count=len(seen), states=states)
        return Reply(kind=reply.kind, text=reply.text, language=language, attachments=attachments, is_personal=True)

    def _filters(self, text: str, picture: Picture) -> Filters | None:
        vocabulary = Vocabulary(picture.snapshot.knowledge.recommendations, picture.countries, self.wording)
        filters = vocabulary.understood(text)
        return None if filters.unknown or filters.topics or filters.by_status else filters

    def _language(self, asker: Asker, picture: Picture) -> str:
        spoken = (asker.language, *picture.snapshot.seminar.languages, *self.wording.languages)
        return next(each for each in spoken if each in self.wording.languages)

    def _reply(self, name: str, language: str, **values: str | float) -> Reply:
        return Reply(kind=ReplyKind.COMMAND, text=self.wording.say(language, name, **values), language=language)


def picture_file(chart: Matrix | Trend, data: bytes, now: datetime) -> Attachment:
    """Return a drawn chart as a file, with what it shows in words."""
    kind = "progress" if isinstance(chart, Matrix) else "trend"
    return Attachment(name=f"suivi-{now:%Y-%m-%d}-{kind}.png", title=chart.title, data=data, alt=chart.alt())


def _is_shown(assignment: Assignment, filters: Filters, picture: Picture, somebody: Somebody) -> bool:
    """Tell whether somebody may see where an assignment stands, and asked for it. It goes to them alone."""
    recommendation = picture.recommendation(assignment)
    if recommendation is None or state_of(assignment) is None or not fits(recommendation, filters):
        return False
    if filters.countries and picture.country(assignment.owner) not in filters.countries:
        return False
    return picture.sight(somebody, assignment, in_channel=False) is not Sight.TOTAL
