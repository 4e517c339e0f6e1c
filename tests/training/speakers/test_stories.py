"""Stories of our own for the training of speakers: whole, well marked, and told apart."""

from __future__ import annotations

from collections import Counter

from hedge.training.speakers.stories import own_stories, read_story


def test_marks_are_read_and_taken_out() -> None:
    story = read_story("one", "Her [lawyer=2], [Bo Tan=2], said [he=2]\nknew.")
    assert story.text == "Her lawyer, Bo Tan, said he\nknew."
    assert [(mention.span.of(story.text), mention.chain) for mention in story.mentions] == [
        ("lawyer", "2"),
        ("Bo Tan", "2"),
        ("he", "2"),
    ]
    assert story.mentions[1].heads == (story.text.index("Bo"), story.text.index("Tan"))


def test_every_story_is_marked_throughout() -> None:
    stories = [*own_stories()]
    assert len(stories) >= 150
    assert len({story.text for story in stories}) == len({story.id for story in stories}) == len(stories)
    for story in stories:
        assert not set("[]=") & set(story.text), story.id
        assert max(Counter(mention.chain for mention in story.mentions).values()) > 2, story.id
