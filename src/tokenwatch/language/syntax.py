"""Who does what to whom, read from a dependency parse.

Works on Universal Dependencies, which the project's own pipeline gives, and on the CLEAR labels of spaCy's released
English pipelines: each relation is named here in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

_SUBJECTS = frozenset(("nsubj", "csubj", "nsubj:outer"))
_PASSIVE_SUBJECTS = frozenset(("nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"))
_OBJECTS = frozenset(("obj", "dobj", "iobj", "dative"))
_AGENTS = frozenset(("obl:agent", "agent"))
_OBLIQUES = frozenset(("obl", "nmod", "obl:unmarked", "nmod:unmarked", "prep"))
_RELATIVES = frozenset(("acl:relcl", "relcl"))
_CLAUSES_ON_NOUNS = frozenset(("acl", *_RELATIVES))
_PASSIVE_MARKS = frozenset(("aux:pass", "auxpass"))
_POSSESSORS = frozenset(("nmod:poss", "poss"))
_SHARING = frozenset(("conj", "xcomp", "advcl", "parataxis"))
"""Clauses without a subject of their own, which take that of the clause above."""
_RELATIVE_WORDS = frozenset(("who", "which", "that", "whom", "whose"))
_NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_COMPANY = frozenset(("with", "alongside"))
_JOINT = frozenset(("partnership", "collaboration", "conjunction", "association", "alliance", "dialogue"))
"""Nouns through which company is named: "in partnership with carers"."""
_CONTROL = frozenset(
    "get gets got getting ask asks asked asking invite invites invited inviting want wants wanted let lets allow "
    "allows allowed enable enables enabled expect expects expected help helps helped encourage encourages encouraged "
    "require requires required train trains trained support supports supported pay pays paid tell tells told leave "
    "left".split()
)
"""Verbs whose object does what the infinitive behind says; taken from the causative and object-control verbs in
Quirk et al. 1985, A Comprehensive Grammar of the English Language, 16.50 and 16.63."""
_FAILING = frozenset("fail fails failed failing unable refuse refuses refused decline declined".split())
_GOVERNED = frozenset(("xcomp", "ccomp"))
_BEFORE_NOUNS = frozenset(("compound", "amod", "nmod", *_POSSESSORS))
_LED = frozenset(("led", "run", "owned", "governed", "controlled"))
_WITHOUT = frozenset(("without", "instead"))
DEPTH = 6
"""Clauses that are climbed for a subject: deeper nesting is a parser's mistake more often than prose."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The words around one act, each as the head of its phrase.

    Parameters
    ----------
    agents
        Who does it: the subject of an active verb, the agent of a passive one.
    patients
        To whom it is done: the object, or the subject of a passive verb.
    recipients
        To or from whom, behind a preposition: "explained it to tenants", "comments from residents".
    company
        With whom it is done.
    beside
        Who stands with the object, where a parser may have hung the company: "designed the pack with carers".
    around
        Whose or of whom a noun is ("tenants' choice", "a vote of members"): doers or done to, the noun decides.
    negated
        The act, or the clause that governs it, is negated.
    imperative
        The reader is told to do it: "Join the panel."
    """

    agents: tuple[Token, ...] = ()
    patients: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    company: tuple[Token, ...] = ()
    beside: tuple[Token, ...] = ()
    around: tuple[Token, ...] = ()
    negated: bool = False
    imperative: bool = False


def is_parsed(span: Span) -> bool:
    """Say whether a sentence has been parsed: where only some are, the others have no parts of speech."""
    return any(token.pos for token in span) and any(token.dep for token in span)


def find_arguments(act: Span) -> Arguments:
    """Find the arguments of an act.

    Parameters
    ----------
    act
        The words of the act; where the tokeniser has cut a word ("co-produced"), those of all its parts count.

    Returns
    -------
    Arguments
        Empty where nothing is said.
    """
    inside = {token.i for token in act}
    agents: list[Token] = []
    patients: list[Token] = []
    company: list[Token] = []
    around: list[Token] = []
    recipients: list[Token] = []
    beside: list[Token] = []
    words = [token for token in act if token.dep_ != "punct"]
    for word in words:
        passive = is_passive(word)
        (patients if passive else agents).extend(find_subjects(word))
        agents.extend(_children(word, _AGENTS) or (_stray_agents(word) if passive or word.pos_ == "NOUN" else []))
        objects = _children(word, _OBJECTS)
        patients.extend(objects)
        beside.extend(phrase for item in objects for phrase, _ in _company_inside(item))
        recipients.extend(phrase for item in objects for phrase, case in _behind(item) if case == "from")
        for phrase, case in _behind(word):
            if case in _COMPANY or (case in ("between", "among") and passive):
                company.append(phrase)
            elif case == "by" and (passive or word.pos_ == "NOUN"):
                agents.append(phrase)
            elif case in ("of", "from") and word.pos_ == "NOUN":
                around.append(phrase)
                beside.extend(other for other, _ in _company_inside(phrase))
            elif case in ("to", "from", "for") and (case == "for") == (word.pos_ == "NOUN"):
                recipients.append(phrase)
        around.extend(child for child in word.lefts if child.dep_ in _BEFORE_NOUNS and word.pos_ == "NOUN")
    return Arguments(
        agents=_outside(agents, inside),
        patients=_outside(patients, inside),
        recipients=_outside(recipients, inside),
        company=_outside(company, inside),
        beside=_outside(beside, inside),
        around=_outside(around, inside),
        negated=any(is_negated(word) for word in words),
        imperative=not agents and any(is_imperative(word) for word in words),
    )


def _outside(tokens: Iterable[Token], inside: set[int]) -> tuple[Token, ...]:
    return tuple(dict.fromkeys(token for token in tokens if token.i not in inside))


def is_passive(verb: Token) -> bool:
    """Say whether a verb stands in the passive, as a participle behind its noun included."""
    if verb.pos_ == "NOUN":
        return False
    if any(child.dep_ in _PASSIVE_MARKS or child.dep_ in _PASSIVE_SUBJECTS for child in verb.children):
        return True
    if verb.dep_ in _CLAUSES_ON_NOUNS:
        return not _children(verb, _SUBJECTS) and _is_past_participle(verb)
    shares = verb.dep_ == "conj" and not _children(verb, _SUBJECTS) and _is_past_participle(verb)
    return shares and verb.head.i != verb.i and is_passive(verb.head)


def _stray_agents(verb: Token) -> list[Token]:
    """Give a "by" phrase that the parser hung on a noun between: "delivered in nine schools by pupils"."""
    nouns = [_object_of(child) for child in verb.children if child.dep_ in _OBLIQUES and child.i > verb.i]
    inner = [child for noun in nouns for child in noun.children if child.dep_ in _OBLIQUES]
    return [_object_of(phrase) for phrase in inner if _case_of(phrase) == "by"]


def _is_past_participle(verb: Token) -> bool:
    return verb.tag_ == "VBN"


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Find the subjects of a verb or predicate: its own, or those of the clause that it shares them with."""
    own = _children(verb, _SUBJECTS | _PASSIVE_SUBJECTS)
    if own:
        # "which its members own": the relative word is the object there, whatever the parser called it.
        nouns = [subject for subject in own if not _is_relative(subject)]
        return nouns or [_antecedent(subject, verb) for subject in own]
    if verb.dep_ in _CLAUSES_ON_NOUNS and verb.head.pos_ in _NOUNS:
        # "the architect whom residents appointed" has its own subject; "people invited to write" writes itself.
        return [verb.head]
    if verb.dep_ in _SHARING and verb.head.i != verb.i and depth < DEPTH:
        controllers = _children(verb.head, _OBJECTS) if _is_controlled(verb) else []
        return controllers or find_subjects(verb.head, depth + 1)
    return []


