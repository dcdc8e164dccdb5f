"""Charts -> PNG. The one place that loads matplotlib; it runs in a process of its own, `python -m bot.drawing`.

It reads a ``Sketch`` as JSON from standard input and writes the picture to standard output: a second of work that no
question waits for, and a hundred megabytes that are gone afterwards.
"""

import gc
import io
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from bot.states import COLOURS, Sketch, State

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image

_DPI = 100
#: Of the space for a cell, in inches, where there are few and where there are many; a picture of a whole screen.
_LARGE, _SMALL = 0.42, 0.15
_WIDEST = 40.0
#: Between the cells and their names, in inches.
_GAP = 0.07
_INK, _SOFT = "#21303a", "#5a6972"
#: A tick, as a line through three points: as a letter it is a formula, and those are off.
_TICK = ((-1.0, -0.15), (-0.3, -0.8), (1.0, 0.8))
#: How each state's sign is drawn, by matplotlib's names or as a line, with its size beside that of a cell.
_MARKERS: Mapping[State, tuple[Any, float]] = {
    State.BLOCKED: ("x", 0.42),
    State.NOT_STARTED: (".", 0.16),
    State.UNDER_WAY: (">", 0.34),
    State.PARTLY: ("D", 0.34),
    State.WAITING: ("o", 0.42),
    State.DONE: (_TICK, 0.44),
    State.NOT_APPLICABLE: ("_", 0.42),
}
#: Signs that are a line around nothing.
_OUTLINED = frozenset({State.WAITING, State.DONE})
_HATCHES: Mapping[State, str] = {
    State.BLOCKED: "xx",
    State.NOT_STARTED: "",
    State.UNDER_WAY: "//",
    State.PARTLY: "..",
    State.WAITING: "oo",
    State.DONE: "",
    State.NOT_APPLICABLE: "--",
}


def picture_of(given: bytes) -> bytes:
    """Return a ``Sketch``, as JSON, as a PNG."""
    import matplotlib as mpl  # noqa: PLC0415 - nobody but the drawing process pays for it

    mpl.use("agg")
    # Names are shown as they stand: a dollar in one is no formula. Hinting them would take a fifth of the time.
    looks: dict[Any, Any] = {
        "font.family": "DejaVu Sans",
        "text.parse_math": False,
        "text.hinting": "none",
        "hatch.linewidth": 0.5,
    }
    mpl.rcParams.update(looks)
    drawn = Sketch(**orjson.loads(given))
    figure = _matrix(drawn) if drawn.counts is None else _trend(drawn)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=_DPI, facecolor="white", pil_kwargs={"compress_level": 2})
    return written.getvalue()


def _matrix(drawn: Sketch) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415

    down, across = max(1, len(drawn.rows)), max(1, len(drawn.columns))
    # Whole pixels, so that the cells are all alike.
    size = round(max(_SMALL, min(_LARGE, 18 / across, 18 / down)) * _DPI) / _DPI
    longest = max((len(each) for each in drawn.rows), default=0)
    label = max(5.5, min(10.0, size * 26))
    left = round(0.35 + longest * label * 0.0092, 2)
    below = round(0.25 + max((len(each) for each in drawn.columns), default=0) * label * 0.0095, 2)
    above, legend = 0.65, 0.6
    width = min(_WIDEST, max(7.6, left + across * size + 0.3))
    height = above + down * size + below + legend
    figure = Figure(figsize=(width, height), dpi=_DPI)
    axes = figure.add_axes((left / width, (below + legend) / height, across * size / width, down * size / height))
    inches = {"size": size, "left": left, "below": below + legend}
    _ground(figure, drawn, label=label, **{name: round(each * _DPI) for name, each in inches.items()})
    _cells(axes, drawn, size)
    axes.set(xlim=(0, across), ylim=(down, 0))
    axes.axis("off")
    figure.text(0.2 / width, 1 - 0.4 / height, drawn.title, fontsize=13, color=_INK, weight="bold", va="center")
    _legend(figure, drawn)
    return figure


