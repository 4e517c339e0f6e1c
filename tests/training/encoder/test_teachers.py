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
from hedge.training.encoder import teachers as encoder_teachers
from hedge.training.encoder.batches import pad_batch
from hedge.training.encoder.export import export_encoder
from hedge.training.encoder.network import Recipe, Views, fine_tune, make_network, read_pieces, renumbering
from hedge.training.encoder.samples import Sample, plain_samples
from hedge.training.encoder.teachers import LEFT_OUT, Course, Teachers, train_teachers
from hedge.training.folds import EVERYONES, FOLDS

RECIPE = Recipe(epochs={"content": 1, "science": 1, "factuality": 1}, n_pieces=300)
COURSES = (
    Course(recipe=RECIPE, heads=("factuality", "attribution")),
    Course(recipe=replace(RECIPE, seed=3), heads=("cues", "content", "framing", "uncertain", "science")),
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
    texts = ["The tide may turn.", "Boats left.", "It is unclear why.", "They will not.", "Nobody knows.", "So be it."]
    plain = list(plain_samples(texts, tokenizer))
    assert {sample.fold for sample in plain} == set(range(FOLDS))
    return [*samples, *(replace(one, task="science", spans=(np.array([1]),), targets=(0.5,)) for one in plain)]


def test_pieces_are_renumbered_by_name(base: Path, tokenizer: Tokenizer) -> None:
    numbers = renumbering(tokenizer, base)
    size = tokenizer.get_vocab_size()
    assert numbers[tokenizer.token_to_id("unclear")] == size - 1 - tokenizer.token_to_id("unclear")
    assert numbers[tokenizer.token_to_id("[CLS]")] == size - 1 - tokenizer.token_to_id("[CLS]")


@pytest.fixture
def school(base: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path) -> Path:
    """A folder with all teachers."""
    return train_teachers(base, all_samples, tokenizer, work=tmp_path / "school")


def test_no_teacher_is_fitted_on_what_it_teaches(
    base: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted: dict[str, set[int]] = {}
    tasks: set[str] = set()

    def watch(network: object, samples: list[Sample], *args: object, **more: object) -> None:
        fitted[f"teacher-{len(fitted)}"] = {sample.fold for sample in samples}
        tasks.update(sample.task for sample in samples)

    monkeypatch.setattr(encoder_teachers, "fine_tune", watch)
    work = train_teachers(base, all_samples, tokenizer, work=tmp_path / "work")
    assert len(fitted) == len(list(work.glob("*.safetensors"))) == len(COURSES) * 2 * FOLDS
    for left_out, seen in zip(LEFT_OUT, list(fitted.values())[:: len(COURSES)], strict=True):
        assert seen == {EVERYONES, 0, 1, 2} - set(left_out)
    assert "plain" not in tasks


@pytest.mark.parametrize("unseen", [None, 1])
def test_each_text_is_taught_by_the_teachers_of_its_fold(
    school: Path, all_samples: list[Sample], tokenizer: Tokenizer, unseen: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = encoder_teachers._read_teacher
    monkeypatch.setattr(
        encoder_teachers, "_read_teacher", lambda path, *more: read.append(path.stem) or whole(path, *more)
    )
    samples = [sample for sample in all_samples if sample.fold != unseen]
    teachers = Teachers(school, samples, tokenizer, unseen=unseen)
    for sample, group in zip(samples, teachers.groups, strict=True):
        assert group == sample.fold or (sample.fold == EVERYONES and group != unseen)
    wanted = [(0,), (1,), (2,)] if unseen is None else [(0, 1), (1, 2)]
    assert read == [
        f"teacher-{course}-without-{'-'.join(map(str, left_out))}" for left_out in wanted for course in (0, 1)
    ]


def test_each_head_is_taught_by_its_course(
    school: Path, all_samples: list[Sample], tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_teachers, "_ALTERED", 0.0)
    teachers = Teachers(school, all_samples, tokenizer)
    number = next(number for number, group in enumerate(teachers.groups) if group == 1)
    batch = pad_batch([all_samples[number]])
    taught = teachers.teach([number], batch)
    assert taught.task == batch.task
    for course, heads in ((0, ("factuality", "attribution")), (1, ("cues", "content", "science"))):
        network = encoder_teachers._read_teacher(school / f"teacher-{course}-without-1.safetensors", tokenizer, "cpu")
        (alone,) = read_pieces(network, [all_samples[number]])
        for columns in map(columns_of, heads):
            np.testing.assert_allclose(taught.soft[0, :, columns], alone[:, columns], atol=5e-3)


def test_an_altered_batch_has_opinions_only(
    school: Path, all_samples: list[Sample], tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_teachers, "_ALTERED", 1.0)
    ours = [number for number, sample in enumerate(all_samples) if sample.task == "content"][:20]
    batch = pad_batch([all_samples[number] for number in ours])
    first, second = (Teachers(school, all_samples, tokenizer) for _ in range(2))
    altered, again, later = (teacher.teach(ours, batch) for teacher in (first, second, first))
    assert (altered.task, altered.targets) == ("plain", {})
    assert altered.pieces.equal(again.pieces)
    assert not altered.pieces.equal(later.pieces)
    changed = altered.pieces != batch.pieces
    assert 0.05 < changed.sum() / batch.mask.sum() < 0.2
    assert set(altered.pieces.unique().tolist()) <= set(batch.pieces.unique().tolist())
    for mark in (0, 101, 102):
        assert (altered.pieces == mark).equal(batch.pieces == mark)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_an_encoder_of_our_own_teaches_all_heads(
    start: Path, all_samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_teachers, "_ALTERED", 0.0)
    monkeypatch.setattr("hedge.training.encoder.export.base_folder", lambda: start)
    network = make_network(start).eval()
    export_encoder(network, tmp_path / "encoder.onnx")
    samples = [sample for sample in all_samples if sample.fold != 2]
    teachers = Teachers(tmp_path, samples, tokenizer, unseen=2)
    assert set(teachers.groups) == {0, 1}
    for number in (0, len(samples) - 1):
        (wanted,) = read_pieces(network, [samples[number]])
        found = teachers.teach([number], pad_batch([samples[number]])).soft[0].numpy()
        assert np.abs(found - wanted).max() < 0.1 * np.abs(wanted).max()


def test_teaching_resumes(base: Path, all_samples: list[Sample], tokenizer: Tokenizer, school: Path) -> None:
    before = {path: path.read_bytes() for path in school.iterdir()}
    kept, lost = school / "teacher-0-without-1.safetensors", school / "teacher-1-without-2.safetensors"
    written = kept.stat().st_mtime_ns
    lost.unlink()
    train_teachers(base, all_samples, tokenizer, work=school)
    assert {path: path.read_bytes() for path in school.iterdir()} == before
    assert kept.stat().st_mtime_ns == written


def test_a_student_comes_near_its_teacher(start: Path, samples: list[Sample]) -> None:
    soft = [np.tile(np.linspace(-2, 2, N_COLUMNS, dtype=np.float16), (len(one.pieces), 1)) for one in samples]
    plain = [replace(sample, task="plain") for sample in samples]
    network = make_network(start)
    recipe = Recipe(epochs={"plain": 60}, rates=(1e-3, 5e-2), n_pieces=500, average_decay=0.5)
    fine_tune(network, plain, recipe, teacher=Views(soft))
    for wanted, found in zip(soft, read_pieces(network, samples), strict=True):
        numbers = [*range(*columns_of("factuality").indices(N_COLUMNS)), columns_of("science").start]
        np.testing.assert_allclose(found[1:-1, numbers], wanted[1:-1, numbers], atol=0.4)


def test_another_network_is_refused(start: Path, samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"expected the folder of all-mpnet-base-v2, got .*no model"):
        train_teachers(tmp_path, samples, tokenizer, work=tmp_path)
    with pytest.raises(InputError, match=r"expected all-mpnet-base-v2 \(SHA-256 78c0.*got a file of SHA-256"):
        train_teachers(start, samples, tokenizer, work=tmp_path)


def test_missing_teachers_are_one_clear_error(samples: list[Sample], tokenizer: Tokenizer, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"expected a teacher in .*teacher-0-without-0.*encoder-teachers"):
        Teachers(tmp_path, samples, tokenizer)