def _is_controlled(verb: Token) -> bool:
    """Say whether the object above does what the verb says: "asked residents to decide"."""
    if verb.dep_ == "xcomp":
        return True
    return verb.dep_ == "advcl" and verb.head.lower_ in _CONTROL and any(c.lower_ == "to" for c in verb.lefts)


def _is_relative(subject: Token) -> bool:
    return subject.lower_ in _RELATIVE_WORDS and subject.pos_ != "NOUN"


def _antecedent(subject: Token, verb: Token) -> Token:
    """Give the noun that a relative word stands for, by climbing to the relative clause that it opens."""
    if not _is_relative(subject):
        return subject
    clause = verb
    for _ in range(DEPTH):
        if clause.dep_ in _CLAUSES_ON_NOUNS:
            return clause.head
        if clause.head.i == clause.i:
            break
        clause = clause.head
    return subject


def is_imperative(verb: Token) -> bool:
    """Say whether a verb bids the reader: a base form on top of its sentence, without subject or auxiliary."""
    if verb.dep_ == "conj":
        return verb.tag_ == "VB" and is_imperative(verb.head)
    plain = not any(child.dep_ in ("aux", "aux:pass", "auxpass", "mark") for child in verb.children)
    return verb.dep_ == "ROOT" and verb.tag_ == "VB" and plain


