"""Files that hold flow charts: BPMN by what stands in them, else Mermaid, also within Markdown and HTML."""

from dataclasses import dataclass
from pathlib import Path

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.bpmn import MODEL, read_bpmn
from sopdesk.interchange.chart import Chart
from sopdesk.interchange.mermaid import charts_in, is_flow_chart, read_mermaid

LARGEST = 20_000_000
"""The largest file in bytes that is read."""
_SPACE = MODEL.strip("{}").encode()


@dataclass(frozen=True, slots=True)
class ChartFile:
    """The charts of a file and what each is called; `others` counts diagrams of other kinds, which are not read."""

    charts: tuple[Chart, ...]
    titles: tuple[str, ...]
    others: int


def read_charts(file: Path) -> ChartFile:
    """Give the flow charts of a file. Raises Refusal when there is none or it cannot be read."""
    try:
        if file.stat().st_size > LARGEST:
            raise Refusal(f"{file.name} is larger than {LARGEST // 1_000_000} MB; that is not read.")
        content = file.read_bytes()
    except OSError as problem:
        raise Refusal(f"{file.name} could not be read: {problem.strerror}.") from None
    if _SPACE in content[:100_000] or file.suffix.lower() in {".bpmn", ".bpmn2"}:
        chart = read_bpmn(content)
        return ChartFile((chart,), (chart.title or file.stem,), 0)
    return _mermaid(file, content)


def _mermaid(file: Path, content: bytes) -> ChartFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(f"{file.name} is no text in UTF-8, so it is neither a Mermaid flow chart nor BPMN.") from None
    found = charts_in(text)
    flow = [(line, each) for line, each in found if is_flow_chart(each)]
    if not flow:
        raise Refusal(f"{file.name} holds no flow chart: Mermaid begins one with “flowchart” or “graph”; BPMN is XML.")
    charts = tuple(read_mermaid(each, line) for line, each in flow)
    titles = tuple(
        each.title or (f"{file.stem}, line {line + 1}" if len(flow) > 1 else file.stem)
        for each, (line, _) in zip(charts, flow, strict=True)
    )
    return ChartFile(charts, titles, len(found) - len(flow))
