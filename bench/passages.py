"""How often a quoted passage is the right one, by the confidence from which documents are quoted.

Every other entry of a public question set is taken away, and its answer becomes a document; the questions stay. What
the taken entries' askers should be shown is a passage of that answer, what the others' should be shown is no passage.
Such answers are short and share few words with what people ask, so this is harder than a report with headings.
`covid_en` is left out: its answers belong to other questions than its labels say.
"""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from search_quality import QuestionSet, data_folder, read_set

from bot.answering import Answer, Quote, Thresholds, decide, quoting
from knowledge.library import Library
from knowledge.model import Document, Source
from knowledge.passages import excerpts
from knowledge.search import Index

SETS = ("covid_fr_k5", "covid_fr_k1", "covid_fr_holdout", "stackfaq_k4")
MOST = 600
LEVELS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
ANSWER, OFFER = 0.8, 0.25


def outcomes(each: QuestionSet, levels: Sequence[float]) -> list[list[tuple[bool, bool, bool]]]:
    """Return for each level whether each question was one for a document, was quoted to, and rightly."""
    documents = [
        Document(id=entry.id, source=Source(title="Document"), text=text)
        for entry in each.entries[::2]
        for text in islice(entry.answer.values(), 1)
    ]
    entries = each.entries[1::2]
    index = Index(entries)
    library = Library([passage for document in documents for passage in excerpts(document)], questions=entries)
    taken = {document.id for document in documents}
    said: list[list[tuple[bool, bool, bool]]] = [[] for _ in levels]
    for labelled in each.questions[:: max(1, len(each.questions) // MOST)]:
        decision = decide(index.search(labelled.question, limit=3), Thresholds(answer=ANSWER, offer=OFFER))
        found = () if isinstance(decision, Answer) else library.search(labelled.question)
        for at, level in enumerate(levels):
            quoted = quoting(decision, found, Thresholds(answer=ANSWER, offer=OFFER, quote=level))
            is_quoted = isinstance(quoted, Quote)
            is_right = isinstance(quoted, Quote) and quoted.found.excerpt.document.id == labelled.entry
            said[at].append((labelled.entry in taken, is_quoted, is_right))
    return said


def main() -> None:
    data = data_folder(__doc__)
    print(f"{'set':18s} {'from':>5s} {'quoted':>7s} {'right':>6s} {'of those for a document':>24s}")
    shares: dict[float, list[float]] = {level: [] for level in LEVELS}
    for name in SETS:
        for level, said in zip(LEVELS, outcomes(read_set(data, name), LEVELS), strict=True):
            wanted, quoted, right = np.array(said).T
            precise = right.sum() / quoted.sum() if quoted.any() else np.nan
            shares[level].append(precise)
            print(f"{name:18s} {level:5.2f} {quoted.sum():7d} {precise:6.2f} {right.sum() / wanted.sum():24.2f}")
    print(
        "mean share of right ones: " + ", ".join(f"{level}: {np.nanmean(each):.2f}" for level, each in shares.items())
    )


if __name__ == "__main__":
    main()
