import re
import string
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.selection import Text, folded, found, matcher, reading, search
from components.tables import Tables


@pytest.mark.parametrize("query", ["Moiynty", "MOIYNTY", "dostyk–moyynty", "Dostyk-Moyynty", "dostyk moyynty"])
def test_spelling_case_and_dashes_do_not_matter(evidence: Tables, query: str) -> None:
    hits = search(evidence, query)
    assert hits.iloc[0][["kind", "identifier"]].tolist() == ["subject", "dostyk-moyynty"]
    assert "dostyk-moyynty-multiple" in found(evidence, query)
    assert list(hits.loc[hits["kind"] == "subject", "identifier"]) == ["dostyk-moyynty"]


def test_accents_fold_away() -> None:
    assert folded("Ürümqi – ÉCOLE") == "urumqi ecole"
    assert matcher("urumqi")(Text(folded("in Ürümqi")))


def test_a_word_is_found_by_its_beginning_only(evidence: Tables) -> None:
    assert set(search(evidence, "ili")["subject_id"]) == {"ili-route"}


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("10", "up to 100 billion", False),
        ("4.5", "about 14.5 and 4.55", False),
        ("4.5", "from 4.5 million", True),
        ("2000", "from 600 to 2,000 by 2029", True),
        ("2,000", "from 600 to 2,000 by 2029", True),
        ("11 000 km", "11000 km", True),
        ("25", "amounted to USD25 billion", True),
        ("$25", "amounted to $25 billion", True),
    ],
)
def test_a_number_is_found_whole(query: str, text: str, matches: bool) -> None:
    assert matcher(query)(Text(folded(text))) is matches


def test_every_mention_is_found_by_its_names_and_says_who_mentions_it(evidence: Tables) -> None:
    said = dict(zip(evidence.sources["source_id"], evidence.sources["event_date"].dt.strftime("%B %Y"), strict=True))
    for row in evidence.mentions.to_dict("records"):
        for name in filter(None, [row["name"], *row["aliases"].split(";")]):
            hits = search(evidence, name)
            hits = hits[(hits["kind"] == "mention") & (hits["identifier"] == row["source_id"])]
            own = hits[hits["title"] == row["name"]].to_dict("records")
            assert len(own) == 1, name
            assert own[0]["detail"].startswith(f"“{row['as_stated']}” (")
            assert own[0]["detail"].endswith(f", {said[row['source_id']]})")
            assert own[0]["subject_id"] == ""


def test_what_is_only_mentioned_is_no_statement(evidence: Tables) -> None:
    assert found(evidence, "citic") == []
    assert list(search(evidence, "citic")["kind"]) == ["mention"]


def test_a_number_in_a_headline_finds_no_other_figure_of_the_document(evidence: Tables) -> None:
    assert "zhanatas-capacity" not in found(evidence, "25")
    assert "zhanatas-capacity" in found(evidence, "xi jinping")


def test_a_figure_is_found_in_digits_though_worded_in_thousands(evidence: Tables) -> None:
    assert "railway-repair-length" in found(evidence, "11,000")


def test_every_word_must_stand_in_the_row(evidence: Tables) -> None:
    assert found(evidence, "xinjiang 62") == ["growth-xinjiang-2023"]
    assert found(evidence, "xinjiang polyethylene") == []


def test_the_subject_comes_before_mere_mentions(evidence: Tables) -> None:
    hits = found(evidence, "xinjiang")
    assert "trade-xinjiang-2023" in hits[:20]
    assert hits.index("trade-xinjiang-2023") < hits.index("trans-caspian-2024-9m")


def test_derived_figures_are_found(evidence: Tables) -> None:
    assert "derived-trade-china-2023-floor" in found(evidence, "no ceiling")


def test_an_id_finds_its_row_and_a_document_id_its_statements(evidence: Tables) -> None:
    assert found(evidence, "khorgos-capacity") == ["khorgos-capacity"]
    rows = found(evidence, "2024-12-kazinform")
    assert "trans-caspian-2030" in rows
    assert "trade-china-2021" not in rows


def test_a_blank_query_keeps_all_rows_and_finds_no_hits(evidence: Tables) -> None:
    assert len(found(evidence, " ")) == sum(map(len, (evidence.claims, evidence.milestones, evidence.derivations)))
    assert search(evidence, " ").empty
    assert search(evidence, "…").empty


def test_hits_name_the_document(evidence: Tables) -> None:
    hits = search(evidence, "20.3").set_index("identifier")
    assert hits.loc["trade-xinjiang-2023", "detail"] == "“to 20.3 billion US dollars” (Kazinform, December 2024)"
    assert hits.loc["trade-xinjiang-2023", "title"] == "Trade with Xinjiang: trade turnover"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Khorgoz", "Khorgos"),
        ("Khorgos’z", "Khorgos"),
        ("Tokayef", "Tokayev"),
        ("Ürümqy", "Ürümqi"),
        ("Huawai", "Huawei"),
        ("Kazakstan", "Kazakhstan"),
        ("Zhumagaryn", "Zhumangarin"),
        ("Chino", "China"),
        ("khorgoz station", "Khorgos station"),
        ("khorgoz, Khorgoz: “STATION”", "Khorgos, Khorgos: STATION"),
    ],
)
def test_a_word_that_no_row_has_is_read_as_the_closest(evidence: Tables, typed: str, shown: str) -> None:
    assert reading(evidence, typed).words == shown
    assert found(evidence, typed) == found(evidence, shown)
    assert len(search(evidence, shown))
    assert search(evidence, typed).equals(search(evidence, shown))


