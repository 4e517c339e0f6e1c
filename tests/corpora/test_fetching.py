"""Fetching from a server on this machine: success, wrong hashes, broken transfers, no network, unverified files."""

from __future__ import annotations

import hashlib
import io
import pickle
import socket
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hedge.corpora.archives import unpack_archive
from hedge.corpora.downloading import TransferError
from hedge.corpora.fetching import CorpusHashError, Fetched, SeenHashes, UnverifiedError, default_folder, fetch_corpus
from hedge.corpora.registry import Corpus, RemoteFile, choose_corpora, load_registry
from hedge.errors import HedgeError, InputError, MissingInputError, OptionError


def corpus(server: Any, **options: Any) -> Corpus:
    file = RemoteFile(**{"path": "deep/corpus.bin", "url": server.url, "sha256": server.sha256} | options)
    return Corpus(name="own", title="Own", licence="CC0", citation="Us", homepage="none", files=(file,))


def fetch(server: Any, folder: Path, accept: bool = False, **options: Any) -> Fetched:
    (result,) = fetch_corpus(corpus(server, **options), folder, accept=lambda file: accept, pause=0.0)
    return result


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_fetched_once_and_verified(server: Any, tmp_path: Path) -> None:
    result = fetch(server, tmp_path)
    assert (result.state, result.sha256) == ("fetched", server.sha256)
    assert result.path == tmp_path / "own" / "deep" / "corpus.bin"
    assert result.path.read_bytes() == server.content
    assert left_in(tmp_path) == ["corpus.bin"]
    assert fetch(server, tmp_path).state == "present"
    assert server.asked == [""]


def test_a_wrong_hash_leaves_nothing(server: Any, tmp_path: Path) -> None:
    with pytest.raises(CorpusHashError, match=server.sha256):
        fetch(server, tmp_path, sha256="0" * 64)
    assert left_in(tmp_path) == []
    with pytest.raises(TransferError, match="got more"):
        fetch(server, tmp_path, bytes=1000)
    assert left_in(tmp_path) == []


def test_a_changed_file_is_left_alone(server: Any, tmp_path: Path) -> None:
    path = fetch(server, tmp_path).path
    path.write_text("my own notes")
    with pytest.raises(CorpusHashError, match="move it away"):
        fetch(server, tmp_path)
    assert path.read_text() == "my own notes"


def test_a_broken_transfer_goes_on_where_it_stopped(server: Any, tmp_path: Path) -> None:
    server.breaks = [70_000, 100_000]
    assert fetch(server, tmp_path).path.read_bytes() == server.content
    first, *later = server.asked
    assert first == ""
    assert len(later) == 2
    assert all(each.startswith("bytes=") for each in later)


def test_a_server_without_ranges_begins_again(server: Any, tmp_path: Path) -> None:
    server.breaks, server.ranges = [70_000], False
    assert fetch(server, tmp_path).path.read_bytes() == server.content


def test_what_came_is_kept_for_the_next_run(server: Any, tmp_path: Path) -> None:
    server.breaks = [200_000, 0, 0, 0]
    with pytest.raises(TransferError, match=r"0\.\d\d MB are kept"):
        fetch(server, tmp_path)
    assert left_in(tmp_path) == ["corpus.bin.part"]
    assert fetch(server, tmp_path).path.read_bytes() == server.content
    assert left_in(tmp_path) == ["corpus.bin"]
    assert server.asked[-1].startswith("bytes=")


