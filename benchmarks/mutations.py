"""How many slips of the pen a check finds in the real report, as the page docs/mutations.md.

    python -m benchmarks.mutations > docs/mutations.md

Every figure of the bundled reports that takes part in a relation is changed in every way of
``tests/mutations/mutants.py``, one at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.mutations.mutants import (
    REASONS,
    Tally,
    Trial,
    Verdict,
    by_kind,
    mutants,
    reason,
    tally,
)
from tests.mutations.years import slips
from vetgraph import consistency, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.mutations.years import Slip

_WORDS = {
    "digit": ("一位数字写错", "one digit"),
    "swap": ("相邻两位颠倒", "two neighbouring digits swapped"),
    "tenfold": ("大十倍", "ten times"),
    "hundredfold": ("大百倍", "a hundred times"),
    "tenth": ("小十倍", "a tenth"),
    "hundredth": ("小百倍", "a hundredth"),
    "sign": ("正负号", "sign"),
}
_EXAMPLES = 6
_SUBJECT = "北京市昌平区"
_HEAD = """# 笔误能查出多少 · How many slips are found

真实报告中参与某种关系的每个数值，每次只改一处（一位数字、相邻两位、小数点、正负号），
再按规则核对；年份则在原文里改（前后各一年），全文重读重核，只计为这些数值标明年份的年份。
“查出”指出现新的发现；“指到原处”指新的发现引用了被改的数值。
本页由 `python -m benchmarks.mutations` 生成。

Every figure of the real report that takes part in a relation is changed, one at a time (a digit,
two neighbouring digits, the decimal point, the sign), and the rules are run again. Every printed
year that dates such figures is changed in the text by one, either way, and the text read anew.
*Found* means a new finding; *points there* that a new finding quotes the changed figure. This page
is made by `python -m benchmarks.mutations`.
"""
_EQUATIONS = """
“有等式”一列只计由等式确定的数值（和、差、商、重复出现），
不计只有界限的（部分不大于总数、占比可数）。
The column *in equations* counts only figures that an equation fixes (sum, difference, quotient,
stated twice), not those that are merely bounded (a part is at most its whole, a share can be
counted).
"""
_YEARS = (
    "改了年份后，那一年没有可对照的数值，句子自身也说得通"
    " · in the other year there is no figure to hold it against, and the sentence makes sense"
)
_MISSED = """
## 查不出的及其原因 · What is not found, and why

| 原因 · reason | 数 · number | 例 · examples |
|---|---:|---|"""


def table(verdicts: Sequence[Verdict], years: Sequence[Slip]) -> Iterator[str]:
    """The figures by kind, as lines of a Markdown table."""
    fixed = by_kind([one for one in verdicts if one.in_equation])
    yield (
        "| 笔误 · slip | 处数 · made | 查出 · found | 指到原处 · points there"
        " | 有等式 · in equations |"
    )
    yield "|---|---:|---:|---:|---:|"
    for kind, found in by_kind(verdicts).items():
        yield _row(" · ".join(_WORDS[kind]), found, fixed[kind])
    printed = tally(verdicts)
    yield _row("数值合计 · figures", printed, tally(v for v in verdicts if v.in_equation))
    yield _row("年份差一年 · another year", tally(years))
    yield _row("合计 · all", tally([*verdicts, *years]))


def _row(name: str, found: Tally, fixed: Tally | None = None) -> str:
    shown = f"{found.found}（{found.share:.1f} %）"
    equations = f"{fixed.share:.1f} %" if fixed else "–"
    return f"| {name} | {found.made} | {shown} | {found.pointed} | {equations} |"


def _missed(verdicts: Sequence[Verdict], years: Sequence[Slip]) -> Iterator[str]:
    missed = [one for one in verdicts if not one.found]
    numbers = Counter(map(reason, missed))
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    for one in missed:
        shown[reason(one)].setdefault(one.mutant.old.iri, _example(one))
    for name, words in REASONS.items():
        some = "；".join(list(shown[name].values())[:_EXAMPLES])
        yield f"| {words[0]} · {words[1]} | {numbers[name]} | {some} |"
    lost = [one for one in years if not one.found]
    some = "；".join(f"“{one.said}”（{one.step:+d}）" for one in lost[:_EXAMPLES])
    yield f"| {_YEARS} | {len(lost)} | {some} |"


def _example(one: Verdict) -> str:
    old, new = one.mutant.old, one.mutant.new
    return f"{old.label} {old.text} → {new.text}"


def main() -> None:
    built = [pipeline.build_report(one) for one in pipeline.bundled_reports()]
    stated = consistency.observations(pipeline.in_memory(built))
    trial = Trial([one for one in stated if not one.blank])
    verdicts = [trial.judge(mutant) for one in trial.related for mutant in mutants(one)]
    years = [slip for one in built for slip in slips(one, _SUBJECT)]
    astray = sum(bool(one.astray) for one in verdicts) + sum(bool(one.astray) for one in years)
    print(_HEAD)
    print(*table(verdicts, years), sep="\n")
    print(_EQUATIONS)
    print(
        f"在与被改数值无关的地方出现新发现的：{astray}。Mutants with a finding elsewhere: {astray}."
    )
    print(_MISSED)
    print(*_missed(verdicts, years), sep="\n")


if __name__ == "__main__":
    main()
