"""Find who takes part by the parse of the sentence: subject, agent, object and company of each act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from tokenwatch.analysis import PEOPLE
from tokenwatch.codebook import Act, Codebook
from tokenwatch.language.named import Named
from tokenwatch.language.negation import is_negated
from tokenwatch.language.parts import Actor, Participation, Parts
from tokenwatch.language.phrases import joined, makers_up
from tokenwatch.language.relations import SUBJECTS, phrases_behind
from tokenwatch.language.seats import find_holders, top_of
from tokenwatch.language.syntax import Arguments, find_arguments

_LEVELS = {"be asked": 2, "design": 4, "decide": 5}
"""Level of what people do on an occasion, by its class (annotation guidelines, section 1)."""
_GUESTS = frozenset(("with", "of", "for", "among", "between"))
"""Prepositions of those with whom an occasion is held."""
_TOGETHER = frozenset(("design", "deliver"))
"""Acts whose company a parser may have hung on the object: "designed the pack with carers"."""
SESSION = 3
"""Level of people who run one: they deliver it (annotation guidelines, section 1)."""
ASKED = 2
"""Level up to which people are asked or told: nobody does that together with them."""


def find_by_syntax(parts: Parts, codebook: Codebook) -> list[Participation]:
    """Find the acts of a parsed sentence and who does each.

    Parameters
    ----------
    parts
        The sentence.
    codebook
        For classes and levels of acts.

    Returns
    -------
    list of Participation
        In the order of the text; acts in which people have no part are level 0.
    """
    named = Named(parts, codebook)
    doc = parts.span.doc
    found: list[Participation | None] = []
    for start, end, names in _outermost(parts.acts):
        words = doc[start:end]
        arguments = find_arguments(words)
        acts = [codebook.acts[name] for name in names]
        found.extend(_held(act, words, arguments, named) for act in acts if act.seat)
        for act in _meant([act for act in acts if not act.seat], words, arguments):
            verb = next((word for word in words if word.pos_ == "VERB"), words.root)
            read = _read(act, _at_occasion(words, arguments) if act.occasion else arguments, named, start)
            if start == parts.span.start and not arguments.patients:
                read = _as_billing(read, arguments)
            found.append(replace(read, verb=verb.i, depth=_depth(verb)))
    told = [one for one in found if one is not None]
    return [_as_occasion(one, told, doc) for one in told]


def _as_occasion(found: Participation, others: Sequence[Participation], doc: Doc) -> Participation:
    """Give the act that people take part in where the sentence names it: "participated in a co-design session"."""
    if found.act != "advise" or found.actor not in ("people", "both"):
        return found
    inside = {token.i for child in doc[found.verb].children if child.dep_ in ("obl", "prep") for token in child.subtree}
    named = [other for other in others if other.verb in inside and other.act in ("design", "be asked", "decide")]
    return replace(found, act=named[0].act, level=_LEVELS[named[0].act]) if named else found


def _as_billing(found: Participation, arguments: Arguments) -> Participation:
    """Take "Led by Ada Brown, a carer", said of nothing, for a session that somebody leads, which is no power."""
    names = any(agent.pos_ == "PROPN" for agent in arguments.agents)
    return replace(found, act="deliver", level=min(found.level, SESSION)) if names and found.act == "lead" else found


def _held(act: Act, words: Span, arguments: Arguments, named: Named) -> Participation | None:
    """Say whether people hold a post or sit on a body; ``None`` where no people are said to."""
    seat = words.root
    holders = find_holders(seat)
    sides = named.groups(holders, known=True)
    phrase = top_of(seat)
    if phrase.dep_ in SUBJECTS and named.tell_of_experience(phrase.head):
        sides["people"] = "lived"
    # "The board includes people from all sectors" names none of the people of the work.
    if sides.get("people") not in PEOPLE:
        return None
    actor: Actor = "both" if "staff" in sides else "people"
    negated = arguments.negated or any(is_negated(word) for word in (phrase, phrase.head, *holders))
    held = Participation(act.act or act.id, actor, act.level, words.start, sides["people"], negated)
    return replace(held, verb=seat.i, depth=_depth(seat))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _meant(acts: Sequence[Act], words: Span, arguments: Arguments) -> list[Act]:
    """Give the acts that a wording can mean here; one that asks for certain objects and has one goes before others."""
    is_noun = len(words) == 1 and words.root.pos_ in ("NOUN", "PROPN")
    fitting = [act for act in acts if act.noun or not is_noun]
    with_object = [act for act in fitting if act.objects and _has_object(act, arguments, words)]
    return with_object or [act for act in fitting if not act.objects]


def _outermost(acts: Iterable[tuple[str, int, int]]) -> list[tuple[int, int, list[str]]]:
    """Join the acts of the same words, and leave out those inside longer ones: "run" in "run by"."""
    names: dict[tuple[int, int], list[str]] = {}
    for name, start, end in acts:
        names.setdefault((start, end), []).append(name)
    inner = {(start, end) for start, end in names for s, e in names if s <= start and end <= e and e - s > end - start}
    return [(start, end, found) for (start, end), found in names.items() if (start, end) not in inner]


def _has_object(act: Act, arguments: Arguments, words: Iterable[Token]) -> bool:
    """Say whether the verb has one of the objects that it needs, as object, passive subject or behind a preposition."""
    heads = [*arguments.patients, *arguments.around]
    heads += [child for word in words for child in word.children if child.dep_ in ("obl", "compound")]
    nouns = [token for head in heads for part in joined(head) for token in (part, *makers_up(part))]
    near = {name for noun in nouns for name in (noun.lower_, _with_noun_before(noun))}
    return not near.isdisjoint(act.objects)


def _with_noun_before(noun: Token) -> str:
    """Give a noun with what makes one name with it: "focus group", "co-design session"."""
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    return noun.doc[before[-1].left_edge.i : noun.i + 1].text.lower() if before else ""


def _at_occasion(words: Span, arguments: Arguments) -> Arguments:
    """Give the arguments of holding an occasion: those who come to it are nobody's company, but to whom it is done."""
    heads = [*words, *arguments.patients]
    guests = [phrase for head in heads for phrase, case in phrases_behind(head) if case in _GUESTS]
    return replace(arguments, recipients=(*arguments.recipients, *guests), company=(), beside=())


