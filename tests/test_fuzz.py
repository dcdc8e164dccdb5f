"""Twenty seconds of made-up inputs at every door; five minutes and another seed each time: bench/fuzz.py."""

from tests.fuzzing import Fuzz, fuzzed

SECONDS = 20


def test_nothing_that_is_made_up_fails_at_any_door(tell):
    tried, failures = fuzzed(SECONDS)
    tell(f"fuzz: {sum(tried.values())} inputs at {len(tried)} doors, {len(failures)} failures")
    assert failures == []
    assert min(tried.values()) >= 10


def test_what_fails_is_found_and_said(monkeypatch):
    def broken(_, made):
        if "channel" in made:
            raise ValueError("the walrus")

    monkeypatch.setattr(Fuzz, "mask", broken)
    _, failures = fuzzed(0)
    [failure] = [each for each in failures if "walrus" in each]
    assert failure.startswith("masks (seed 0): ValueError: the walrus for ")
