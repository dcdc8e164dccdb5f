"""So many a minute, for each person apart."""

from bot.limiting import Limit


class Time:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_so_many_are_allowed_within_any_minute():
    time = Time()
    limit = Limit(3, monotonic=time)
    assert [limit.allows("olga") for _ in range(4)] == [True, True, True, False]
    time.now = 59.9
    assert not limit.allows("olga")
    time.now = 60.0
    assert [limit.allows("olga") for _ in range(4)] == [True, True, True, False]


def test_what_is_refused_does_not_count():
    time = Time()
    limit = Limit(1, monotonic=time)
    assert limit.allows("olga")
    for second in range(1, 60):
        time.now = second
        assert not limit.allows("olga")
    time.now = 60.0
    assert limit.allows("olga")


def test_each_has_their_own_measure():
    limit = Limit(1, monotonic=Time())
    assert [limit.allows(each) for each in ("olga", "ben", "olga", "ben")] == [True, True, False, False]


def test_who_is_forgotten_begins_anew():
    limit = Limit(1, monotonic=Time())
    limit.allows("olga")
    limit.forget("olga")
    limit.forget("nobody")
    assert limit.allows("olga")


def test_many_people_take_no_more_room_than_a_thousand():
    limit = Limit(1, monotonic=Time())
    for number in range(3000):
        limit.allows(str(number))
    assert len(limit._done) == 1000
