"""Whom sources mean, in whole texts."""

from __future__ import annotations

import pytest

from hedge import Pipeline


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our results suggest that the salve may help.", "author"),
        ("“Our analysis shows that the salve helps,” Ann Lee said. “Our data show more.”", "Ann Lee"),
        ("Mia Torres told police that she knew him. Her mother said Mia was brave.", "unnamed Mia Torres's mother"),
        ("Ann Lee said the dam was safe, and it was assumed that the road was closed.", "author"),
        ("The police, the mayor and the union all said the march was peaceful.", "police, unnamed mayor and union"),
        ("The Eastern Observer Mission found that shots had come from both sides.", "Eastern Observer Mission"),
        (
            "Brindle Foods said sales fell. Rival Osterby Group reported no fall. The company said it hopes.",
            "Brindle Foods",
        ),
        ("State TV quoted a border official as saying that talks were off.", "unnamed border official"),
    ],
)
def test_the_last_speaker(nlp: Pipeline, text: str, name: str) -> None:
    assert nlp(text).statements[-1].speaker.name == name
