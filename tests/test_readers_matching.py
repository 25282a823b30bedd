"""Words of a document, found again in the file's own characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.readers.matching import Stream, letters_of

SENTENCE = "In May 2024 six tenants chose the new contractor for the estate."
WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=4, max_size=30)


def _found(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in Stream(text).find(words)]


def _letters(text: str) -> str:
    return letters_of(text)[0]


def test_case_accents_ligatures_and_marks_do_not_count() -> None:
    assert _found("• THE CAFÉ ﬁrst o\xadpened", "the cafe\u0301 first opened") == ["THE CAFÉ ﬁrst o\xadpened"]


def test_a_word_that_is_hyphenated_at_a_line_end_is_one_piece() -> None:
    assert _found("We chose the con-\ntractor for the hall.", "the contractor for the hall") == [
        "the con-\ntractor for the hall"
    ]


def test_a_running_head_between_two_pages_is_left_out() -> None:
    text = "In May 2024 six tenants chose the\nHarbour Trust 17\nnew contractor for the estate."
    assert _found(text, SENTENCE) == ["In May 2024 six tenants chose the", "new contractor for the estate"]


def test_columns_whose_lines_alternate() -> None:
    text = "In May 2024 six tenants  The board met on Tues-\nchose the new contractor days in the old hall\n"
    text += "for the estate."
    assert _found(text, SENTENCE) == ["In May 2024 six tenants", "chose the new contractor", "for the estate"]


def test_a_footnote_mark_inside_a_sentence_and_a_short_rest() -> None:
    assert _found("They chose the contractor3 too.", "They chose the contractor too.") == [
        "They chose the contractor",
        "too",
    ]
    far = "They chose the contractor. " + "Nobody else was asked about it. " * 3 + "too."
    assert _found(far, "They chose the contractor too.") == ["They chose the contractor"]


def test_a_mark_that_the_reader_put_before_is_passed_over() -> None:
    assert _found("Ticked: six tenants chair it.", "xv six tenants chair it.") == ["six tenants chair it"]


def test_a_letter_that_fits_by_chance_is_given_back() -> None:
    text = "Our neighbours were asked about town money\nthe plans for the hall."
    assert _found(text, "Our neighbours were asked about the plans for the hall.") == [
        "Our neighbours were asked about",
        "the plans for the hall",
    ]


def test_equal_sentences_are_found_each_at_its_own_place() -> None:
    stream = Stream(f"{SENTENCE} And then: {SENTENCE}")
    first, second = stream.find(SENTENCE), stream.find(SENTENCE)
    assert first[0][1] <= second[0][0]


def test_what_stands_before_the_last_find_is_found_all_the_same() -> None:
    stream = Stream(f"A note at the foot. {SENTENCE}")
    assert stream.find(SENTENCE)
    assert stream.find("A note at the foot.") == ((0, 18),)


def test_only_the_range_that_is_asked_for_counts() -> None:
    text = f"{SENTENCE}\n{SENTENCE}"
    ((start, _),) = Stream(text).find(SENTENCE, len(SENTENCE))
    assert start == len(SENTENCE) + 1
    assert Stream(text).find(SENTENCE, 5, 40) == ()


def test_half_a_sentence_and_a_few_letters_are_no_find() -> None:
    assert _found("In May 2024 six more.", SENTENCE) == []
    assert _found("with the and for", "We sat with her.") == []
    assert _found("", SENTENCE) == []
    assert _found(SENTENCE, "– · –") == []


@given(WORDS, st.sampled_from(["\n", " ", "-\n", "\xad", "\ufffe", " · "]), st.data())
def test_words_are_found_whatever_stands_between_their_letters(
    words: list[str], noise: str, data: st.DataObject
) -> None:
    sentence = " ".join(words)
    places = data.draw(st.lists(st.integers(0, len(sentence)), max_size=5))
    written = sentence
    for place in sorted(places, reverse=True):
        written = written[:place] + noise + written[place:]
    found = _found(f"0123456789 {written.upper()} 9876543210", sentence)
    assert [_letters(one) for one in found] == [_letters(sentence)]


@given(st.text("abc .-\n", max_size=200), st.text("abc .", max_size=80))
def test_what_is_found_is_made_of_the_words_in_their_order(text: str, words: str) -> None:
    rest = iter(_letters(words))
    for piece in _found(text, words):
        assert all(letter in rest for letter in _letters(piece))


@given(st.text(max_size=200), st.text(max_size=80))
def test_whatever_the_characters_are_pieces_lie_in_the_text(text: str, words: str) -> None:
    for start, end in Stream(text).find(words + text[:50]):
        assert 0 <= start < end <= len(text)


@given(WORDS, st.integers(1, 4), st.text("KLMNOP ", min_size=1, max_size=40))
def test_a_sentence_in_pieces_is_found_in_order(words: list[str], cut: int, between: str) -> None:
    at = len(words) * cut // 5
    head, tail = " ".join(words[:at]), " ".join(words[at:])
    found = _found(f"{head}\n{between}\n{tail}", f"{head} {tail}")
    assert _letters("".join(found)) in _letters(f"{head} {tail}") or not found
