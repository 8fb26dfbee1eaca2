"""Signs that nobody sees are no part of a text: controls, and marks that turn the direction of their neighbours."""

import pytest

from components.tables import content_faults

REFUSED = "\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x9f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Signs of writing: line ends, no-break spaces, soft hyphen, joiners of emoji and of Persian, marks for single letters.
KEPT = "\t\n\r\u00a0\u202f\u00ad\u200c\u200d\u200e\u200f\u2060\U0001f468שא"


@pytest.mark.parametrize("sign", REFUSED, ids=ascii)
def test_a_sign_that_nobody_sees_is_refused_by_its_number(sign: str) -> None:
    (fault,) = content_faults("omissions.csv", f"reason\n\nשלום{sign}b".encode(), ["reason"])
    assert (fault.line, fault.value) == (3, f"a hidden character, U+{ord(sign):04X}")
    assert sign not in str(fault)


@pytest.mark.parametrize("sign", KEPT, ids=ascii)
def test_a_sign_of_writing_is_kept(sign: str) -> None:
    assert content_faults("omissions.csv", f"reason\na{sign}b".encode(), ["reason"]) == []