def _cells(axes: "Axes", drawn: Sketch, size: float) -> None:
    import numpy as np  # noqa: PLC0415

    # As arrays: of lists every number would be looked at by itself.
    middles = np.array([(column + 0.5, row + 0.5) for row, column, _, _ in drawn.cells]).reshape(-1, 2)
    states = np.array([state for _, _, state, _ in drawn.cells])
    for state in State:
        across, down = middles[states == state].T
        if not len(across):
            continue
        marker, share = _MARKERS[state]
        outlined: dict[str, Any] = {"facecolors": "none", "edgecolors": _INK} if state in _OUTLINED else {}
        sign: dict[str, Any] = {"s": (size * 72 * share) ** 2, "marker": marker, "linewidths": max(0.6, size * 3)}
        axes.scatter(across, down, **sign, **(outlined or {"color": _INK}))
    late = middles[np.array([is_late for *_, is_late in drawn.cells], dtype=bool)]
    if len(late):
        # A frame, and a mark in its corner: a colour alone would not do here either.
        frame: dict[str, Any] = {"s": (size * 72 * 0.86) ** 2, "marker": "s", "linewidths": max(0.8, size * 4.5)}
        axes.scatter(*late.T, facecolors="none", edgecolors="#000000", **frame)
        mark: dict[str, Any] = {"s": (size * 72 * 0.24) ** 2, "marker": "v", "color": "#000000", "linewidths": 0}
        axes.scatter(late[:, 0] + 0.32, late[:, 1] - 0.3, **mark)


def _ground(figure: "Figure", drawn: Sketch, *, size: int, left: int, below: int, label: float) -> None:
    """Put the coloured cells, and the names beside and below them, under everything else, as one image.

    Ten thousand squares one by one, or each name by itself, would take matplotlib a second or more.

    Args:
        figure: to put it into.
        drawn: what is drawn.
        size: of a cell, in pixels; a white line is one of them.
        left: of the cells, from the edge of the figure, in pixels.
        below: the cells, to the edge of the figure, in pixels.
        label: the height of the names, in points.
    """
    import matplotlib as mpl  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415
    from matplotlib.artist import Artist  # noqa: PLC0415
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    width, height = figure.canvas.get_width_height()
    font = ImageFont.truetype(
        f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf", label * _DPI / 72, layout_engine=ImageFont.Layout.BASIC
    )
    ground = Image.new("RGBA", (width, height), "white")
    cells = _pixels(drawn, size)
    top, foot, gap = height - below - cells.height, height - below, round(_GAP * _DPI)
    ground.paste(cells, (left, top))
    written = ImageDraw.Draw(ground)
    for number, name in enumerate(drawn.rows):
        written.text((left - gap, top + (number + 0.5) * size), name, fill=_INK, font=font, anchor="rm")
    line = sum(font.getmetrics())
    for number, name in enumerate(drawn.columns):
        upright = Image.new("L", (max(1, round(font.getlength(name))), line))
        ImageDraw.Draw(upright).text((0, 0), name, fill=255, font=font)
        place = round(left + (number + 0.5) * size - line / 2), foot + gap
        ground.paste(_INK, place, upright.transpose(Image.Transpose.ROTATE_90))
    # Upside down, as the renderer counts from below.
    pixels = np.ascontiguousarray(np.asarray(ground)[::-1])

    class Ground(Artist):
        def draw(self, renderer: Any) -> None:
            renderer.draw_image(renderer.new_gc(), 0, 0, pixels)

    figure.add_artist(Ground()).set_zorder(-1)


def _pixels(drawn: Sketch, size: int) -> "Image":
    """Return the cells as squares of so many pixels, with a white line above and before each."""
    import numpy as np  # noqa: PLC0415
    from matplotlib.colors import to_rgb  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    colours = {state: np.round(np.array(to_rgb(COLOURS[state])) * 255).astype(np.uint8) for state in State}
    cells = np.full((max(1, len(drawn.rows)), max(1, len(drawn.columns)), 3), 255, dtype=np.uint8)
    for row, column, state, _ in drawn.cells:
        cells[row, column] = colours[State(state)]
    pixels = cells.repeat(size, axis=0).repeat(size, axis=1)
    pixels[::size] = pixels[:, ::size] = 255
    return Image.fromarray(pixels)


