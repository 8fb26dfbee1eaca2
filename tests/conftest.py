from pathlib import Path

import pandas as pd
import pytest

from components import derive, tables

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def evidence() -> tables.Tables:
    return tables.load(DATA)


@pytest.fixture(scope="session")
def figures(evidence: tables.Tables) -> pd.DataFrame:
    return derive.figures(evidence)