def _read(act: Act, arguments: Arguments, named: Named, start: int) -> Participation:
    """Say who does an act: people who do it go before people to whom it is done, and both before anybody else."""
    by_class = act.act or act.id
    # What says by itself that people take part has no other doer: the subject of "is user-led" does not lead.
    agents = named.groups(() if act.people else arguments.agents)
    around = named.groups(arguments.around)
    company = named.groups(
        [*arguments.company, *(arguments.beside if by_class in _TOGETHER or act.level <= ASKED else ())], known=True
    )
    if by_class == "research":
        company = {}
    patients = named.groups([*arguments.patients, *arguments.recipients])
    if act.as_object is None:
        agents = agents or around
    else:
        patients |= around | (company if act.level <= ASKED else {})
    if "people" in agents or ("people" in company and act.level > ASKED):
        shared = act.level > ASKED and ("people" in company or "staff" in agents | company)
        actor: Actor = "both" if shared else "people"
        level = min(act.level, 4) if "people" not in agents else act.level
        group = agents.get("people") or company["people"]
        return Participation(by_class, actor, level, start, group, arguments.negated, doing=True)
    if act.as_object is not None and ("people" in patients or "reader" in patients):
        actor = "people" if "people" in patients else "reader"
        level = act.as_object if actor == "people" else 0
        return Participation(
            act.object_act or by_class, actor, level, start, patients.get("people", ""), arguments.negated
        )
    if act.people and not agents and "staff" not in company:
        return Participation(by_class, "people", 0, start, negated=arguments.negated)
    others: Actor = "staff" if agents or arguments.agents else "unstated"
    actor = "reader" if "reader" in agents or arguments.imperative else others
    return Participation(by_class, actor, 0, start, negated=arguments.negated)
