"""The documents that a chart names, where there are few and where there are many."""

from dataclasses import replace

import pandas as pd
import pytest

from components.charts import cited, source_line
from components.tables import Tables


@pytest.fixture
def many(evidence: Tables) -> Tables:
    """Ten documents, January to October 2020, of which each states one claim, in paragraph 1 to 10."""
    first_source, first_claim = evidence.sources.iloc[0], evidence.claims.iloc[0]
    sources = pd.DataFrame([first_source] * 10).assign(
        source_id=[f"document-{number}" for number in range(1, 11)],
        label=[f"Gazette {number}" for number in range(1, 11)],
        event_date=pd.to_datetime([f"2020-{number:02}-01" for number in range(1, 11)]),
    )
    claims = pd.DataFrame([first_claim] * 10).assign(
        claim_id=[f"claim-{number}" for number in range(1, 11)],
        source_id=list(sources["source_id"]),
        paragraph=pd.array(range(1, 11), dtype="Int64"),
    )
    return replace(evidence, sources=sources.iloc[::-1], claims=claims)


def claims(*numbers: int) -> list[str]:
    return [f"claim-{number}" for number in numbers]


def test_documents_are_named_in_order_of_date_with_their_paragraphs(evidence: Tables) -> None:
    # By the CSVs: the turnover with Xinjiang stands in paragraph 2 of December 2024, the task in 3, that of 2021 in 1.
    line = source_line(evidence, ["trade-china-task", "trade-xinjiang-2023", "trade-china-2021"])
    assert line == "Kazinform (September 2022) par. 1; Kazinform (December 2024) par. 2, 3"


def test_a_milestone_and_a_derived_figure_lead_to_their_documents(evidence: Tables) -> None:
    named = {key: cited(evidence, [key])[0] for key in ("bakhty-pledged-2022-10", "derived-trade-xinjiang-2022")}
    assert [(document.source_id, document.paragraphs) for document in named.values()] == [
        ("2022-10-gsv", [2]),
        ("2024-12-kazinform", [2]),
    ]


def test_a_paragraph_is_named_once(many: Tables) -> None:
    assert source_line(many, claims(2, 2, 1)) == "Gazette 1 (January 2020) par. 1; Gazette 2 (February 2020) par. 2"


def test_of_many_documents_the_latest_are_named_and_the_others_counted(many: Tables) -> None:
    line = source_line(many, claims(*range(1, 11)))
    assert line.startswith("Gazette 3 (March 2020) par. 3; Gazette 4 (April 2020) par. 4; ")
    assert line.endswith("; Gazette 10 (October 2020) par. 10; and 2 more documents")
    assert line.count("Gazette") == 8
    assert source_line(many, claims(*range(2, 11))).endswith("; and 1 more document")
    assert source_line(many, claims(*range(3, 11))).endswith("Gazette 10 (October 2020) par. 10")


def test_a_file_names_all_documents(many: Tables) -> None:
    assert source_line(many, claims(*range(1, 11)), most=None).count("Gazette") == 10
    assert len(cited(many, claims(*range(1, 11)))) == 10


def test_what_nobody_stated_has_no_document(evidence: Tables) -> None:
    with pytest.raises(KeyError):
        cited(evidence, ["trade-with-the-moon"])