def test_a_part_of_another_file_costs_one_more_run(server: Any, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "deep"
    folder.mkdir(parents=True)
    (folder / "corpus.bin.part").write_bytes(b"x" * 1000)
    with pytest.raises(CorpusHashError):
        fetch(server, tmp_path)
    assert fetch(server, tmp_path).path.read_bytes() == server.content
    (folder / "corpus.bin").rename(folder / "corpus.bin.part")
    assert fetch(server, tmp_path).path.read_bytes() == server.content


def test_busy_servers_are_asked_again_and_refusals_are_not(server: Any, tmp_path: Path) -> None:
    server.refusals = [503, 429]
    assert fetch(server, tmp_path / "a").state == "fetched"
    server.asked.clear()
    server.refusals = [404]
    with pytest.raises(TransferError, match="404"):
        fetch(server, tmp_path / "b")
    assert server.asked == [""]


def test_without_a_network_the_error_says_so(server: Any, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TransferError, match="check the network"):
        fetch(server, tmp_path, url=f"http://127.0.0.1:{port}/corpus.bin")
    assert left_in(tmp_path) == []


def test_unverified_files_are_asked_for_and_remembered(server: Any, tmp_path: Path) -> None:
    with pytest.raises(UnverifiedError, match="--accept-unverified"):
        fetch(server, tmp_path, sha256=None)
    assert server.asked == []
    first = fetch(server, tmp_path, accept=True, sha256=None)
    assert (first.state, first.sha256) == ("unverified", server.sha256)
    assert SeenHashes(default_folder().parent / "corpora-hashes.json").read() == {server.url: server.sha256}
    assert fetch(server, tmp_path, sha256=None).state == "present"
    first.path.unlink()
    assert fetch(server, tmp_path, sha256=None).state == "fetched"
    first.path.unlink()
    server.content += b"!"
    with pytest.raises(CorpusHashError):
        fetch(server, tmp_path, sha256=None)
    assert left_in(tmp_path) == []


def test_a_part_is_not_gone_on_with_where_nothing_checks_the_whole(server: Any, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "deep"
    folder.mkdir(parents=True)
    (folder / "corpus.bin.part").write_bytes(b"x" * 1000)
    assert fetch(server, tmp_path, accept=True, sha256=None).path.read_bytes() == server.content


def test_files_fetched_by_hand(server: Any, tmp_path: Path) -> None:
    mine = tmp_path / "mine.bin"
    mine.write_bytes(server.content)
    own = corpus(server)
    (result,) = fetch_corpus(own, tmp_path / "to", by_hand=mine)
    assert (result.state, result.path.read_bytes()) == ("fetched", server.content)
    mine.write_bytes(b"other")
    with pytest.raises(CorpusHashError, match="another file"):
        fetch_corpus(own, tmp_path / "more", by_hand=mine)
    with pytest.raises(MissingInputError, match="--from"):
        fetch_corpus(own, tmp_path / "more", by_hand=tmp_path)
    with pytest.raises(UnverifiedError):
        fetch_corpus(corpus(server, sha256=None), tmp_path / "more", by_hand=mine)
    assert server.asked == []
    assert left_in(tmp_path / "more") == []
    two = Corpus(
        **{name: getattr(own, name) for name in ("name", "title", "licence", "citation", "homepage")}, files=()
    )
    with pytest.raises(InputError, match="one file"):
        fetch_corpus(two, tmp_path, by_hand=mine)


def test_folders_that_cannot_be_written(server: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="--to"):
        fetch(server, tmp_path / "file")


def test_errors_survive_pickling() -> None:
    for error in (TransferError("a: b"), UnverifiedError("a"), CorpusHashError("a")):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)


def zipped(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_archives_are_unpacked_beside_themselves(server: Any, tmp_path: Path) -> None:
    server.content = zipped({"texts/a.txt": b"It may rain.", "b.txt": b""})
    result = fetch(server, tmp_path, path="corpus.zip", unpack=True)
    assert (result.path.parent / "corpus" / "texts" / "a.txt").read_bytes() == b"It may rain."
    assert left_in(tmp_path) == ["a.txt", "b.txt", "corpus.zip"]
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        entry = tarfile.TarInfo("c.txt")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"abc"))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    server.content = stream.getvalue()
    fetch(server, tmp_path / "tar", path="corpus.tar.gz", unpack=True)
    assert left_in(tmp_path / "tar") == ["c.txt", "corpus.tar.gz"]


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "c:evil.txt"])
def test_archives_that_reach_outside_are_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "in" / "corpus.zip"
    archive.parent.mkdir()
    archive.write_bytes(zipped({"fine.txt": b"fine", name: b"evil"}))
    with pytest.raises(InputError, match="inside"):
        unpack_archive(archive, archive.parent / "corpus")
    assert left_in(tmp_path) == ["corpus.zip"]


def test_archives_that_are_too_large_or_damaged_are_refused(tmp_path: Path) -> None:
    archive = tmp_path / "corpus.zip"
    archive.write_bytes(zipped({"zeros": bytes(1_000_000)}))
    with pytest.raises(InputError, match="at most 1000 bytes"):
        unpack_archive(archive, tmp_path / "corpus", most_bytes=1000)
    for content in (b"no archive", archive.read_bytes()[:-30], b""):
        archive.write_bytes(content)
        with pytest.raises(InputError, match="intact"):
            unpack_archive(archive, tmp_path / "corpus")
    assert left_in(tmp_path) == ["corpus.zip"]


def test_the_shipped_table() -> None:
    registry = load_registry()
    assert {"bioscope", "conll-2010", "szeged-uncertainty", "factuality", "polnear", "ud-ewt"} <= set(registry)
    for own in registry.values():
        assert own.licence
        assert own.citation
        assert own.homepage.startswith("https://")
        assert len({file.path for file in own.files}) == len(own.files)
        for file in own.files:
            assert file.url.startswith("https://")
            assert own.commit in file.url
            if file.sha256 is not None:
                assert len(bytes.fromhex(file.sha256)) == hashlib.sha256().digest_size
                assert (file.bytes or 0) > 0
    assert registry["factuality"].unverified == 0
    assert [c.name for c in choose_corpora(["polnear", "bioscope", "polnear"], registry)] == ["polnear", "bioscope"]
    with pytest.raises(OptionError, match="hedge corpora list"):
        choose_corpora(["none"], registry)


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '{"schema": "hedge/corpora/1", "corpora": [{"name": "a"}]}',
        '{"schema": "hedge/corpora/1", "corpora": [{"name": "..", "title": "", "licence": "", "citation": "", '
        '"homepage": "", "files": []}]}',
        '{"schema": "hedge/corpora/1", "corpora": [{"name": "a", "title": "", "licence": "", "citation": "", '
        '"homepage": "", "files": [{"path": "/etc/x", "url": "https://a"}]}]}',
        '{"schema": "hedge/corpora/1", "corpora": [{"name": "a", "title": "", "licence": "", "citation": "", '
        '"homepage": "", "files": [{"path": "x", "url": "file:///etc/passwd"}]}]}',
    ],
)
def test_other_tables_are_checked(tmp_path: Path, content: str) -> None:
    path = tmp_path / "table.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(HedgeError, match="expected"):
        load_registry(path)