def _legend(figure: "Figure", drawn: Sketch) -> None:
    """Put what each colour and sign means below; only what is in the picture."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    there = {each for _, _, each, _ in drawn.cells}
    entries: list[Any] = [_sign(state, drawn.names[state]) for state in reversed(State) if state in there]
    if any(is_late for *_, is_late in drawn.cells):
        frame: dict[str, Any] = {
            "marker": "s",
            "markersize": 13,
            "markerfacecolor": "none",
            "markeredgecolor": "#000000",
        }
        entries.append((Line2D([], [], linestyle="none", markeredgewidth=2, **frame), drawn.names["late"]))
    columns = max(1, min(len(entries), int(figure.get_figwidth() // 2.4)))
    handles, labels = zip(*entries, strict=True) if entries else ((), ())
    figure.legend(
        handles, labels, loc="lower left", ncols=columns, frameon=False, fontsize=9, labelcolor=_INK, handletextpad=0.5
    )


def _sign(state: State, name: str) -> Any:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    square: dict[str, Any] = {
        "marker": "s",
        "markersize": 13,
        "markerfacecolor": COLOURS[state],
        "markeredgecolor": "none",
    }
    marker, share = _MARKERS[state]
    sign: dict[str, Any] = {
        "marker": marker,
        "markersize": 18 * share,
        "markeredgecolor": _INK,
        "markerfacecolor": _INK,
    }
    if state in _OUTLINED:
        sign |= {"markerfacecolor": "none", "markeredgewidth": 1.6}
    return (Line2D([], [], linestyle="none", **square), Line2D([], [], linestyle="none", **sign)), name


def _trend(drawn: Sketch) -> "Figure":
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DayLocator, date2num  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=(9, 4.6), dpi=_DPI)
    axes = figure.add_axes((0.08, 0.12, 0.62, 0.74))
    days = [float(date2num(date.fromisoformat(each))) for each in drawn.days]
    counts = drawn.counts or {}
    there = [each for each in reversed(State) if any(counts.get(each, ()))]
    if len(days) == 1:  # one day is a column as wide as a day
        days = [days[0] - 0.5, days[0] + 0.5]
        counts = {state: [*each, *each] for state, each in counts.items()}
    if there:
        areas = axes.stackplot(days, *[counts[each] for each in there], colors=[COLOURS[each] for each in there])
        for state, area in zip(there, areas, strict=True):
            area.set(hatch=_HATCHES[state], edgecolor=_INK, linewidth=0.4, label=drawn.names[state])
    axes.set(xlim=(days[0], days[-1]), ylim=(0, None))
    axes.set_ylabel(drawn.counted, color=_SOFT)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    # Of few days each has its tick: by itself it would mark hours, each with the same day.
    is_short = days[-1] - days[0] <= _FEW_DAYS
    locator = DayLocator() if is_short else AutoDateLocator(minticks=2, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, formats=_FORMATS, zero_formats=_FORMATS, show_offset=False)
    )
    axes.tick_params(colors=_SOFT, labelsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.text(0.02, 0.94, drawn.title, fontsize=13, color=_INK, weight="bold", va="center")
    handles, labels = axes.get_legend_handles_labels()
    # In the order in which they lie upon each other.
    figure.legend(handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(0.72, 0.5), frameon=False, fontsize=9)
    return figure


_FEW_DAYS = 7
#: In figures, which are read in every language: year, month, day, and what is shorter than a day.
_FORMATS = ["%Y", "%Y-%m", "%m-%d", "%m-%d", "%m-%d", "%m-%d"]


def main() -> None:
    gc.disable()  # all that is made is gone with the process
    sys.stdout.buffer.write(picture_of(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
