from __future__ import annotations

import random

import pandas
import pytest

from tokenwatch.frames import STATEMENT_DTYPES, make_frame
from tokenwatch.overview.records import Cluster, Reuse
from tokenwatch.overview.reuse import MOST_DOCUMENTS, earliest, find_reuse
from tokenwatch.reports.overview.to_html import first_words

PLANTED = "We worked with residents from the first day to design a service that meets what each of them needs and wants"
NEAR = PLANTED.replace("residents", "tenants")
OTHER = "The panel of carers met nine times between March and June and turned down two of the five plans put to it"


def statements(*pairs: tuple[str, str]) -> pandas.DataFrame:
    return make_frame(({"document_id": name, "text": text, "kind": "claim"} for name, text in pairs), STATEMENT_DTYPES)


def reuse(*pairs: tuple[str, str], **dates: str) -> Reuse:
    return find_reuse(statements(*pairs), dates)


def only(found: Reuse) -> Cluster:
    (cluster,) = found.clusters
    return cluster


def test_exact_and_near_wordings_come_together_and_strangers_do_not() -> None:
    found = reuse(("a", PLANTED), ("b", f"{PLANTED.upper()}!"), ("c", NEAR), ("d", OTHER))
    cluster = only(found)
    assert (cluster.n_documents, cluster.n_wordings, cluster.documents) == (3, 2, ("a", "b", "c"))
    assert cluster.text == min(PLANTED, PLANTED.upper() + "!")
    assert (found.n_compared, found.n_clusters) == (4, 1)


def test_one_document_that_repeats_itself_reuses_nothing() -> None:
    assert reuse(("a", PLANTED), ("a", PLANTED), ("a", NEAR)).clusters == ()


def test_a_shared_topic_is_no_shared_wording() -> None:
    words = PLANTED.split()
    shuffled = " ".join(random.Random(7).sample(words, len(words)))
    two_changed = PLANTED.replace("residents", "tenants").replace("service", "garden").replace("needs", "likes")
    assert reuse(("a", PLANTED), ("b", shuffled)).clusters == ()
    assert reuse(("a", PLANTED), ("b", two_changed)).clusters == ()


def test_short_statements_are_left_out() -> None:
    seven = "People are the heart of everything here"
    assert reuse(("a", seven), ("b", seven)) == Reuse(0, 0, ())
    assert reuse(("a", f"{seven} today"), ("b", f"{seven} today")).n_clusters == 1


def test_small_steps_join_no_strangers() -> None:
    """Each differs from the last by one word, and the ends by all: a chain would make one cluster of them."""
    words = PLANTED.split()
    steps = [" ".join([*(f"new{n}" for n in range(done)), *words[done:]]) for done in range(len(words) + 1)]
    found = reuse(*((f"d{n:02}", text) for n, text in enumerate(steps)))
    assert max(cluster.n_documents for cluster in found.clusters) < len(steps)
    assert not any({"d00", f"d{len(words):02}"} <= set(cluster.documents) for cluster in found.clusters)


def test_the_first_is_the_one_with_the_earliest_date() -> None:
    cluster = only(reuse(("a", PLANTED), ("b", PLANTED), ("c", NEAR), a="2022-01-05", b="2021", c="2020-11"))
    assert (cluster.first, cluster.first_date, cluster.n_undated) == (("c",), "2020-11", 0)
    assert cluster.documents == ("c", "b", "a")
    assert first_words(cluster) == "First: c (2020-11)."


def test_ties_and_missing_dates_are_told() -> None:
    cluster = only(
        reuse(("a", PLANTED), ("b", PLANTED), ("c", PLANTED), ("d", PLANTED), a="2021", b="2021-05", d="2022")
    )
    assert (cluster.first, cluster.first_date, cluster.n_undated) == (("a", "b"), "2021 or 2021-05", 1)
    assert cluster.documents == ("a", "b", "d", "c")
    assert first_words(cluster) == (
        "First, and not told apart by date: a, b (2021 or 2021-05). 1 of them has no date, and may be earlier."
    )


def test_without_dates_nobody_is_the_first() -> None:
    cluster = only(reuse(("a", PLANTED), ("b", PLANTED)))
    assert (cluster.first, cluster.n_undated) == ((), 2)
    assert first_words(cluster) == "Which was first is not known: none of them has a date."


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["2021-03-04", "2021-03-05"], ["2021-03-04"]),
        (["2021", "2021-12-31"], ["2021", "2021-12-31"]),
        (["2020-12", "2021"], ["2020-12"]),
        (["2021", "2021-03", "2021-02-09"], ["2021", "2021-02-09"]),
        ([], []),
    ],
)
def test_dates_of_unlike_fineness_are_compared_as_far_as_both_go(dates: list[str], first: list[str]) -> None:
    assert earliest(dates) == first


def test_the_order_of_rows_changes_nothing() -> None:
    invented = random.Random(3)
    vocabulary = [f"word{n}" for n in range(60)]
    pairs = [(f"d{n}", " ".join(invented.choices(vocabulary, k=12))) for n in range(200)]
    pairs += [(f"e{n}", PLANTED if n % 2 else NEAR) for n in range(20)]
    once = reuse(*pairs, e3="2020")
    invented.shuffle(pairs)
    assert reuse(*pairs, e3="2020") == once
    assert once.clusters[0].n_documents == 20
    assert len(once.clusters[0].documents) == MOST_DOCUMENTS


def test_no_statements_make_no_clusters() -> None:
    assert find_reuse(statements(), {}) == Reuse(0, 0, ())
