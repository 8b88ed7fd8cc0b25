"""A figure in its sentence and what reading knows there: the noun that the sentence rules judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from vetgraph.extraction.dictionary import Mention, Unit, dictionary
from vetgraph.extraction.observation import LEVEL, Meaning
from vetgraph.extraction.sentences import CLAUSE_END
from vetgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vetgraph.extraction.sentences import Figure, Sentence

ONE = Decimal(1)
# 招生23个专业 counts majors.
_NOUN = re.compile("(?![、和与及以其均共])[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class State:
    """What reading carries from one figure to the next.

    ``home`` is whom the sentence begins with or its paragraph speaks of. ``data_year`` is the
    report's, ``year`` the one that the text names. ``level`` is the last level and ``share`` the
    last share, ``whole_end`` where the level's figure ends in the sentence and ``level_end``
    where the last figure of it or of its parts ends; ``base`` the year that a comparison names;
    ``label`` what the last figure counts, as printed from ``label_start``; ``told`` are the
    levels and shares of the sentence with the ends of their figures. ``latest`` is the latest
    year of the sentence's figures, ``led`` whether the sentence begins with the year that it
    names.
    """

    about: str
    home: str = ""
    data_year: int = 0
    year: int | None = None
    latest: int = 0
    led: bool = True
    base: int | None = None
    level: Meaning | None = None
    share: Meaning | None = None
    level_end: int = -1
    part: tuple[str, ...] = ()
    major: str | None = None
    events: tuple[str, ...] = ()
    whole_end: int = -1
    label: str = ""
    label_start: int = -1
    told: tuple[tuple[int, Meaning], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning, where the bearing passage begins (and ends), and the sign a word gives.

    ``stated`` is False for what is only understood: a figure whose year nobody names. A figure
    said ``aside`` is not what the next one is compared with. ``named`` are the printed words under
    which one that is only understood is kept.
    """

    meaning: Meaning
    start: int
    sign: int = 1
    stated: bool = True
    aside: bool = False
    end: int = 0
    named: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure, its sentence, the state in which it is met, and the classes of known names."""

    figure: Figure
    sentence: Sentence
    state: State
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> Mention | None:
        """The last indicator wording between the figure before and this one."""
        figure = self.figure
        inside = self.sentence.indicators_between(figure.gap_start, figure.start)
        return inside[-1] if inside else None

    @property
    def year(self) -> int:
        """The year that the sentence speaks of."""
        return self.state.year or self.state.data_year

    @property
    def in_percent(self) -> bool:
        """Whether the figure is a percentage."""
        return self.figure.unit is not None and self.figure.unit.code == "percent"

    def passage_start(self, own: Mention | None) -> int:
        """Where the bearing passage begins: the indicator, else the clause of the figure."""
        if own:
            return own.start
        gap = self.figure.gap
        return self.figure.gap_start + len(gap) - len(gap.lstrip(CLAUSE_END + "、（）()"))

    def level(self, indicator: str, unit: Unit, breakdowns: tuple[str, ...] = ()) -> Meaning:
        """An indicator measured here, of the subject that reading has come to."""
        concept = dictionary().schema.concepts["indicator"][indicator]
        state, events = self.state, self.state.events
        extra = (state.major,) if state.major and concept.at_events else ()
        occasion = events[0] if len(events) == 1 and concept.at_events else None
        return Meaning(
            state.about, indicator, concept.kind or LEVEL, unit, 0,
            breakdowns=(*breakdowns, *extra), occasion=occasion,
        )  # fmt: skip

    def fitting(self, mention: Mention) -> tuple[str, Unit] | None:
        """The indicator of a wording with the figure's unit, if it can be measured in it.

        A wording may name another indicator together with the unit: 志愿服务 4710 人次 is not the
        number of volunteers but 志愿服务人次.
        """
        figure, words = self.figure, dictionary()
        concept = words.schema.concepts["indicator"][mention.code]
        if figure.quantity.antecedent is not None:
            return (mention.code, Unit("ratio", ONE)) if concept.unit == "ratio" else None
        if figure.unit is None:
            return None
        if concept.unit in words.alike(figure.unit.code):
            return mention.code, figure.unit
        before = mention.start < figure.start
        of_another = before and _NOUN.match(self.sentence.text, figure.end)
        if figure.unit_text == "个" and concept.unit and counts(concept.unit) and not of_another:
            return mention.code, Unit(concept.unit, figure.unit.factor)
        printed = self.sentence.text[mention.start : mention.end] + figure.unit_text
        code = words.indicators.get(fold(printed))
        return (code, figure.unit) if code else None


def counts(unit: str) -> bool:
    """Whether a unit counts things, which 个 counts as well: 68个教学班."""
    return dictionary().schema.concepts["unit"][unit].counts
