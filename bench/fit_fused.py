"""Fit `FUSED_WEIGHTS` of `knowledge/search/confidence.py`: as `fit_confidence.py`, where meanings were compared."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.fit_confidence import Judged, report
from bench.search_quality import FAMILIES, read_set
from bench.semantic import asked_of, encoder_or_leave, options, remembered


def main() -> None:
    given = options(__doc__)
    encoder = encoder_or_leave()
    sets = {name: (family, read_set(given.data, name)) for family, names in FAMILIES.items() for name in names}
    asked = {name: asked_of(each, given.cap) for name, (_, each) in sets.items()}
    known = remembered(encoder, given.vectors, asked.values())
    judged = []
    for name, (family, each) in sets.items():
        index = asked[name].index.with_meanings(known, known.encode(asked[name].index.meant))
        questions = type(each)(name, each.entries, tuple(asked[name].questions))
        judged.append(Judged.of(family, questions, index, fused=True))
    report(judged, "FUSED_WEIGHTS")


if __name__ == "__main__":
    main()
