from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.errors import InputError, MissingInputError
from hedge.training import encoder_teachers
from hedge.training.encoder_network import Recipe, fine_tune, make_network, read_pieces, renumbering
from hedge.training.encoder_samples import OURS, Sample, plain_samples
from hedge.training.encoder_teachers import Course, read_opinions, teach, write_opinions
from hedge.training.folds import FOLDS

RECIPE = Recipe(epochs={"content": 1, "science": 1, "factuality": 1}, n_pieces=300)
COURSES = (
    Course(recipe=RECIPE, seeds=(1, 2), heads=("factuality", "attribution")),
    Course(recipe=RECIPE, seeds=(3,), heads=("cues", "content", "framing", "uncertain", "science")),
)


@pytest.fixture
def base(start: Path, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny network with the pieces numbered the other way round, and with the marks of another family."""
    folder = tmp_path / "base"
    folder.mkdir()
    for file in start.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    described = json.loads(tokenizer.to_str())
    vocabulary = described["model"]["vocab"]
    described["model"]["vocab"] = {name: len(vocabulary) - 1 - number for name, number in vocabulary.items()}
    described["added_tokens"] = [
        {**token, "id": len(vocabulary) - 1 - token["id"]} for token in described["added_tokens"]
    ]
    text = json.dumps(described)
    for name, same in (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[PAD]", "<pad>")):
        text = text.replace(json.dumps(name), json.dumps(same))
    # The names of the marks stay in the vocabulary of that family too, unused.
    described = json.loads(text)
    described["model"]["vocab"] |= {
        "[CLS]": len(vocabulary),
        "[SEP]": len(vocabulary) + 1,
        "[PAD]": len(vocabulary) + 2,
    }
    (folder / "tokenizer.json").write_text(json.dumps(described))
    monkeypatch.setattr(encoder_teachers, "COURSES", COURSES)
    monkeypatch.setattr(
        encoder_teachers, "MPNET", hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    )
    return folder


@pytest.fixture
def all_samples(samples: list[Sample], tokenizer: Tokenizer) -> list[Sample]:
    plain = plain_samples(["The tide may turn.", "Boats left.", "It is unclear why.", "They will not."], tokenizer)
    return [*samples, *plain]


def test_pieces_are_renumbered_by_name(base: Path, tokenizer: Tokenizer) -> None:
    numbers = renumbering(tokenizer, base)
    size = tokenizer.get_vocab_size()
    assert numbers[tokenizer.token_to_id("unclear")] == size - 1 - tokenizer.token_to_id("unclear")
    assert numbers[tokenizer.token_to_id("[CLS]")] == size - 1 - tokenizer.token_to_id("[CLS]")


def test_no_text_is_taught_by_a_teacher_that_was_fitted_on_it(
    base: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted: list[set[int]] = []
    read: list[set[int]] = []

    def watch_fit(network: object, samples: list[Sample], *args: object, **more: object) -> None:
        fitted.append({sample.fold for sample in samples})
        fine_tune(network, samples, *args, **more)  # type: ignore[arg-type]

    def watch_read(network: object, samples: list[Sample], **more: object) -> object:
        read.append({sample.fold for sample in samples})
        return read_pieces(network, samples, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder_teachers, "fine_tune", watch_fit)
    monkeypatch.setattr(encoder_teachers, "read_pieces", watch_read)
    teach(base, all_samples, tokenizer, work=tmp_path / "work")
    assert len(fitted) == len(read) == 3 * FOLDS
    for known, taught in zip(fitted, read, strict=True):
        assert known & taught <= {OURS}


def test_opinions_are_the_means_of_the_teachers_of_the_head(
    base: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path
) -> None:
    path = teach(base, all_samples, tokenizer, work=tmp_path)
    opinions = read_opinions(path, all_samples)
    place = next(number for number, sample in enumerate(all_samples) if sample.fold == 1)
    taught = [sample for sample in all_samples if sample.fold in (1, OURS)]
    own = next(number for number, sample in enumerate(taught) if sample is all_samples[place])
    first, second, third = (read_opinions(tmp_path / f"teacher-1-{seed}.npz", taught)[own] for seed in (1, 2, 3))
    facts, levels = columns_of("factuality"), columns_of("content")
    np.testing.assert_allclose(opinions[place][:, facts], (first[:, facts] + second[:, facts]) / 2, atol=2e-3)
    np.testing.assert_array_equal(opinions[place][:, levels], third[:, levels])
    assert not np.array_equal(first, second)


def test_teaching_resumes(base: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path) -> None:
    path = teach(base, all_samples, tokenizer, work=tmp_path)
    before = path.read_bytes(), (tmp_path / "teacher-0-1.npz").stat().st_mtime_ns
    (tmp_path / "teacher-2-3.npz").unlink()
    teach(base, all_samples, tokenizer, work=tmp_path)
    assert (path.read_bytes(), (tmp_path / "teacher-0-1.npz").stat().st_mtime_ns) == before


def test_a_student_comes_near_its_teacher(start: Path, samples: list[Sample]) -> None:
    soft = [np.tile(np.linspace(-2, 2, N_COLUMNS, dtype=np.float16), (len(one.pieces), 1)) for one in samples]
    plain = [replace(sample, task="plain") for sample in samples]
    network = make_network(start)
    recipe = Recipe(epochs={"plain": 60}, rates=(1e-3, 5e-2), n_pieces=500, average_decay=0.5)
    fine_tune(network, plain, recipe, soft=soft)
    for wanted, found in zip(soft, read_pieces(network, samples), strict=True):
        numbers = [*range(*columns_of("factuality").indices(N_COLUMNS)), columns_of("science").start]
        np.testing.assert_allclose(found[1:-1, numbers], wanted[1:-1, numbers], atol=0.4)


def test_another_network_is_refused(start: Path, samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"expected the folder of all-mpnet-base-v2, got .*no model"):
        teach(tmp_path, samples, tokenizer, work=tmp_path)
    with pytest.raises(InputError, match=r"expected all-mpnet-base-v2 \(SHA-256 78c0.*got a file of SHA-256"):
        teach(start, samples, tokenizer, work=tmp_path)


def test_foreign_opinions_are_refused(samples: list[Sample], tmp_path: Path) -> None:
    path = tmp_path / "opinions.npz"
    with pytest.raises(MissingInputError, match="run hedge train encoder-teachers"):
        read_opinions(path, samples)
    path.write_text("no archive")
    with pytest.raises(InputError, match="expected opinions of teachers"):
        read_opinions(path, samples)
    write_opinions(path, samples, [np.zeros((len(one.pieces), N_COLUMNS), dtype=np.float16) for one in samples])
    assert len(read_opinions(path, samples)) == len(samples)
    with pytest.raises(InputError, match="on others"):
        read_opinions(path, samples[1:])
