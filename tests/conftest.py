import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from components import derive, tables

# How many cases of generated evidence a property is tried on; `make soak` tries more.
EXAMPLES = int(os.environ.get("ATLAS_EXAMPLES", "50"))
# A busy machine is slow, not wrong.
settings.register_profile("atlas", deadline=None, max_examples=EXAMPLES)
settings.load_profile("atlas")

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def evidence() -> tables.Tables:
    return tables.load(DATA)


@pytest.fixture(scope="session")
def figures(evidence: tables.Tables) -> pd.DataFrame:
    return derive.figures(evidence)
