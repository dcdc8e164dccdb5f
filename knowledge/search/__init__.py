"""Finding the entry that a question asks for, how sure that is, and the language it is asked in. Pure."""

from knowledge.search.corpus import Passage
from knowledge.search.index import Index, Match
from knowledge.search.language import LanguageGuesser

__all__ = ["Index", "LanguageGuesser", "Match", "Passage"]
