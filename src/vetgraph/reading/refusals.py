"""Documents that cannot be read, each told in one line that says how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetgraph import errors

if TYPE_CHECKING:
    from pathlib import Path


def damaged(path: Path, what: str) -> errors.InputError:
    """The error for a file that is cut off or malformed; ``what`` is its format."""
    return errors.InputError(
        zh=f"文件损坏或不完整，不是可读的 {what}；请重新下载或另存",
        en=f"damaged or cut off, not a readable {what}; get it again or save it anew",
        file=path,
    )


def encrypted(path: Path) -> errors.InputError:
    """The error for a document behind a password."""
    return errors.InputError(
        zh="文件已加密；请去掉密码后另存再读",
        en="the file is encrypted; save it without a password first",
        file=path,
    )


def too_large(path: Path, megabytes: int) -> errors.InputError:
    """The error for a document that holds more than any report, packed or not."""
    return errors.InputError(
        zh=f"内容超过 {megabytes} MB，远大于一份报告，不予读取",
        en=f"holds more than {megabytes} MB, far more than a report, and is not read",
        file=path,
    )


def one_line(path: Path) -> errors.InputError:
    """The error for a text that is far longer than a report and has no line ends."""
    return errors.InputError(
        zh="有一行超过 50 万字，不像报告，不予读取；请分段后再读",
        en="a line of more than 500 000 characters is no report and not read; part it into lines",
        file=path,
    )


def drawings(path: Path) -> errors.InputError:
    """The error for a pdf page that draws more than any table or chart."""
    return errors.InputError(
        zh="有一页画有十几万条线或文字，不像报告，不予读取；请去掉矢量图，或转成图片后识别",
        en="a page draws more than 150 000 lines or characters and is not read;"
        " leave that drawing out, or read images of the pages",
        file=path,
    )


def bomb(path: Path) -> errors.InputError:
    """The error for an archive of too many entries or packed beyond what documents are."""
    return errors.InputError(
        zh="压缩内容异常（条目过多或压缩比过高），出于安全不予读取",
        en="packed in an unusual way (too many entries or too tightly) and not read, for safety",
        file=path,
    )


def too_deep(path: Path) -> errors.InputError:
    """The error for elements nested deeper than any document made by people."""
    return errors.InputError(
        zh="结构嵌套过深，不予读取；请另存为 docx 或 txt",
        en="nested too deep to be read; save it anew as docx or txt",
        file=path,
    )


def too_many_tags(path: Path) -> errors.InputError:
    """The error for a page of far more elements than text."""
    return errors.InputError(
        zh="标签超过 30 万个，不像报告，不予读取；请另存为 docx 或 txt",
        en="more than 300 000 tags are no report and not read; save it anew as docx or txt",
        file=path,
    )


def declares(path: Path) -> errors.InputError:
    """The error for XML with a document type or entities, which Office never writes."""
    return errors.InputError(
        zh="文件含 DOCTYPE 或实体声明，出于安全不予读取；请另存后再读",
        en="holds a DOCTYPE or entity declaration and is not read, for safety; save it anew",
        file=path,
    )


def missing(path: Path, extra: str) -> errors.InputError:
    """The error for a format whose libraries are not installed."""
    command = f'pip install "vetgraph[{extra}]"'
    return errors.InputError(
        zh=f"读取这种文件需要先安装：{command}",
        en=f"to read this kind of file, first run: {command}",
        file=path,
    )
