"""The generator of evidence of any size: what it writes stands every check, and is the same each time."""

from components import tables
from tests.benchmarks import synthetic


def contents(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_hundred_claims_stand_every_check_with_the_curated_ones_among_them(tmp_path):
    loaded = tables.load(synthetic.write(tmp_path / "data", 100))
    assert len(loaded.claims) == 100
    curated = tables.load(synthetic.DATA)
    assert set(curated.claims["claim_id"]) < set(loaded.claims["claim_id"])
    assert set(curated.derivations["derivation_id"]) <= set(loaded.derivations["derivation_id"])


def test_everything_grows_with_the_claims(tmp_path):
    few, many = (tables.load(synthetic.write(tmp_path / str(count), count)) for count in (1000, 5000))
    assert (len(few.claims), len(many.claims)) == (1000, 5000)
    for name in ("sources", "subjects", "milestones", "comparisons", "derivations"):
        assert len(getattr(many, name)) > len(getattr(few, name)), name
    added = many.claims[many.claims["claim_id"].str.startswith("synthetic")]
    assert set(added["claim_type"]) == {"observed", "growth", "forecast", "target", "plan"}
    assert set(added["subject_id"]) <= set(many.subjects["subject_id"])
    assert (added["repeats"] != "").sum() == len(added) // 10


def test_the_same_number_gives_the_same_bytes_and_another_seed_others(tmp_path):
    first, again, other = (
        contents(synthetic.write(tmp_path / name, 300, seed)) for name, seed in (("a", 0), ("b", 0), ("c", 1))
    )
    assert first == again
    changed = {str(file) for file in first if first[file] != other[file]}
    assert changed == {"claims/synthetic.csv"}
