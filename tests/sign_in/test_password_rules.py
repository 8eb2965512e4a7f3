import random
import string
from itertools import islice

import pytest

from qa_app.sign_in.common_words import common_words
from qa_app.sign_in.rules.passwords import TOO_EASY, TOO_LONG, TOO_SHORT, faults_in, normalised

NAMES = ["Northshire", "Safeguarding East", "Case-file audit", "Asha Lewis"]


def faults(password):
    return faults_in(password, common_words(), NAMES)


def test_fourteen_characters_are_too_few_and_fifteen_enough():
    assert faults("kR9v2mXq7LpZw4") == [TOO_SHORT]
    assert faults("kR9v2mXq7LpZw4T") == []


def test_a_password_may_be_very_long_but_not_endless():
    varied = "".join(random.Random(1).choices(string.ascii_letters, k=256))

    assert faults(varied) == []
    assert faults(varied + "x") == [TOO_LONG]


def test_length_is_counted_after_the_keyboards_ways_of_composing_are_made_one():
    assert normalised("e\u0301") == normalised("\u00e9")
    assert faults("e\u0301" * 14) == [TOO_SHORT]


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "password12345678",
        "dragon!!!!!!!!!!!!",
        "!!!!!!!dragon!!!!!!!",
        "sunshinefootball",
        "iloveyoudragonmonkey",
        "letmein-letmein-letmein",
        "P@ssw0rdP@ssw0rd",
        "drowssapdrowssap",
        "summer2026summer2026",
        "monkey7monkey8monkey9",
    ],
)
def test_common_words_are_refused_repeated_padded_joined_disguised_and_backwards(password):
    assert faults(password) == [TOO_EASY]


@pytest.mark.parametrize(
    "password",
    [
        "Northshire2026!!",
        "n0rthsh1re-n0rthsh1re",
        "Safeguarding East 2026",
        "case-file audit 1234",
        "AshaLewisNorthshire",
        "erihshtronerihshtron",
    ],
)
def test_names_from_the_council_its_places_the_service_and_the_person_are_refused(password):
    assert faults(password) == [TOO_EASY]


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiopasdfgh",
        "qwerty!QWERTY!qwerty!",
        "1qaz2wsx3edc4rfv5tgb",
        "asdfghjkl;'#1234",
        "1234567890123456",
        "zyxwvutsrqponmlk",
        "aaaaaaaaaaaaaaaB1!",
        "a1a1a1a1a1a1a1a1",
        "xkvqxkvqxkvqxkvq",
        '!"£$%^&*()_+!"£$',
    ],
)
def test_keys_side_by_side_and_repeats_are_refused(password):
    assert faults(password) == [TOO_EASY]


@pytest.mark.parametrize(
    "password",
    ["coffee train fish", "thornbush lantern quarry", "correct horse battery staple"],
)
def test_three_unrelated_words_will_do(password):
    assert faults(password) == []


def test_random_letters_will_do():
    chance = random.Random(2)
    made = ["".join(chance.choices(string.ascii_lowercase, k=16)) for _ in range(200)]

    assert [password for password in made if faults(password)] == []


def test_ten_thousand_commonest_words_are_refused_padded_to_length():
    words = [word for word in islice(common_words(), 10_000) if word.isascii()]
    padded = [(word + "1234567890" * 2)[: max(15, len(word) + 3)] for word in words[::50]]

    assert [password for password in padded if not faults(password)] == []


def test_the_list_holds_more_than_ten_thousand_words():
    assert len(common_words()) > 10_000
