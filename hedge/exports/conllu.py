"""Results as CoNLL-U: the trees, with statements, cues and attributions in the column MISC."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hedge.documents import Span, writable
from hedge.exports.exportable import Exportable
from hedge.parsing import Sentence, Word
from hedge.statements import Statement
from hedge.summaries import number_documents

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def render_conllu(documents: Iterable[Exportable]) -> str:
    """Return documents as CoNLL-U.

    A document begins with ``# newdoc id``. In front of the sentence in which a statement begins stands a comment with
    its speaker and scores. MISC holds, where they apply, ``Statement`` (ids), ``Source`` and ``AttributionCue`` (ids of
    the statements whose source or cue the word is in), ``Cue`` (type of the hedge or booster) and
    ``Scope`` (types of the cues it is in the scope of); always ``start_char`` and ``end_char``, offsets into the text.
    A contraction whose parts do not spell it is a multiword token.

    Parameters
    ----------
    documents : iterable of Document
        Documents without sentences are left out.

    References
    ----------
    https://universaldependencies.org/format.html

    Examples
    --------
    >>> import hedge
    >>> doc = hedge.load("fast")("The talks may resume.", id="a")
    >>> hedge.render_conllu([doc]).splitlines()[0]
    '# newdoc id = a'
    """
    return "".join(line + "\n" for document in number_documents(documents) for line in _lines(document))


def _lines(document: Exportable) -> Iterator[str]:
    marks = _marks(document)
    waiting = list(document.statements)
    for number, sentence in enumerate(document.parse.sentences, 1):
        if number == 1:
            yield f"# newdoc id = {_one_line(document.id) or '-'}"
        yield f"# sent_id = {_one_line(document.id).replace(' ', '_') or 'document'}-{number}"
        tokens = list(_tokens(document.text, sentence))
        yield "# text = " + "".join(form + space for form, space, _ in tokens).rstrip()
        while waiting and waiting[0].spans[0].start < sentence.span.end:
            yield _comment(waiting.pop(0))
        first = 1
        for form, space, words in tokens:
            misc = [] if space else ["SpaceAfter=No"]
            if len(words) > 1:
                span = Span(words[0].start, words[-1].end)
                yield _line(f"{first}-{first + len(words) - 1}", [form, *"_" * 7], [*misc, *_offsets(span)])
                misc = []
            for index, word in enumerate(words, first):
                own = _one_line(word.lemma) or "_" if len(words) > 1 else form
                yield _word(index, own, word, [*misc, *marks.get(word.start, ())] if len(word.span) else misc)
            first += len(words)
        yield ""


def _tokens(text: str, sentence: Sentence) -> Iterator[tuple[str, str, list[Word]]]:
    """Form, space after it, and words of every token: words without a place of their own belong to the one before."""
    groups: list[list[Word]] = []
    for word in sentence.words:
        if groups and not len(word.span):
            groups[-1].append(word)
        else:
            groups.append([word])
    for number, group in enumerate(groups):
        following = groups[number + 1][0].start if number + 1 < len(groups) else None
        touching = following is not None and following <= group[0].end and text[following - 1 : following].strip()
        yield _one_line(group[0].text) or "_", "" if touching else " ", group


def _word(index: int, form: str, word: Word, misc: Sequence[str]) -> str:
    columns = [form, _one_line(word.lemma) or "_", word.upos, word.xpos or "_", word.feats or "_", str(word.head + 1)]
    return _line(str(index), [*columns, word.deprel, "_"], [*misc, *_offsets(word.span)])


def _line(index: str, columns: Sequence[str], misc: Sequence[str]) -> str:
    return "\t".join([index, *columns, "|".join(misc) or "_"])


def _offsets(span: Span) -> tuple[str, str]:
    return f"start_char={span.start}", f"end_char={span.end}"


def _marks(document: Exportable) -> dict[int, list[str]]:
    """What MISC says of the word that begins at an offset."""
    starts = sorted(word.start for sentence in document.parse.sentences for word in sentence.words if len(word.span))
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    noted: set[tuple[str, Span]] = set()

    def note(key: str, value: str, spans: Iterable[Span]) -> None:
        for span in spans:
            for start in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                if value not in found[start][key]:
                    found[start][key].append(value)

    for statement in document.statements:
        note("Statement", str(statement.id), statement.spans)
        note("Source", str(statement.id), statement.source)
        note("AttributionCue", str(statement.id), statement.cue)
        for cue in statement.cues:
            if (cue.type, cue.span) not in noted:
                noted.add((cue.type, cue.span))
                note("Cue", cue.type, [cue.span])
                note("Scope", cue.type, cue.scope)
    return {start: [f"{key}={','.join(values)}" for key, values in own.items()] for start, own in found.items()}


def _comment(statement: Statement) -> str:
    facts = [
        f"label={statement.label}",
        f"certainty={statement.certainty:.4f}",
        f"polarity={statement.polarity}",
        f"kind={statement.kind}",
        f"speaker={statement.speaker.id}",
        f"name={_one_line(statement.speaker.name).replace('|', '/')}",
    ]
    return f"# statement {statement.id} = {'|'.join(facts)}"


def _one_line(value: str) -> str:
    return " ".join(_CONTROL.sub(" ", writable(value)).split())
