from __future__ import annotations

from hedge.parsing import Sentence
from hedge.predicates.clauses import Clauses


def test_form_and_modal(trees: dict[str, Sentence]) -> None:
    clause = Clauses(trees["may have left"])[3]
    assert (clause.form, clause.modal, clause.auxiliaries) == ("may+have+VBN", "may", ("may", "have"))
    assert (clause.negations, clause.subject, clause.governor) == ((), 0, None)


def test_second_conjunct_shares_modal_subject_and_negation(trees: dict[str, Sentence]) -> None:
    clause = Clauses(trees["could eat or sleep"])[4]
    assert clause.shares
    assert (clause.modal, clause.negations, clause.subject, clause.governor) == ("could", ("nsubj-nobody",), 0, None)


def test_open_complement_takes_the_object_as_its_subject(trees: dict[str, Sentence]) -> None:
    clauses = Clauses(trees["asked not to stay"])
    assert (clauses[5].subject, clauses[5].negations, clauses[5].form) == (2, ("not",), "to+VB")
    assert [above.head for above in clauses.governors(5, 4)] == [1]
    assert list(clauses.governors(5, 0)) == []
