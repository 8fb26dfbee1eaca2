"""The cache: the same tables again without a check, and never an error or a stale value, whatever is wrong with it."""

import importlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

from components.tables import Tables, TablesError, cache, fingerprint, load
from components.tables import schema as contract

PROJECT = Path(__file__).parents[1]
FRAMES = importlib.import_module("components.tables.load").TABLES


@pytest.fixture
def data(tmp_path):
    """A copy of the evidence."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    return Path(shutil.copytree(PROJECT / "data", tmp_path / "data", ignore=ignored))


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The directory of a cache that keeps even the smallest data."""
    monkeypatch.setattr(cache, "WORTH", 0)
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def checks(monkeypatch):
    """A list that grows by one with each check of a folder."""
    module = importlib.import_module("components.tables.load")
    check, counted = module.check, []

    def counting(folder, *rest):
        counted.append(folder)
        return check(folder, *rest)

    monkeypatch.setattr(module, "check", counting)
    return counted


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")


def note(data: Path, text: str) -> Path:
    """Change what the evidence says, by a note on its first corridor."""
    edit(data / "corridors.csv", "Trans-Caspian international transport route", text)
    return data


def assert_same(tables: Tables, others: Tables) -> None:
    for name in FRAMES:
        pandas.testing.assert_frame_equal(getattr(tables, name), getattr(others, name))
        assert list(getattr(tables, name).dtypes) == list(getattr(others, name).dtypes)
    for name in ("basemap", "schema", "directory", "files", "version"):
        assert getattr(tables, name) == getattr(others, name)


def test_the_second_start_checks_nothing_and_gives_the_same(data, kept, checks):
    first = load(data)
    again = load(data)
    assert checks == [data]
    assert_same(again, first)
    assert [file.suffix for file in kept.iterdir()] == [".zip"]


