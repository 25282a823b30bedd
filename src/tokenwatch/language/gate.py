"""Run an open wording only on sentences that may hold it.

A token Matcher tries every pattern at every token, in Python where a pattern has a list of words. With a codebook's
thousand open wordings that took most of the time. Nearly every sentence lacks a word that a wording cannot do
without, or has its words in another order or too far apart. A look at where the words stand shows that at once,
and the Matcher need not run. The gate only ever spares work: what is found is what the Matcher finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.matcher import Matcher
from spacy.strings import get_string_id
from spacy.tokens import Span
from spacy.vocab import Vocab

TokenPattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Need:
    """What a sentence must hold at one place of a wording.

    Parameters
    ----------
    words
        Lower-case words of which one must stand there; a slot's group stands among them in braces, as ``{lived}``.
    reach
        Most tokens from the place before to this one: 1 if it is the next token, 0 if it may be the same.
    """

    words: frozenset[str]
    reach: int

    @property
    def is_slot(self) -> bool:
        """Whether people are needed, who may take any number of tokens."""
        return any(word.startswith("{") for word in self.words)


class OpenWordings:
    """Open wordings, each with a Matcher of its own and the words that it needs.

    Parameters
    ----------
    vocab
        Vocabulary of the pipeline.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.wordings: list[tuple[str, list[list[TokenPattern]], tuple[_Place, ...], tuple[str, ...]]] = []
        self.matchers: dict[int, Matcher] = {}
        self.by_word: dict[int, list[int]] = {}
        self.ungated: list[int] = []

    def add(self, key: str, patterns: list[list[TokenPattern]], needs: Iterable[Need], stems: Iterable[str]) -> None:
        """Add one wording.

        Parameters
        ----------
        key
            Given back with its hits.
        patterns
            Token patterns, any of which finds it.
        needs
            What a sentence must hold for any of them to find something, in the order of the wording.
        stems
            Letters that must stand in the sentence, lower-case.
        """
        kept = tuple(needs)
        number = len(self.wordings)
        self.wordings.append((key, patterns, tuple(map(_place, kept)), tuple(stems)))
        if not kept:
            self.ungated.append(number)
            return
        for word in max(kept, key=_rarity).words:
            self.by_word.setdefault(get_string_id(word), []).append(number)

    def find(self, sentence: Span, words: list[int], slots: Mapping[int, int]) -> list[tuple[str, int, int]]:
        """Find the wordings in one sentence.

        Parameters
        ----------
        sentence
            The sentence; its tokens carry their role groups for the Matchers.
        words
            Ids of its lower-case words.
        slots
            Ids of the slots for their role groups, by token of the Doc: see `slot_ids`.

        Returns
        -------
        list of tuple
            Key, first token and token after the last, counted in the whole Doc.
        """
        held = words + [slots.get(token, 0) for token in range(sentence.start, sentence.end)] if slots else words
        present = frozenset(held)
        sought = self.by_word.keys() & present
        if not sought and not self.ungated:
            return []
        tokens = _places(held, len(words))
        numbers = sorted({number for word in sought for number in self.by_word[word]})
        # On a Span, a Matcher counts from the Span's beginning.
        return [
            (self.wordings[number][0], start + sentence.start, end + sentence.start)
            for number in (*self.ungated, *numbers)
            if _may_hold(self.wordings[number][2], present, tokens, len(sentence))
            and _holds(sentence, self.wordings[number][3])
            for _, start, end in self._matcher(number)(sentence)
        ]

    def _matcher(self, number: int) -> Matcher:
        """Make a wording's Matcher when a sentence first asks for it: most documents ask for few of a thousand."""
        if number not in self.matchers:
            key, patterns, *_ = self.wordings[number]
            self.matchers[number] = Matcher(self.vocab)
            self.matchers[number].add(key, patterns, greedy="LONGEST")
        return self.matchers[number]


def slot_ids(groups: Mapping[int, str]) -> dict[int, int]:
    """Give for tokens with a role group the id of the slot that stands for it in a `Need`."""
    ids = {group: get_string_id(f"{{{group}}}") for group in set(groups.values())}
    return {token: ids[group] for token, group in groups.items()}


_Place = tuple[frozenset[int], int, bool]
"""A `Need` as it is asked for: ids of its words, reach, whether it is a slot."""


def _place(need: Need) -> _Place:
    return frozenset(map(get_string_id, need.words)), need.reach, need.is_slot


def _places(held: list[int], length: int) -> dict[int, int]:
    """Give for each word and role group that a sentence holds its tokens: bit 0 for the first, bit 1 for the next …."""
    tokens: dict[int, int] = {}
    for index, word in enumerate(held):
        tokens[word] = tokens.get(word, 0) | 1 << index % length
    return tokens


def _may_hold(places: tuple[_Place, ...], present: frozenset[int], tokens: Mapping[int, int], length: int) -> bool:
    """Say whether the needed words stand in their order, none too far behind the one before."""
    for words, _, _ in places:
        if words.isdisjoint(present):
            return False
    reached = -1
    for words, reach, is_slot in places:
        here = 0
        for word in words & present:
            here |= tokens[word]
        # Before the first need everything counts as reached: -1 has all bits.
        reached = here if reached == -1 else _behind(reached, min(reach, length)) & here
        if not reached:
            return False
        if is_slot:
            reached = _to_the_end(reached, here)
    return True


def _holds(sentence: Span, stems: tuple[str, ...]) -> bool:
    if not stems:
        return True
    text = sentence.text.lower()
    return all(stem in text for stem in stems)


def _behind(reached: int, reach: int) -> int:
    """Give these tokens and those that stand at most `reach` tokens behind one of them."""
    covered = 0
    while covered < reach:
        step = min(covered + 1, reach - covered)
        reached |= reached << step
        covered += step
    return reached


def _to_the_end(reached: int, run: int) -> int:
    """Give these tokens and those that follow them without a gap in `run`."""
    while (further := reached | reached << 1 & run) != reached:
        reached = further
    return reached


def _rarity(need: Need) -> tuple[int, int]:
    """Order needs by how few sentences hold one of their words: stop words, commas and role groups stand in many."""
    common = [word for word in need.words if word in STOP_WORDS or not word[0].isalpha()]
    return -len(common), -len(need.words)
