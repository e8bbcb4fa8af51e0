"""The dots of a layer: where they are, gaps, cuts, clipping; what stands still is made once."""

from __future__ import annotations

from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from rehab_tui.figure import Ink, braille, parse_figure, scene
from rehab_tui.figure.dots import PLANES, Canvas
from rehab_tui.figure.raster import KEPT, stamp
from rehab_tui.figure.shapes import Area, Capsule, Layer, Rule
from rehab_tui.figure.stage import Scene


def dots(layer: Layer, width: int = 10, height: int = 8, scale: float = 1.0) -> list[str]:
    """Paint one layer on a small canvas, y 0 at the bottom; return rows of x and dots."""
    stage = Scene((layer,), (0.0, 0.0, width / scale, height / scale))
    canvas = Canvas(stage, width, height)
    canvas.paint(layer)
    plane = canvas.planes[PLANES[layer.ink]]
    return [
        "".join("x" if plane >> (y * canvas.grid.stride + x) & 1 else "." for x in range(width))
        for y in range(height)
    ]


spot = st.tuples(st.floats(-2, 14), st.floats(-2, 10))


def outside(x: float, y: float, shape: Capsule) -> float:
    """Return how far a point is from the hull of two discs, less than 0 within it."""
    (ax, ay), (bx, by) = shape.a, shape.b

    def gap(t: float) -> float:
        middle = ax + (bx - ax) * t, ay + (by - ay) * t
        return hypot(x - middle[0], y - middle[1]) - (shape.ra + (shape.rb - shape.ra) * t)

    low, high = 0.0, 1.0
    for _ in range(60):  # the gap is convex along the axis
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (a, high) if gap(a) > gap(b) else (low, b)
    return gap(low)


@given(a=spot, b=spot, ra=st.floats(0.6, 4), rb=st.floats(0.6, 4))
@settings(max_examples=40, deadline=None)
def test_a_capsule_is_the_hull_of_its_discs(
    a: tuple[float, float], b: tuple[float, float], ra: float, rb: float
) -> None:
    shape = Capsule(a, b, ra, rb, 0.0)
    for y, row in enumerate(dots(Layer(Ink.BODY, (shape,)), 12, 8)):
        for x, dot in enumerate(row):
            away = outside(x + 0.5, 7.5 - y, shape)
            assert abs(away) < 1e-3 or (dot == "x") == (away < 0)


def test_layers_that_stand_still_are_not_made_again() -> None:
    """Head, trunk, props and floor of a lying figure wait for the leg; the store has an end."""
    figure = parse_figure({"base": "supine", "poses": {"A": {}, "B": {"leg_n": [60, 60, 150]}}})
    stamp.cache_clear()
    layers = len(scene(figure, 0.2).layers)
    for position in (0.2, 0.3, 0.4):
        braille(scene(figure, position), 60, 20)
    made = stamp.cache_info().misses
    assert made == layers + 2  # the leg alone moves
    assert stamp.cache_info().maxsize == KEPT


def test_a_disc_is_round_and_where_it_should_be() -> None:
    disc = Layer(Ink.BODY, (Capsule((5, 4), (5, 4), 3, 3, 0.5),))
    rows = dots(disc)
    assert sum(row.count("x") for row in rows) in range(24, 33)  # pi 9 = 28.3
    assert rows == rows[::-1]
    assert all(row == row[::-1] for row in rows)


def test_a_polygon_is_filled_and_a_cut_erases_it() -> None:
    square = Area(((2, 1), (8, 1), (8, 7), (2, 7)))
    hole = Capsule((5, 4), (5, 4), 1, 1, 0.5, cut=True)
    assert dots(Layer(Ink.BODY, (square,)))[1:7] == ["..xxxxxx.."] * 6
    pierced = dots(Layer(Ink.BODY, (square, hole)))
    assert pierced[3] == pierced[4] == "..xx..xx.."


def test_a_capsule_reaches_from_end_to_end() -> None:
    rows = dots(Layer(Ink.BODY, (Capsule((2, 4), (8, 4), 1, 1, 0.5),)))
    assert rows[2] == rows[5] == ".........."
    assert rows[3] == rows[4] == ".xxxxxxxx."


def test_thin_things_keep_their_least_thickness() -> None:
    thin = Capsule((2, 4), (8, 4), 0.01, 0.01, 1.0)
    assert dots(Layer(Ink.BODY, (thin,)))[3] == ".xxxxxxxx."


def test_a_halo_separates_a_limb_except_at_its_root() -> None:
    trunk = Layer(Ink.BODY, (Area(((0, 0), (10, 0), (10, 8), (0, 8))),))
    arm = Layer(Ink.FAR, (Capsule((1, 4), (8, 4), 0.5, 0.5, 0.5),), halo=1, root=((1.0, 4.0), 2.0))
    canvas = Canvas(Scene((trunk, arm), (0, 0, 10, 8)), 10, 8)
    for layer in (trunk, arm):
        canvas.paint(layer)
    body = [
        "".join(
            "x" if canvas.planes[1] >> (y * canvas.grid.stride + x) & 1 else "." for x in range(10)
        )
        for y in range(8)
    ]
    assert body[0] == body[7] == "x" * 10
    assert body[5][4:8] == "...."  # the gap
    assert body[5][0] == "x"  # grown to the trunk at its root


def test_a_level_line_is_as_wide_as_it_should_be() -> None:
    assert dots(Layer(Ink.BODY, (Rule(4.5, (2, 6)),)))[3] == "..xxxx...."
    assert dots(Layer(Ink.BODY, (Rule(4.5, None, 1, (2, 1)),)))[3] == "xx.xx.xx.x"
    assert "x" not in "".join(dots(Layer(Ink.BODY, (Rule(40, None),))))
    assert "x" not in "".join(dots(Layer(Ink.BODY, (Rule(4, (30, 40)),))))


def test_what_lies_outside_is_cut_off_and_never_wraps_round() -> None:
    for at in ((-3.0, 4.0), (13.0, 4.0), (5.0, -3.0), (5.0, 11.0)):
        rows = dots(Layer(Ink.BODY, (Capsule(at, at, 4, 4, 0.5),)))
        inside = [(x, y) for y, row in enumerate(rows) for x, dot in enumerate(row) if dot == "x"]
        assert inside
        assert all((x + 0.5 - at[0]) ** 2 + (7.5 - y - at[1]) ** 2 < 16.5 for x, y in inside)


def test_dithering_leaves_every_other_dot() -> None:
    square = Area(((0, 0), (10, 0), (10, 8), (0, 8)))
    rows = dots(Layer(Ink.BODY, (square,), dither=True))
    assert set(rows) == {"x.x.x.x.x.", ".x.x.x.x.x"}


def test_details_wait_for_their_scale() -> None:
    eye = Layer(Ink.BODY, (Capsule((5, 4), (5, 4), 2, 2),), scale_from=1.5)
    assert "x" not in "".join(dots(eye))
    assert "x" in "".join(dots(eye, 20, 16, 2.0))
