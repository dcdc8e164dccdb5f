"""Finding the entry that a question asks for, how sure that is, and the language it is asked in. Pure."""

from knowledge.search.index import Index, Match, Passage
from knowledge.search.language import LanguageGuesser

__all__ = ["Index", "LanguageGuesser", "Match", "Passage"]
