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
from vetgraph import consistency, pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = {
    "digit": ("一位数字写错", "one digit"),
    "swap": ("相邻两位颠倒", "two neighbouring digits swapped"),
    "tenfold": ("大十倍", "ten times"),
    "hundredfold": ("大百倍", "a hundred times"),
    "tenth": ("小十倍", "a tenth"),
    "hundredth": ("小百倍", "a hundredth"),
    "sign": ("正负号", "sign"),
    "year": ("年份差一年", "another year"),
}
_EXAMPLES = 6
_HEAD = """# 笔误能查出多少 · How many slips are found

真实报告中参与某种关系的每个数值，每次只改一处（一位数字、相邻两位、小数点、正负号、年份），
再按规则核对。“查出”指出现新的发现；“指到原处”指新的发现引用了被改的数值。
本页由 `python -m benchmarks.mutations` 生成。

Every figure of the real report that takes part in a relation is changed, one at a time (a digit,
two neighbouring digits, the decimal point, the sign, the year), and the rules are run again.
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
_MISSED = """
## 查不出的及其原因 · What is not found, and why

| 原因 · reason | 数 · number | 例 · examples |
|---|---:|---|"""


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The figures by kind, as lines of a Markdown table."""
    fixed = by_kind([one for one in verdicts if one.in_equation])
    yield (
        "| 笔误 · slip | 处数 · made | 查出 · found | 指到原处 · points there"
        " | 有等式 · in equations |"
    )
    yield "|---|---:|---:|---:|---:|"
    for kind, found in by_kind(verdicts).items():
        yield _row(" · ".join(_WORDS[kind]), found, fixed[kind])
    for name, some in (
        ("除年份外合计 · all but the year", [v for v in verdicts if v.mutant.kind != "year"]),
        ("合计 · all", list(verdicts)),
    ):
        yield _row(name, tally(some), tally(v for v in some if v.in_equation))


def _row(name: str, found: Tally, fixed: Tally) -> str:
    shown = f"{found.found}（{found.share:.1f} %）"
    return f"| {name} | {found.made} | {shown} | {found.pointed} | {fixed.share:.1f} % |"


def _missed(verdicts: Sequence[Verdict]) -> Iterator[str]:
    missed = [one for one in verdicts if not one.found]
    numbers = Counter(map(reason, missed))
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    for one in missed:
        shown[reason(one)].setdefault(one.mutant.old.iri, _example(one))
    for name, words in REASONS.items():
        some = "；".join(list(shown[name].values())[:_EXAMPLES])
        yield f"| {words[0]} · {words[1]} | {numbers[name]} | {some} |"


def _example(one: Verdict) -> str:
    old, new = one.mutant.old, one.mutant.new
    if one.mutant.kind == "year":
        return f"{old.label} {old.text}（{old.period} → {new.period}）"
    return f"{old.label} {old.text} → {new.text}"


def main() -> None:
    stated = consistency.observations(
        pipeline.in_memory([pipeline.build_report(one) for one in pipeline.bundled_reports()])
    )
    trial = Trial([one for one in stated if not one.blank])
    verdicts = [trial.judge(mutant) for one in trial.related for mutant in mutants(one)]
    astray = sum(bool(one.astray) for one in verdicts)
    print(_HEAD)
    print(*table(verdicts), sep="\n")
    print(_EQUATIONS)
    print(
        f"在与被改数值无关的地方出现新发现的：{astray}。Mutants with a finding elsewhere: {astray}."
    )
    print(_MISSED)
    print(*_missed(verdicts), sep="\n")


if __name__ == "__main__":
    main()
