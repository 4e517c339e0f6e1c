"""Whom descriptions can mean, in whole invented texts."""

from __future__ import annotations

from hedge.analysis import Pipeline


def test_who_is_named_much_later_by_the_same_description_is_meant(nlp: Pipeline) -> None:
    between = "The show was called off. Tickets will be refunded. It rained. A storm closed the road. It was dark."
    document = nlp(
        f"Ana Ruiz fell ill. Ruiz's husband said she was well. {between} {between} "
        "Ruiz's husband, Bo Tan, said she would sing again."
    )
    assert {s.speaker.name for s in document.statements if s.kind == "indirect"} == {"Bo Tan"}
