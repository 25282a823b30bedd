"""What is taken apart, and what stays together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import Block, Document
from tokenwatch.sections import FEWEST_WORDS, MOST, find_sections

PROSE = {
    "bus": "The company asked for our view in February. We wrote a third answer in. Thirty-four homes signed it, and "
    "the timetable that hangs at the stop now is the one that six of us drew up at the kitchen table.",
    "forum": "The letter said that our voices were at the heart of it. Four of us went. The plan was on the wall, "
    "printed, and nobody in the room could change a line of it. We were asked which bench we liked better.",
    "roof": "Works begin on the first Monday in June and take nine weeks. Scaffolding will stand on the north side. "
    "If you work nights, ring the office and we will tell you a week before the noisy days come to your stair.",
}
BUS, FORUM, ROOF = PROSE.values()


def titles(text: str) -> list[str]:
    return [part.title for part in find_sections(Document.from_text(text))]


APART = {
    "posts with a dateline each": (
        f"# The later bus\n\n18 May 2026\n\n{BUS}\n\n# A forum\n\n22 April 2026\n\n{FORUM}\n\n# The roof\n\n"
        f"9 March 2026\n\n{ROOF}",
        ["The later bus", "A forum", "The roof"],
    ),
    "posts under the title of the site": (
        f"# News from the estate\n\nWritten by tenants.\n\n## The later bus\n\nPosted on 18 May 2026 by Rosa Lind\n\n"
        f"{BUS}\n\n## A forum\n\nPosted on 22 April 2026 by Sam Okoro\n\n{FORUM}",
        ["The later bus", "A forum"],
    ),
    "a newsletter with by-lines under its heads": (
        f"## The later bus\nBy Rosa Lind\n\n{BUS}\n\n## A forum\nBy Sam Okoro\n\n{FORUM}",
        ["The later bus", "A forum"],
    ),
    "a bundle of numbered bids": (
        f"# Bids received\n\n## Application 1: Harbour Lane\n\n{BUS}\n\n## Application 2: Mill Road\n\n{ROOF}\n\n"
        f"## Application 3: Quay Street\n\n{FORUM}",
        ["Application 1: Harbour Lane", "Application 2: Mill Road", "Application 3: Quay Street"],
    ),
    "proceedings, told by what each abstract has": (
        f"# Second day\n\n## Who drew the timetable\n\n### Background\n\n{BUS}\n\n### Methods\n\nWe counted.\n\n"
        f"### Results\n\nIt runs.\n\n## A forum without a pen\n\n### Background\n\n{FORUM}\n\n### Methods\n\nWe sat in."
        "\n\n### Results\n\nA bench.",
        ["Who drew the timetable", "A forum without a pen"],
    ),
    "the forms of two groups in one file": (
        f"# Harbour Lane\n\n## Name of organisation\n\nHarbour Lane Tenants\n\n## Amount requested\n\n£4,000\n\n{BUS}"
        f"\n\n# Mill Road\n\n## Name of organisation\n\nMill Road Hall\n\n## Amount requested\n\n£900\n\n{ROOF}",
        ["Harbour Lane", "Mill Road"],
    ),
    "plain text with no mark of a heading": (
        f"The later bus\n\nBy Rosa Lind, 18 May 2026\n\n{BUS}\n\n----\n\n"
        f"A forum\n\nBy Sam Okoro, 22 April 2026\n\n{FORUM}",
        ["The later bus", "A forum"],
    ),
    "one post of three without a date": (
        f"# The later bus\n\n18 May 2026\n\n{BUS}\n\n# A forum\n\n{FORUM}\n\n# The roof\n\n9 March 2026\n\n{ROOF}",
        ["The later bus", "A forum", "The roof"],
    ),
}

TOGETHER = {
    "a strategy with the same headings under every priority": (
        f"# Priority 1: buses\n\n## What we heard\n\n{FORUM}\n\n## What we will do\n\n{BUS}\n\n# Priority 2: roofs\n\n"
        f"## What we heard\n\n{BUS}\n\n## What we will do\n\n{ROOF}"
    ),
    "chapters": f"# Our plan\n\n## Transport\n\n{BUS}\n\n## Forums\n\n{FORUM}\n\n## Repairs\n\n{ROOF}",
    "a report with two case studies": (
        f"# Report\n\n## Transport\n\n{BUS}\n\n## Case study 1\n\n{FORUM}\n\n## Case study 2\n\n{ROOF}\n\n## Next\n\n"
        f"{BUS}"
    ),
    "a strategy with one guest's chapter": (
        f"# Transport\n\n{BUS}\n\n# A tenant writes\n\nBy Rosa Lind\n\n{FORUM}\n\n# Repairs\n\n{ROOF}"
    ),
    "a timeline of a project": (
        "# Timeline\n\n## Start\n\n3 May 2024 saw the first meeting. "
        + FORUM
        + "\n\n## End\n\n1 June 2025 is when the "
        "bus ran. " + BUS
    ),
    "a programme by the day": (
        f"# Monday\n\n10:00 Welcome\n\nSam Okoro, tenant\n\n{BUS}\n\n# Tuesday\n\n10:00 Roofs\n\nRosa Lind\n\n{ROOF}"
    ),
    "a list of teasers": "# The later bus\n\n18 May 2026\n\nRead on\n\n# A forum\n\n22 April 2026\n\nRead on",
    "one post": f"# The later bus\n\n18 May 2026\n\n{BUS}",
    "nothing": "",
}


@pytest.mark.parametrize("case", APART)
def test_works_of_their_own_are_taken_apart(case: str) -> None:
    text, expected = APART[case]
    assert titles(text) == expected


@pytest.mark.parametrize("case", TOGETHER)
def test_one_work_stays_together(case: str) -> None:
    assert titles(TOGETHER[case]) == []


def test_a_part_knows_its_byline_its_place_and_its_number() -> None:
    whole = Document.from_text(APART["posts under the title of the site"][0], source="news.md")
    first, second = find_sections(whole)
    assert second.byline == "Posted on 22 April 2026 by Sam Okoro"
    assert (first.source, second.source) == ("news.md#1", "news.md#2")
    assert first.blocks[0].heading_path == ()
    for part in (first, second):
        assert whole.text[part.start : part.start + len(part.text)] == part.text


def test_articles_that_the_file_marks_need_no_byline() -> None:
    text = f"The later bus\n\n{BUS}\n\nA forum\n\n{FORUM}"
    plain = Document.from_text(text)
    assert find_sections(plain) == ()
    opening = tuple(
        Block(block.kind, block.start, block.end, opens=index % 2 == 0) for index, block in enumerate(plain.blocks)
    )
    marked = Document(text, opening)
    assert [part.title for part in find_sections(marked)] == ["The later bus", "A forum"]


def test_a_part_ends_where_a_higher_heading_begins() -> None:
    text = APART["a bundle of numbered bids"][0] + f"\n\n# What happens next\n\n{ROOF}"
    assert "What happens next" not in find_sections(Document.from_text(text))[-1].text


def test_a_table_of_thousands_is_no_bundle() -> None:
    post = f"# Post\n\n18 May 2026\n\n{'word ' * FEWEST_WORDS}\n\n"
    assert len(find_sections(Document.from_text(post * MOST))) == MOST
    assert find_sections(Document.from_text(post * (MOST + 1))) == ()


@given(st.text(alphabet="#ab \n.3", max_size=200), st.integers(min_value=2, max_value=5))
def test_parts_lie_in_order_inside_the_whole(text: str, times: int) -> None:
    whole = Document.from_text(f"# Post\n\n18 May 2026\n\n{BUS}\n\n{text}\n\n" * times)
    end = 0
    for part in find_sections(whole):
        assert part.start >= end
        end = part.start + len(part.text)
        assert whole.text[part.start : end] == part.text
        assert all(part.text[block.start : block.end].strip() for block in part.blocks)


def test_a_heading_of_marks_alone_is_not_gone_through_from_each_of_them() -> None:
    heading = "# Part\n\n## " + ":" * 300_000 + "x\n\n"
    assert find_sections(Document.from_text(heading * 2)) == ()
