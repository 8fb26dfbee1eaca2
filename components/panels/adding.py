"""How to add a document, in five steps, on an invented example; the tests take the steps as they are written here."""

import hashlib

import streamlit as st

from components.panels.markup import text

DOCUMENT_FILE = "2026-03-example.txt"
DOCUMENT = """An invented port opens its second berth

5 March 2026

The invented port of Example handled 3.2 million tons in 2025, its director said on Thursday.

A second berth is planned by 2028.
"""
SHA256 = hashlib.sha256(DOCUMENT.encode()).hexdigest()
ADDED = {
    "sources.csv": (
        "2026-03-example,An invented port opens its second berth,Invented Gazette,Director of the port,2026-03-05,"
        f"2026-03-05,stated,Printed under the headline.,{DOCUMENT_FILE},{SHA256},5,Invented; only an example."
    ),
    "subjects.csv": "example-port,Port of Example,Example port,port,,sea,,,Invented.",
    "milestones.csv": (
        "example-port-planned-2026,example-port,planned,A second berth is planned.,,,,2028-12-31,2026-03-example,2,"
        "A second berth is planned by 2028,,"
    ),
    "omissions.csv": (
        "example-second-berth,2026-03-example,0,second berth,Stands in the milestone of paragraph 2.\n"
        "example-dateline,2026-03-example,0,5 March 2026,The document’s date; stands in sources.csv."
    ),
}
CLAIMS_FILE = "claims/example.csv"
CLAIMS = (
    "claim_id,subject_id,measure_id,value,value_high,hedge,claim_type,period_start,period_end,base_start,base_end,"
    "perimeter,source_id,paragraph,as_stated,repeats,doubt,note\n"
    "example-port-2025,example-port,cargo_volume,3.2,,exact,observed,2025-01-01,2025-12-31,,,"
    "Cargo handled in the invented port,2026-03-example,1,handled 3.2 million tons in 2025,,,"
)
STEPS = (
    (
        "Copy the evidence and keep the document",
        "Work on a copy of the folder data. Save the document as plain text, as it was published, in one folder with "
        "the other documents: the check of step 5 reads every document that sources.csv names.",
        "cp -r data mydata",
        (f"documents/{DOCUMENT_FILE}", DOCUMENT),
    ),
    (
        "Describe the document",
        "Add a row to sources.csv. sha256 is the checksum of the text file (sha256sum on Linux, shasum -a 256 on a "
        "Mac); body_first_line is the line on which the first paragraph begins, here 5. From there, every line "
        "that is not blank is one paragraph: 1, 2 and so on; all before it is paragraph 0.",
        f"sha256sum documents/{DOCUMENT_FILE}",
        ("mydata/sources.csv", ADDED["sources.csv"]),
    ),
    (
        "Write down its figures",
        "Each number becomes a row of a CSV file in claims; a new file of any name will do, with the same columns. "
        "as_stated is the wording as printed, at most 12 words. What is spoken of must stand in subjects.csv and "
        "what is measured in measures.csv: add a row there if it is new.",
        "",
        (f"mydata/{CLAIMS_FILE}", CLAIMS),
        ("mydata/subjects.csv", ADDED["subjects.csv"]),
    ),
    (
        "Write down its stages, and what you leave out",
        "What is pledged, planned, under way or operating becomes a row of milestones.csv. A number that is no figure, "
        "such as the date of the page, becomes a row of omissions.csv with the reason.",
        "",
        ("mydata/milestones.csv", ADDED["milestones.csv"]),
        ("mydata/omissions.csv", ADDED["omissions.csv"]),
    ),
    (
        "Check it and look at it",
        "The first command names every fault by file, line and column; the second every wording that does not stand in "
        "its paragraph and every number without a row; the third opens the dashboard on your copy.",
        ".venv/bin/python -m components.tables mydata\n"
        "ATLAS_DATA=mydata .venv/bin/python -m components.audit documents\n"
        "ATLAS_DATA=mydata make run",
    ),
)


def adding() -> None:
    """Show how to add a document in five steps."""
    steps = "".join(
        f"<li><strong>{text(name)}.</strong> {text(words)}{_commands(commands)}{''.join(map(_file, files))}</li>"
        for name, words, commands, *files in STEPS
    )
    st.html(f'<ol class="atlas-steps">{steps}</ol>')


def _commands(commands: str) -> str:
    return f'<pre tabindex="0">{text(commands)}</pre>' if commands else ""


def _file(file: tuple[str, str]) -> str:
    name, content = file
    return f'<p class="atlas-file">in {text(name)}</p><pre tabindex="0">{text(content.rstrip())}</pre>'
