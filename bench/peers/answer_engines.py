"""The peers of `bench/answers.py`, in an environment of their own: one JSON question set in, first matches out.

    answer_engines.py ENGINE < {"entries": [{"id", "texts"}], "questions": [...]} > [[id, score, milliseconds], ...]

Each is used as its own documentation shows it, with the settings that were best for it.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

#: Of a question: the place of the best text, and how good it is.
Engine = Callable[[str], tuple[int, float]]


def tfidf(texts: Sequence[str], _owners: Sequence[str]) -> Engine:
    """Cosine of character n-grams within words, as scikit-learn weighs them."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - one engine a process

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode")
    known = vectorizer.fit_transform(texts)

    def best(question: str) -> tuple[int, float]:
        found = (vectorizer.transform([question]) @ known.T).toarray()[0]
        return int(found.argmax()), float(found.max())

    return best


def svm(texts: Sequence[str], owners: Sequence[str]) -> Engine:
    """A linear classifier over characters and words, one class an entry."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.pipeline import make_union  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    union = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode"),
        TfidfVectorizer(sublinear_tf=True, strip_accents="unicode"),
    )
    model = LinearSVC(random_state=0).fit(union.fit_transform(texts), owners)
    place = {owner: at for at, owner in enumerate(owners)}

    def best(question: str) -> tuple[int, float]:
        found = model.decision_function(union.transform([question]))[0]
        return place[model.classes_[int(found.argmax())]], float(found.max())

    return best


def bm25(texts: Sequence[str], _owners: Sequence[str]) -> Engine:
    """Okapi over words."""
    import bm25s  # noqa: PLC0415

    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(texts), show_progress=False), show_progress=False)

    def best(question: str) -> tuple[int, float]:
        asked = bm25s.tokenize([question], show_progress=False, return_ids=False)
        found = index.get_scores(asked[0]) if asked[0] else np.zeros(len(texts))
        return int(found.argmax()), float(found.max())

    return best


def extract_one(texts: Sequence[str], _owners: Sequence[str]) -> Engine:
    """What most would write first."""
    from rapidfuzz import process, utils  # noqa: PLC0415

    def best(question: str) -> tuple[int, float]:
        found = process.extractOne(question, texts, processor=utils.default_process)
        return (found[2], found[1]) if found else (0, 0.0)

    return best


ENGINES = {"char TF-IDF": tfidf, "linear SVM": svm, "BM25": bm25, "extractOne": extract_one}


def main() -> None:
    asked: dict[str, Any] = json.load(sys.stdin)
    owned = [(entry["id"], text) for entry in asked["entries"] for text in entry["texts"]]
    owners, texts = [owner for owner, _ in owned], [text for _, text in owned]
    engine = ENGINES[sys.argv[1]](texts, owners)
    answers = []
    for question in asked["questions"]:
        began = time.perf_counter()
        at, score = engine(question)
        answers.append((owners[at], score, 1000 * (time.perf_counter() - began)))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
