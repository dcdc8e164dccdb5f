"""Find the entries and passages that are closest to a question."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from knowledge.model import Entry
from knowledge.search.confidence import Evidence, confidence
from knowledge.search.scoring import Bags, Flags, Floats, Ints, Numbers, Texts, Vocabulary, strength
from knowledge.search.text import MOST_MISSPELT, MOST_WORDS, Aliases, Spelling, words

#: What a title or a keyword counts, where a phrasing counts 1.
TITLE, KEYWORD = 0.9, 0.7
#: How much a word gains by being in many of an entry's phrasings: their number to this power.
REPEATED_POWER = 0.7
#: Weight of a word that is part of an alias, beside what stands for the alias.
ALIASED = 0.5
#: What a text in another language than the asker's counts, as support.
OTHER_LANGUAGE = 0.95
#: What is left of the strength of an entry about another number.
OTHER_NUMBER = 0.9
#: Of 100; what is further away than this has nothing to do with the question.
FLOOR = 5.0
#: What stays of a misspelt word's own n-grams, beside those of the words that it may be.
AS_TYPED = 0.7
#: How much nearness counts when a misspelt word is replaced.
NEARNESS_POWER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document that an installation was given, to be quoted where no entry answers."""

    id: str
    text: str
    #: Of the document.
    title: str = ""
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, or a passage, that may answer a question."""

    #: None where a passage matched.
    entry: Entry | None
    #: The phrasing closest to the question; empty for a passage, or an entry without any.
    phrasing: str
    #: Closeness from 0 to 100; 100 where a phrasing equals the question.
    score: float
    #: Probability from 0 to 1 that this answers the question.
    confidence: float
    passage: Passage | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    owner: int
    language: str | None
    factor: float
    text: str
    is_phrasing: bool = False


def _phrased(owner: int, each: Entry | Passage) -> Iterator[_Text]:
    if isinstance(each, Passage):
        return
    for language, texts in each.phrasings.items():
        yield from (_Text(owner, language, 1.0, text, True) for text in texts)
    for language, text in each.title.items():
        yield _Text(owner, language, TITLE, text)
    for language, texts in each.keywords.items():
        yield from (_Text(owner, language, KEYWORD, text) for text in texts)


def _answered(owner: int, each: Entry | Passage) -> Iterator[_Text]:
    if isinstance(each, Passage):
        yield _Text(owner, each.language, 1.0, f"{each.title} {each.text}")
    else:
        yield from (_Text(owner, language, 1.0, text) for language, text in each.answer.items())


class Index:
    def __init__(
        self, entries: Iterable[Entry], *, aliases: Iterable[Iterable[str]] = (), passages: Iterable[Passage] = ()
    ):
        self.entries = tuple(entries)
        self.passages = tuple(passages)
        docs = (*self.entries, *self.passages)
        self.n = len(docs)
        self.aliases = Aliases.of(aliases)
        short = [t for i, d in enumerate(docs) for t in _phrased(i, d)]
        long = [t for i, d in enumerate(docs) for t in _answered(i, d)]
        sw = [words(t.text) for t in short]
        lw = [words(t.text) for t in long]
        se = [self.expand([(w, 1.0) for w in ws]) for ws in sw]
        le = [self.expand([(w, 1.0) for w in ws]) for ws in lw]
        allw = dict.fromkeys(w for t in (*se, *le) for w in t)
        allw |= dict.fromkeys(w for w in self.aliases.words())
        ids = {w: i for i, w in enumerate(allw)}
        self.spelling = Spelling(ids)
        perdoc_s = [dict() for _ in docs]
        perdoc_l = [dict() for _ in docs]
        support = {}
        for t, c in zip(short, se):
            perdoc_s[t.owner].update(dict.fromkeys((ids[w] for w in c), 1.0))
            g = support.setdefault((t.owner, t.language), {})
            for w, x in c.items():
                g[ids[w]] = g.get(ids[w], 0) + min(x, 1.0) * t.factor
        for t, c in zip(long, le):
            perdoc_l[t.owner].update(dict.fromkeys((ids[w] for w in c), 1.0))
        self.v = Vocabulary.of(ids, Bags.of(perdoc_s), Bags.of(perdoc_l), entries=max(1, len(self.entries)))
        self.short = Texts.of([t.owner for t in short], [{ids[w]: x for w, x in c.items()} for c in se], self.v)
        self.support = Texts.of(
            [k[0] for k in support], [{w: x**REPEATED_POWER for w, x in g.items()} for g in support.values()], self.v
        )
        self.long = Texts.of(
            [t.owner for t in long], [{ids[w]: x if x < 1 else 1 + np.log(x) for w, x in c.items()} for c in le], self.v
        )
        self.factor = np.array([t.factor for t in short])
        self.texts = short
        self.slang = [t.language for t in short]
        self.has = [frozenset(a) for a in perdoc_s]
        self.hasl = [frozenset(a) | frozenset(b) for a, b in zip(perdoc_s, perdoc_l)]
        nums = [[], []]
        a = [[] for _ in docs]
        b = [[] for _ in docs]
        for t, w in zip(short, sw):
            a[t.owner] += w
        for t, w in zip(long, lw):
            b[t.owner] += w
        self.numbers = Numbers(a, b)

    def expand(self, ws):
        plain = [w for w, _ in ws]
        weights = [x for _, x in ws]
        found = list(self.aliases.groups_in(plain))
        for span, _ in found:
            for at in span:
                weights[at] *= ALIASED
        out = {}
        for w, x in zip(plain, weights):
            out[w] = out.get(w, 0.0) + x
        for _, groups in found:
            for g in groups:
                out[g] = out.get(g, 0.0) + 1.0
        return out

    def search(self, text: str, lang: str | None = None, limit: int = 10) -> list[Match]:
        typed = words(text)[:MOST_WORDS]
        ws = []
        unknown = {}
        misspelt = 0.0
        left = MOST_MISSPELT
        missm = 0.0
        for w in typed:
            if w in self.spelling:
                ws.append((w, 1.0))
                continue
            near, how = self.spelling.nearest(w) if left else ([], 0.0)
            left -= 1 if left else 0
            m = self.v.unknown_mass(w)
            if near:
                # first candidate stands in the sequence for aliases
                ws += [(n, how**NEARNESS_POWER / len(near)) for n in near]
                unknown[w] = unknown.get(w, 0.0) + AS_TYPED
                missm += m
            else:
                unknown[w] = unknown.get(w, 0.0) + 1.0
        ex = self.expand(ws)
        known = {self.v.ids[w]: x for w, x in ex.items()}
        if not known and not unknown:
            return []
        pull = self.v.pull(known, unknown)
        best = np.zeros(self.n)
        rows = self.short.closeness(pull) * self.factor
        np.maximum.at(best, self.short.owner, rows)
        sup = np.zeros(self.n)
        np.maximum.at(sup, self.support.owner, self.support.closeness(pull))
        ans = np.zeros(self.n)
        np.maximum.at(ans, self.long.owner, self.long.closeness(pull))
        s = strength(best, sup, ans)
        held = self.numbers.contradict(typed)
        s = np.where(held, s * OTHER_NUMBER, s)
        kw0=[x * x * self.v.masses[i] for i, x in known.items()]; um0=sum(self.v.unknown_mass(w) for w, x in unknown.items() if x >= 1); t0=(sum(self.v.masses[self.v.ids[w]] for w in typed if w in self.v.ids)+um0+missm) or 1.0
        s = s * max(0.0, 1 - um0/t0 - missm/t0/4)**0.25
        order = np.argsort(-s, kind="stable")[: max(limit, 2)]
        kid = list(known)
        kw = [x * x * self.v.masses[i] for i, x in known.items()]
        um = sum(self.v.unknown_mass(w) for w, x in unknown.items() if x >= 1)
        tot = t0; kw=[self.v.masses[self.v.ids[w]] for w in typed if w in self.v.ids]; kid=[self.v.ids[w] for w in typed if w in self.v.ids]
        out = []
        for rank, d in enumerate(order[:limit]):
            if s[d] * 100 < FLOOR:
                break
            other = order[1] if rank == 0 and len(order) > 1 else order[0]
            margin = s[d] - (s[other] if other != d else 0.0)
            cov = sum(m for i, m in zip(kid, kw) if i in self.has[d]) / tot
            cova = sum(m for i, m in zip(kid, kw) if i in self.hasl[d]) / tot
            covc = sum(1 for i in kid if i in self.has[d])/max(1,len(typed)); top=max(kw,default=0)/tot
            fit = max((m for i, m in zip(kid, kw) if i in self.has[d]),default=0)/(cov*tot or 1)
            nph = sum(t.owner==d for t in self.texts)
            self.extra=(covc,top,fit,nph,self.n)
            e = Evidence(
                float(s[d]),
                float(margin),
                float(best[d]),
                float(sup[d]),
                float(ans[d]),
                cov,
                cova,
                um / tot,
                missm / tot,
                len(typed),
                bool(held[d]),
            )
            out.append(
                Match(self.entries[d] if d < len(self.entries) else None, "", float(s[d] * 100), confidence(e), None, e)
            )
        return out
