"""Who does what to whom, read from a dependency parse.

Works on Universal Dependencies, which the project's own pipeline gives, and on the CLEAR labels of spaCy's released
English pipelines: `relations` names each relation in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tokenwatch.language.negation import is_negated
from tokenwatch.language.relations import (
    AGENTS,
    CLAUSES_ON_NOUNS,
    COMPANY,
    NOUNS,
    OBJECTS,
    OBLIQUES,
    PASSIVE_SUBJECTS,
    POSSESSORS,
    RELATIVES,
    SUBJECTS,
    case_of,
    children_by,
    company_inside,
    is_infinitive,
    is_passive,
    object_of,
    phrases_behind,
)  # fmt: skip

_SHARING = frozenset(("conj", "xcomp", "advcl", "parataxis"))
"""Clauses without a subject of their own, which take that of the clause above."""
_RELATIVE_WORDS = frozenset(("who", "which", "that", "whom", "whose"))
_CONTROL = frozenset(
    "get gets got getting ask asks asked asking invite invites invited inviting want wants wanted let lets allow "
    "allows allowed enable enables enabled expect expects expected help helps helped encourage encourages encouraged "
    "require requires required train trains trained support supports supported pay pays paid tell tells told leave "
    "left bring brings brought bringing recruit recruits recruited recruiting appoint appoints appointed elect elects "
    "elected give gives gave given choose chooses chose chosen select selects selected hire hires hired".split()
)
"""Verbs whose object does what the infinitive behind says; taken from the causative and object-control verbs in
Quirk et al. 1985, A Comprehensive Grammar of the English Language, 16.50 and 16.63, and those by which people are
brought to a task."""
_GIVING = frozenset(
    "give gives gave given giving offer offers offered offering provide provides provided providing grant grants "
    "granted allow allows allowed create creates created open opens opened".split()
)
"""Verbs by which somebody else gets a chance, a right or the means."""
_BEFORE_NOUNS = frozenset(("compound", "amod", "nmod", *POSSESSORS))
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
        agents.extend(children_by(word, AGENTS) or (_stray_agents(word) if passive or word.pos_ == "NOUN" else []))
        objects = _objects(word)
        patients.extend(objects)
        beside.extend(phrase for item in objects for phrase, _ in company_inside(item))
        recipients.extend(phrase for item in objects for phrase, case in phrases_behind(item) if case == "from")
        for phrase, case in phrases_behind(word):
            if case in COMPANY or (case in ("between", "among") and passive):
                company.append(phrase)
            elif case == "by" and (passive or word.pos_ == "NOUN"):
                agents.append(phrase)
            elif case in ("of", "from") and word.pos_ == "NOUN":
                around.append(phrase)
                beside.extend(other for other, _ in company_inside(phrase))
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


def _objects(verb: Token) -> list[Token]:
    """Give a verb's objects; in "the tenants whom officers consulted" the noun above is one, said or not."""
    objects = [_antecedent(item, verb) for item in children_by(verb, OBJECTS)]
    own = [subject for subject in children_by(verb, SUBJECTS) if not _is_relative(subject)]
    return objects or ([verb.head] if own and verb.dep_ in RELATIVES else [])


def _stray_agents(verb: Token) -> list[Token]:
    """Give a "by" phrase that the parser hung on a noun between: "delivered in nine schools by pupils"."""
    nouns = [object_of(child) for child in verb.children if child.dep_ in OBLIQUES and child.i > verb.i]
    inner = [child for noun in nouns for child in noun.children if child.dep_ in OBLIQUES]
    return [object_of(phrase) for phrase in inner if case_of(phrase) == "by"]


def find_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Find the subjects of a verb or predicate: its own, or those of the clause that it shares them with."""
    own = children_by(verb, SUBJECTS | PASSIVE_SUBJECTS)
    if own:
        # "which its members own": the relative word is the object there, whatever the parser called it.
        # A parser that gives a verb two subjects mostly takes the second from a clause between.
        nouns = [subject for subject in own if not _is_relative(subject)]
        return nouns[:1] or [_antecedent(subject, verb) for subject in own]
    if verb.dep_ in CLAUSES_ON_NOUNS and verb.head.pos_ in NOUNS:
        # "the architect whom residents appointed" has its own subject; "people invited to write" writes itself.
        return (_entitled(verb.head, depth) if is_infinitive(verb) else []) or [verb.head]
    if verb.dep_ == "pcomp" and depth < DEPTH:
        return find_subjects(verb.head.head, depth + 1)
    if verb.dep_ == "advcl" and is_passive(verb.head) and not is_passive(verb) and not _is_controlled(verb):
        # "The plan was written without asking tenants": who did not ask is who wrote.
        return children_by(verb.head, AGENTS)
    if verb.dep_ in _SHARING and verb.head.i != verb.i and depth < DEPTH:
        controllers = children_by(verb.head, OBJECTS | PASSIVE_SUBJECTS) if _is_controlled(verb) else []
        return controllers or find_subjects(verb.head, depth + 1)
    return []


def _entitled(noun: Token, depth: int) -> list[Token]:
    """Give who has the chance, the right or the time to do something: "gives carers the chance to", "have power to"."""
    verb = noun.head
    named = [phrase for phrase, case in phrases_behind(noun) if case == "for"]
    if named or noun.dep_ not in OBJECTS or depth >= DEPTH:
        return named
    if verb.lower_ in _GIVING:
        others = [child for child in children_by(verb, OBJECTS) if child.i != noun.i]
        to_whom = [phrase for phrase, case in phrases_behind(verb) if case in ("to", "for")]
        return others or to_whom or children_by(verb, PASSIVE_SUBJECTS)
    return find_subjects(verb, depth + 1)


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
        if clause.dep_ in CLAUSES_ON_NOUNS:
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
