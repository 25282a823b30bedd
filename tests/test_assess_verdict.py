"""The verdict on whole documents, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.analysis import Analysis, Kind, Programme, Slots, Statement
from tokenwatch.assess.levels import find_levels
from tokenwatch.assess.verdict import MIN_WORDS, SURE, find_facts, find_verdict
from tokenwatch.assessment import VERDICTS, Assessment, Verdict

Scan = Callable[[str], Assessment]

CRITICISM = (
    "# Why so much co-production is tokenism\n\n"
    "Too many councils call a survey co-production. Residents are asked for their views after the "
    "decision has been made, and nobody tells them what became of it. Lived experience is put at the "
    "heart of every strategy and left out of every budget. Equal partnership means nothing while one side"
    " holds the money. Service users have been excluded from the boards that decide about them. Tokenism "
    "of this kind does harm."
)
MODEST = (
    "# Moving the bus stop\n\n"
    "In March 2025 we sent a survey to the 212 households on Mill Lane, and 87 residents answered. In "
    "April we held two public meetings in the library, and 34 residents came. They asked for a shelter "
    "and a lower kerb. In June the council decided to put in the shelter. The kerb was left as it is "
    "because of the drain. A summary of what the residents said is on the notice board."
)
BUZZWORDS = (
    "# Our vision for care\n\n"
    "Co-production is at the heart of everything we do. We are passionate about lived experience and work"
    " in equal partnership with service users and carers. Our services are co-designed with people. We "
    "put the voice of the patient at the centre of our work. Our strategy has been fully co-produced with"
    " service users, and their voices are at its heart."
)
SHARED = (
    "# The Elm Street rent group\n\n"
    "In February 2024 nine tenants chose the new repairs contractor from four bids. The tenants' panel "
    "meets every month and sets the order of the repairs. Each member is paid £40 a meeting. In June 2024"
    " six tenants interviewed the candidates for housing officer and voted for one of them."
)
FILTERS = (
    "# Cleaning the filters\n\n"
    "The filter sits behind the grille. Turn off the power, take out the four screws and lift the grille "
    "away. Wash the filter in warm water and leave it to dry for a day. Do not put it back wet. A new "
    "filter costs about twelve pounds and lasts for two years. Write the date on the frame."
)
WELSH = (
    "Mae'r cynllun hwn wedi ei ysgrifennu gyda'r bobl sy'n byw yn y cwm. Byddwn yn cydgynhyrchu pob "
    "gwasanaeth gyda gofalwyr a'u teuluoedd, ac yn gwrando ar eu lleisiau. Cynhaliwyd tri chyfarfod yn y "
    "llyfrgell ym mis Mawrth, a daeth deugain o drigolion i siarad am y bysiau a'r meddyg teulu."
)
FRENCH = (
    "Ce plan a été écrit avec les habitants du quartier. Nous avons organisé trois réunions à la "
    "bibliothèque en mars, et quarante habitants sont venus parler des bus et du médecin. La "
    "co-construction est au cœur de notre démarche et nous travaillons avec les aidants et leurs "
    "familles."
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (CRITICISM, "about"),
        (MODEST, "heard"),
        (BUZZWORDS, "tokenistic"),
        (SHARED, "shared"),
        (FILTERS, "none"),
    ],
)
def test_a_plain_document_of_each_verdict(scan_text: Scan, text: str, label: str) -> None:
    verdict = scan_text(text).verdict
    assert (verdict.label, verdict.abstained) == (label, False)
    assert verdict.why


def test_criticism_full_of_buzzwords_is_hardly_ever_tokenistic(scan_text: Scan) -> None:
    assert scan_text(CRITICISM).verdict.probabilities["tokenistic"] < 0.1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (WELSH, "not mainly English"),
        (FRENCH, "not mainly English"),
        ("We co-produce everything with carers.", "Too little text"),
        ("", "Too little text"),
    ],
)
def test_it_abstains_and_says_why(scan_text: Scan, text: str, why: str) -> None:
    verdict = scan_text(text).verdict
    assert verdict.abstained
    assert why in verdict.why


def _verdict(*statements: Statement, n_words: int = 300, **fields: Any) -> Verdict:
    analysis = Analysis(n_words, "en", "other", statements=statements, **fields)
    return find_verdict(analysis, find_levels(analysis))


def _statement(kind: Kind, level: int, *, specific: bool = False) -> Statement:
    slots = Slots(cues=("strong term",), actors=("community",))
    return Statement("s1", 0, 1, "x", kind=kind, level=level, specific=specific, slots=slots)


@pytest.mark.parametrize("evidenced", [4, 5])
def test_evidence_of_sharing_is_shared_whatever_is_claimed(evidenced: int) -> None:
    shown = _statement("practice", evidenced, specific=True)
    assert _verdict(shown, _statement("claim", 5), _statement("claim", 5), n_words=150).label == "shared"


def test_a_gap_of_two_speaks_for_tokenism_and_of_one_does_not() -> None:
    shown = _statement("practice", 2, specific=True)
    wide = _verdict(shown, _statement("claim", 4), n_words=150)
    narrow = _verdict(shown, _statement("claim", 3), n_words=150)
    assert wide.label == "tokenistic"
    assert narrow.label == "heard"


def test_a_claim_in_passing_is_less_surely_tokenistic_than_several() -> None:
    once = _verdict(_statement("plan", 2))
    often = _verdict(_statement("plan", 2), _statement("claim", 2))
    assert once.probabilities["tokenistic"] < often.probabilities["tokenistic"]


@pytest.mark.parametrize(
    ("n_lived", "about_people", "label"), [(1, True, "heard"), (1, False, "heard"), (0, False, "none")]
)
def test_a_programme_is_judged_by_whom_it_bills(n_lived: int, about_people: bool, label: str) -> None:
    verdict = _verdict(programme=Programme(True, 4, n_lived), about_people=about_people)
    assert verdict.label == label


def test_nobody_billed_on_people_s_lives_speaks_for_tokenism() -> None:
    on_lives, on_else = (_verdict(programme=Programme(True, 4, 0), about_people=about) for about in (True, False))
    assert on_lives.probabilities["tokenistic"] > 2 * on_else.probabilities["tokenistic"]


@pytest.mark.parametrize(("n_words", "abstained"), [(MIN_WORDS - 1, True), (MIN_WORDS, False)])
def test_a_paragraph_is_enough(n_words: int, abstained: bool) -> None:
    assert _verdict(n_words=n_words).abstained is abstained


_ANY = st.builds(
    _statement, st.sampled_from(["practice", "claim", "plan", "critique", "explain", "invite"]), st.integers(0, 5)
)


@given(st.lists(_ANY, max_size=8), st.integers(0, 2000))
def test_probabilities_are_probabilities_and_doubt_abstains(statements: list[Statement], n_words: int) -> None:
    verdict = _verdict(*statements, n_words=n_words)
    assert tuple(verdict.probabilities) == VERDICTS
    assert sum(verdict.probabilities.values()) == pytest.approx(1)
    first = max(verdict.probabilities.values())
    assert verdict.probabilities[verdict.label] == first
    assert verdict.abstained == (n_words < MIN_WORDS or first < SURE)


def test_facts_count_own_general_and_specific() -> None:
    statements = (_statement("practice", 3, specific=True), _statement("critique", 2), _statement("plan", 2))
    analysis = Analysis(100, "en", "other", statements=statements)
    facts = find_facts(analysis, find_levels(analysis))
    assert (facts.own, facts.general, facts.specific) == (2, 1, 1)
