"""A sealed file opens with its key alone, and only as it was written."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qa_app.backup.rules import DamagedBackup
from qa_app.backup.sealed import PIECE, TAG, Key, SealedReader, SealedWriter

KEY = Key(key="a key for tests alone 0123456789 abc")
PIECES = 3
HEAD = 25 + 1 + 32 + 16


def sealed(content: bytes, key: Key = KEY) -> bytes:
    file = io.BytesIO()
    with SealedWriter(file, key) as writer:
        writer.write(content)
    return file.getvalue()


def opened(file: bytes, key: Key = KEY) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(file), key)).read()


@pytest.fixture(scope="module")
def content() -> bytes:
    return bytes(range(256)) * (PIECE * PIECES // 256) + b"end"


@pytest.fixture(scope="module")
def file(content) -> bytes:
    return sealed(content)


@given(some.binary(max_size=300))
def test_what_is_sealed_is_opened(written):
    assert opened(sealed(written)) == written


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_every_length_comes_back(size):
    assert opened(sealed(b"x" * size)) == b"x" * size


def test_nothing_can_be_read_without_opening(file):
    assert bytes(range(64)) not in file


def test_two_files_of_one_content_have_nothing_in_common():
    assert sealed(b"same")[26:] != sealed(b"same")[26:]


def test_another_key_does_not_fit(file):
    with pytest.raises(DamagedBackup, match="The key does not fit"):
        opened(file, Key(key="another key for tests 0123456789 abc"))


def test_a_passphrase_opens_what_it_sealed_and_no_other_does():
    file = sealed(b"content", Key(passphrase="correct horse"))
    assert opened(file, Key(passphrase="correct horse")) == b"content"
    with pytest.raises(DamagedBackup, match="The key does not fit"):
        opened(file, Key(passphrase="wrong horse"))
    with pytest.raises(DamagedBackup, match="made with a passphrase"):
        opened(file)


@pytest.mark.parametrize("where", [0, 25, 30, 60, HEAD, HEAD + 5, PIECE + 100, -1])
def test_one_flipped_bit_anywhere_is_found(file, where):
    changed = bytearray(file)
    changed[where] ^= 1
    with pytest.raises(DamagedBackup):
        opened(bytes(changed))


@pytest.mark.parametrize("length", [10, HEAD - 1, HEAD, HEAD + 7, HEAD + PIECE + TAG, -1])
def test_a_cut_file_is_found(file, length):
    with pytest.raises(DamagedBackup):
        opened(file[:length])


def test_pieces_in_another_order_are_found(file):
    one = PIECE + TAG
    first, second = file[HEAD : HEAD + one], file[HEAD + one : HEAD + 2 * one]
    with pytest.raises(DamagedBackup, match="Piece 1 was changed"):
        opened(file[:HEAD] + second + first + file[HEAD + 2 * one :])


def test_more_after_the_end_is_found(file):
    with pytest.raises(DamagedBackup):
        opened(file + b"more")


def test_a_short_key_is_refused():
    with pytest.raises(DamagedBackup, match="at least 32"):
        Key(key="short")