@pytest.mark.parametrize(
    ("typed", "kind", "identifier"),
    [
        ("Horgos", "subject", "altynkol-khorgos"),
        ("Tokaev", "mention", "2025-09-council"),
        ("Urumqi", "mention", "2024-12-kazinform"),
        ("Khorg", "subject", "altynkol-khorgos"),
    ],
)
def test_other_names_and_beginnings_are_read_as_they_are(
    evidence: Tables, typed: str, kind: str, identifier: str
) -> None:
    assert reading(evidence, typed) == (typed, {})
    assert identifier in set(search(evidence, typed).query("kind == @kind")["identifier"])


@pytest.mark.parametrize("typed", ["implies", "12.5", "assumption", "Khorgos", "derived-trade-xinjiang-2022"])
def test_a_search_lists_every_row_that_the_ledger_keeps(evidence: Tables, typed: str) -> None:
    listed = search(evidence, typed)
    rows = listed[listed["kind"].isin(["claim", "derivation", "milestone"])]
    assert sorted(rows["identifier"]) == sorted(found(evidence, typed))


def test_a_computed_value_is_found_as_it_is_shown(evidence: Tables) -> None:
    # 20.3 × 100 / 162 is 12.53, of which the written digits support one decimal; 20.3 / 0.5 is 40.6, “over 40.5”.
    for digits, identifier in (("12.5", "derived-trade-xinjiang-2022"), ("14.43", "derived-trade-xinjiang-2023-9m")):
        assert identifier in found(evidence, digits)
        assert list(search(evidence, digits)["kind"]) == ["derivation"]
    assert "derived-trade-china-2023-floor" in found(evidence, "40.5")


def test_what_only_a_derived_figure_says_is_found(evidence: Tables) -> None:
    (hit,) = search(evidence, "stated growth implies 2022").to_dict("records")
    assert (hit["kind"], hit["identifier"]) == ("derivation", "derived-trade-xinjiang-2022")
    assert hit["title"] == "Trade with Xinjiang: trade turnover"
    assert hit["detail"] == "Trade with Xinjiang in 2022, which the stated growth implies."


def test_another_name_of_a_speaker_finds_what_he_states(evidence: Tables) -> None:
    assert "dostyk-moyynty-pledged-2022-10" in found(evidence, "Tokayev")
    assert set(found(evidence, "Tokaev")) == set(found(evidence, "Tokayev"))


def test_of_words_that_are_equally_close_each_is_shown(evidence: Tables) -> None:
    read = reading(evidence, "Tokajev")
    assert read == ("Tokaev or Tokayev", {"Tokajev": ("Tokaev", "Tokayev")})
    assert set(found(evidence, "Tokajev")) == set(found(evidence, "Tokayev"))


@pytest.mark.parametrize("words", ["zebra", "zeppelin", "wine", "wheat", "coal", "qwertyuiop", "Xyz", "Khorgoz zebra"])
def test_a_word_that_is_close_to_none_finds_nothing(evidence: Tables, words: str) -> None:
    assert reading(evidence, words) == (words, {})
    assert search(evidence, words).empty


@pytest.mark.parametrize(
    "words", ["123457", "ep12345x", "Khorgo5", "derived-trade-xinjiang-doubled", "2024-12-kazinform", "…"]
)
def test_numbers_and_ids_are_never_read_as_others(evidence: Tables, words: str) -> None:
    grown = replace(evidence, mentions=evidence.mentions.assign(aliases="123456;EP12345;Derived trade Xinjiang double"))
    assert reading(grown, words) == (words, {})


@given(data=st.data())
def test_a_word_with_one_letter_amiss_finds_what_the_word_finds(evidence: Tables, data: st.DataObject) -> None:
    names = " ".join([*evidence.subjects["name"], *evidence.subjects["aliases"], *evidence.mentions["name"]])
    word = data.draw(st.sampled_from(sorted(set(re.findall(r"[^\W\d_]{6,}", names)))), "word")
    at = data.draw(st.integers(0, len(word) - 1), "at")
    middle = data.draw(st.sampled_from(["", word[at : at + 2][::-1], *string.ascii_lowercase]), "instead")
    typed = word[:at] + middle + word[at + max(len(middle), 1) :]
    assume(folded(typed) != folded(word))
    if instead := reading(evidence, typed).instead:
        assert folded(word) in map(folded, instead[typed])
        assert set(search(evidence, word)["identifier"]) <= set(search(evidence, typed)["identifier"])
    else:
        assert found(evidence, typed) or len(search(evidence, typed)), "another word of the evidence begins so"
