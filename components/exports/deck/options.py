"""What is asked of a deck: its length, words of the reader, slides, a pace, a template, and the paper they give."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from components.exports.deck.brief import PaceAsked
from components.exports.deck.layout import OWN, Grid

LENGTHS = {"onepage": "One page", "brief": "Brief", "full": "Full"}


@dataclass(frozen=True)
class Options:
    """Hold what is asked of a deck besides its selection and sections.

    `length` is one of `LENGTHS`; `context` lets slides show what the corridors leave out, marked as related; `audience`
    and `author` stand on the title; `slides` are keys of slides in their order, all of the length for none; `titles`
    are titles of the reader's own by key; `pace` adds a slide of a required pace, `statistics` one of what is held
    against official statistics. `template` is a file of another look (.pptx or .potx), `template_name` its name; none
    is ours.
    """

    length: str = "brief"
    context: bool = False
    audience: str = ""
    author: str = ""
    slides: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    pace: PaceAsked | None = None
    statistics: bool = False
    template: bytes = field(default=b"", repr=False)
    template_name: str = ""

    def grid(self) -> Grid:
        """Return where the template leaves room. Raises ValueError, in words, for a file that is none."""
        if not self.template:
            return OWN
        from components.exports.deck.template import open_template  # imported where needed: it takes half a second

        return open_template(self.template).grid

    def words(self) -> list[tuple[str, list[str]]]:
        """Return what differs from the usual as options of the command, each with its words."""
        said = [
            ("--length", [self.length] if self.length != Options.length else None),
            ("--context", [] if self.context else None),
            ("--for", [self.audience] if self.audience else None),
            ("--by", [self.author] if self.author else None),
            ("--slides", list(self.slides) or None),
            ("--pace", [*map(str, self.pace)] if self.pace else None),
            ("--statistics", [] if self.statistics else None),
            ("--template", [self.template_name] if self.template_name else None),
            ("--title", [f"{key}={title}" for key, title in self.titles] or None),
        ]
        return [(option, words) for option, words in said if words is not None]


class Paper(NamedTuple):
    """Hold what all slides have alike: the day on which they are made, and the grid of their template."""

    day: date
    grid: Grid = OWN