def test_empty_tables_keep_their_types(data, kept, checks):
    for name in ("comparisons", "omissions", "derivations", "milestones"):
        header = (data / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (data / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    assert_same(load(data), load(data))
    assert checks == [data]


def test_kept_tables_can_be_worked_on_like_others(data, kept, checks):
    load(data)
    claims = load(data).claims
    assert checks == [data]
    taken = claims[claims["value"] > 1]
    taken.loc[:, "value"] = -1.0
    everything = claims[:]
    everything.loc[:, ["value", "period_end"]] = [-1.0, pandas.Timestamp("2020-01-01")]
    everything.loc[0, "note"] = "changed"
    assert (claims["value"] > 0).all()
    assert claims["period_end"].isna().any()


def test_the_same_evidence_elsewhere_is_known(data, kept, checks, tmp_path):
    load(data)
    elsewhere = Path(shutil.copytree(data, tmp_path / "elsewhere"))
    assert load(elsewhere).directory == elsewhere
    assert checks == [data]


# What changes, is checked again


def test_an_edit_that_leaves_size_and_time_is_noticed(data, kept, checks):
    file = data / "claims/trade.csv"
    before = file.stat()
    row = load(data).claims.query("claim_id == 'trade-xinjiang-2023'").iloc[0]
    assert row["value"] == 20.3
    edit(
        file,
        "trade-xinjiang-2023,trade-xinjiang,trade_turnover,20.3",
        "trade-xinjiang-2023,trade-xinjiang,trade_turnover,30.3",
    )
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    with pytest.raises(TablesError, match=r'column value: "30.3"'):
        load(data)


def test_a_note_is_read_anew(data, kept, checks):
    before = load(data)
    after = load(note(data, "Changed."))
    assert len(checks) == 2
    assert after.version != before.version
    assert after.corridors["description"][0].startswith("Changed.")


def test_a_file_that_cannot_be_read_is_a_fault_again(data, kept):
    load(data)
    (data / "claims/more.csv").mkdir()
    with pytest.raises(TablesError, match=r"claims/more\.csv: Is a directory"):
        load(data)


def test_a_file_in_no_ordinary_place_is_read_each_time(data, kept, checks):
    (data / "claims/deep").mkdir()
    shutil.move(data / "claims/energy.csv", data / "claims/deep/energy.csv")
    edit(data / "datapackage.json", "claims/energy.csv", "claims/deep/energy.csv")
    load(data)
    edit(data / "claims/deep/energy.csv", "Election platform.", "Another note.")
    assert (load(data).claims["note"] == "Another note.").sum() == 1
    assert len(checks) == 2


def test_another_contract_checks_again(data, kept, checks, monkeypatch, tmp_path):
    load(data)
    other = tmp_path / "datapackage.json"
    shutil.copy(contract.CONTRACT, other)
    edit(other, '"up_to"', '"upto"')
    monkeypatch.setattr(contract, "CONTRACT", other)
    with pytest.raises(TablesError, match="up_to"):
        load(data)
    assert len(checks) == 2


def test_another_library_checks_again(data, kept, checks, monkeypatch):
    load(data)
    monkeypatch.setattr(cache, "version", lambda library: "0")
    load(data)
    assert len(checks) == 2


def test_other_code_checks_again(data, kept, checks, monkeypatch, tmp_path):
    load(data)
    package = shutil.copytree(Path(cache.__file__).parent, tmp_path / "code" / "tables")
    monkeypatch.setattr(cache, "__file__", str(package / "cache.py"))
    load(data)
    assert len(checks) == 1
    with (package / "guards/figures.py").open("a", encoding="utf-8") as code:
        code.write("# another line\n")
    load(data)
    assert len(checks) == 2


def test_faulty_data_are_not_kept(data, kept):
    edit(data / "claims/trade.csv", ",exact,", ",roughly,")
    for _ in range(2):
        with pytest.raises(TablesError, match="roughly"):
            load(data)
    assert not kept.exists()


# What goes wrong with the cache


def damaged(content: bytes) -> dict[str, bytes]:
    choices = random.Random(7)
    flips = {f"bit {place}": place for place in (choices.randrange(len(content)) for _ in range(150))}
    tail = {f"tail {place}": len(content) - place for place in range(1, 150)}
    changed = {
        name: content[:place] + bytes([content[place] ^ 1 << choices.randrange(8)]) + content[place + 1 :]
        for name, place in (flips | tail).items()
    }
    cut = {f"cut at {length}": content[:length] for length in (0, 1, 100, len(content) // 2, len(content) - 1)}
    return {**changed, **cut, "no archive": b"x" * 1000, "zeros": bytes(len(content))}


def test_a_damaged_file_is_as_none(data, kept):
    first = load(data)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    for name, content in damaged(whole).items():
        file.write_bytes(content)
        held = cache.read_cache(file)
        assert held is None or held.frames.keys() != FRAMES or held.version == first.version, name
        if held and held.frames.keys() == FRAMES:
            for table, frame in held.frames.items():
                pandas.testing.assert_frame_equal(frame, getattr(first, table), obj=name)
    file.write_bytes(whole[:-1])
    assert_same(load(data), first)
    assert cache.read_cache(file).version == first.version


def test_another_generation_under_the_name_is_refused(data, kept, checks):
    load(data)
    (file,) = kept.iterdir()
    old = file.read_bytes()
    after = load(note(data, "Changed."))
    newer = next(other for other in kept.iterdir() if other != file)
    newer.write_bytes(old)
    assert_same(load(data), after)
    assert len(checks) == 3


def test_a_directory_that_cannot_be_made_is_as_none(data, kept, checks, caplog):
    kept.write_text("a file where the directory should be", encoding="utf-8")
    assert_same(load(data), load(data))
    assert len(checks) == 2
    assert "the next start checks the data anew" in caplog.text


def test_a_machine_without_a_home_keeps_nothing(data, kept, checks, monkeypatch):
    def homeless(name, appauthor):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("ATLAS_CACHE")
    monkeypatch.setattr(cache, "user_cache_path", homeless)
    assert_same(load(data), load(data))
    assert len(checks) == 2


def test_a_folder_in_place_of_the_file_is_as_none(data, kept, checks):
    load(data)
    (file,) = kept.iterdir()
    file.unlink()
    file.mkdir()
    load(data)
    assert len(checks) == 2


def test_a_full_disk_leaves_nothing_half_written(data, kept, checks, monkeypatch):
    def full(frame, file, **options):
        file.write(b"begun")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pandas.DataFrame, "to_feather", full)
    load(data)
    assert list(kept.iterdir()) == []


def test_two_processes_at_once(data, kept):
    code = (
        "import sys; from components.tables import cache, load; cache.WORTH = 0\n"
        "for _ in range(5): print(load(sys.argv[1]).version)"
    )
    command = [sys.executable, "-c", code, str(data)]
    running = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [process.communicate(timeout=120)[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert printed == [[load(data).version] * 5] * 2
    assert len(list(kept.iterdir())) == 1


# Where it is, and how much it keeps


def test_only_the_last_generations_stay(data, kept, checks):
    load(data)
    (first,) = kept.iterdir()
    killed = kept / "tables-killed.part"
    killed.write_bytes(b"begun")
    for file in (first, killed):
        os.utime(file, (0, 0))
    (kept / "someone-elses.zip").write_bytes(b"")
    for number in range(cache.GENERATIONS + 1):
        load(note(data, "Trans-Caspian international transport route" + "!" * number))
        for age, file in enumerate(sorted(kept.glob("tables-*"), key=lambda path: path.stat().st_mtime)):
            os.utime(file, (age, age))
    assert len(list(kept.glob("tables-*"))) == cache.GENERATIONS
    assert not first.exists()
    assert not killed.exists()
    assert (kept / "someone-elses.zip").exists()


def test_a_blank_variable_keeps_nothing(data, kept, checks, monkeypatch):
    monkeypatch.setenv("ATLAS_CACHE", "")
    load(data)
    load(data)
    assert len(checks) == 2
    assert not kept.exists()


def test_small_data_are_not_kept(data, monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path / "kept"))
    load(data)
    assert not (tmp_path / "kept").exists()


def test_it_lies_in_the_user_s_own_directory_for_caches(data, kept, monkeypatch, tmp_path):
    monkeypatch.delenv("ATLAS_CACHE")
    monkeypatch.setattr(cache, "user_cache_path", lambda name, appauthor: tmp_path / "user" / name)
    load(data)
    (file,) = (tmp_path / "user/kazakhstan-trade-transit-atlas").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_the_fingerprint_sees_a_file_put_in_the_place_of_another(data):
    file, other = data / "corridors.csv", data / "other.txt"
    status, before = file.stat(), fingerprint(data)
    shutil.copy(file, other)
    edit(other, "Trans-Caspian international", "Trans-Caspian INTERNATIONAL")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert fingerprint(data) != before
