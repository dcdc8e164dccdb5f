"""Search."""
from knowledge.search.index import Index, Match, Passage