def is_negated(word: Token) -> bool:
    """Say whether a word's clause is negated: "not" or "never" on the verb, "no" on the noun, "without" before it."""
    marks = {child.lower_ for child in word.children if child.dep_ in ("advmod", "neg", "det", "mark", "case", "cc")}
    if marks & {"not", "n't", "n’t", "never", "no", "neither", "nor", *_WITHOUT}:
        return True
    if word.dep_ == "pcomp" and word.head.lower_ in _WITHOUT:
        return True
    if word.dep_ in _GOVERNED and word.head.i != word.i and (word.head.lower_ in _FAILING or is_negated(word.head)):
        return True
    none = {"nobody", "none", "no-one", "neither"}
    return any(
        child.lower_ in none or any(part.lower_ in ("no", "not", "neither") for part in child.children)
        for child in _children(word, _SUBJECTS | _PASSIVE_SUBJECTS | _OBJECTS)
    )


def joined(head: Token) -> list[Token]:
    """Give a head with those joined to it: "carers, patients and our staff" are three."""
    others = [child for child in head.children if child.dep_ == "conj" and not is_negated(child)]
    return [head, *(part for other in others for part in joined(other))]


def appositions(head: Token) -> list[Token]:
    """Give what a head is explained by: "the judges, nine residents of sheltered housing"."""
    return [child for child in head.children if child.dep_ == "appos"]


def makers_up(head: Token) -> Iterator[Token]:
    """Give of whom a body consists: "a panel of tenants", "made up of", "consisting of", "drawn from"."""
    for child in head.children:
        if child.dep_ in _OBLIQUES and _case_of(child) in ("of", "from", "including"):
            yield _object_of(child)
        elif child.dep_ in _CLAUSES_ON_NOUNS and child.lower_ in (
            "made", "comprising", "comprised", "comprises", "composed", "consisting", "consists", "drawn", "including",
        ):  # fmt: skip
            yield from (phrase for phrase, case in _behind(child) if case in ("of", "from", "up of", ""))
            yield from _children(child, _OBJECTS)


def modifiers(head: Token) -> list[Token]:
    """Give the nouns that stand before a head: "carers' assembly", "youth forum", "patient-led group"."""
    before = [child for child in head.lefts if child.dep_ in ("compound", "nmod", "amod", *_POSSESSORS)]
    # "patient-led": the noun hangs on the participle.
    led = [child for item in before if item.lower_ in _LED for child in item.lefts if child.pos_ in _NOUNS]
    return [item for item in before if item.dep_ != "amod"] + led


def _children(word: Token, relations: frozenset[str]) -> list[Token]:
    return [_object_of(child) for child in word.children if child.dep_ in relations]


def _behind(word: Token) -> Iterator[tuple[Token, str]]:
    """Give the phrases that hang on a word by a preposition, with it."""
    for child in word.children:
        if child.dep_ in _OBLIQUES | _AGENTS:
            phrase = _object_of(child)
            yield phrase, _case_of(child)
            if phrase.lower_ in _JOINT:
                yield from _company_inside(phrase)
        elif child.dep_ == "advmod" and child.lower_ in ("together", "jointly"):
            yield from _company_inside(child)


def _company_inside(noun: Token) -> Iterator[tuple[Token, str]]:
    for child in noun.children:
        if child.dep_ in _OBLIQUES and _case_of(child) in _COMPANY:
            yield _object_of(child), _case_of(child)


def _case_of(token: Token) -> str:
    """Give the preposition of a phrase: the phrase's child in UD, the phrase's head in CLEAR."""
    if token.dep_ in ("prep", "agent"):
        return token.lower_
    # The last one rules: "made up of", "together with".
    return next((child.lower_ for child in reversed(list(token.children)) if child.dep_ == "case"), "")


def _object_of(token: Token) -> Token:
    """Give the noun of a prepositional phrase: in CLEAR the preposition stands above it."""
    if token.dep_ in ("prep", "agent"):
        return next((child for child in token.children if child.dep_ in ("pobj", "pcomp")), token)
    return token
