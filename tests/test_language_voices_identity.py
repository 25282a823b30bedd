"""How a text says that somebody has the experience."""

from __future__ import annotations

import pytest

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.identity import compile_identity

_IDENTITY = compile_identity(load_codebook())


@pytest.mark.parametrize(
    "words",
    [
        *("I am autistic, and the lights hurt.", "I’m a wheelchair user.", "I've been homeless twice."),
        *("As a carer I know the forms.", "I live with epilepsy.", "I was diagnosed with bipolar disorder at forty."),
        *("My depression came back.", "We, the tenants, wrote this.", "I have lived with diabetes since I was nine."),
        *("Disabled, dyslexic, carer, mum. I beat the odds.",),
    ],
)
def test_own_words_say_so(words: str) -> None:
    assert _IDENTITY.says_so(words) in words
    assert _IDENTITY.says_so(words)


@pytest.mark.parametrize(
    "words",
    [
        *("I work with autistic people.", "She is autistic.", "I wrote a book about depression.", "I met a carer."),
        *("Diabetes is common here.", "Nine in ten identify as a person with a disability.", ""),
        *("I list services for disabled, dyslexic, carer, mum.", "Disabled, mum, tall, late. I beat the odds."),
    ],
)
def test_a_topic_or_somebody_else_says_nothing_of_the_writer(words: str) -> None:
    assert not _IDENTITY.says_so(words)


@pytest.mark.parametrize(
    "words",
    [
        *("who is autistic", "Ama is blind and sits on the panel.", "who lives with HIV", "(carer)"),
        *("an expert by experience", "carer for her brother", "diagnosed with ADHD at thirty", "with lived experience"),
        *("a cochlear implant user", "(she/her, autistic)", "mother of an autistic son", "son of a former patient"),
        *("whose late husband waited for a year", "a guide dog user"),
    ],
)
def test_billing_says_so(words: str) -> None:
    assert _IDENTITY.billed_so(words)


@pytest.mark.parametrize(
    "words",
    [
        *("professor of disability studies", "a nurse who works with carers", "director, Autism Now", "Hana Malik"),
        *("a researcher on homelessness", "teaches blind children", "chief executive of the Carers' Fund", ""),
        *("works with people living with dementia", "supports adults who are blind", "she is a deaf liaison officer"),
    ],
)
def test_a_name_a_topic_or_a_job_with_such_people_says_nothing(words: str) -> None:
    assert not _IDENTITY.billed_so(words)
