import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.render.island import island


def content(text: str) -> str:
    return re.sub(r"^<script [^>]*>|</script>$", "", text)


@given(st.text())
def test_every_text_comes_back_as_it_was(text):
    assert json.loads(content(island({"name": text}))) == {"name": text}


@given(st.text())
def test_no_text_writes_a_character_that_html_knows(text):
    inside = content(island({text: text}))
    assert inside.isascii()
    assert not set(inside) & set("<>&")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_does_not_know_is_our_mistake(number):
    with pytest.raises(ValueError, match="JSON compliant"):
        island({"grade": number})
