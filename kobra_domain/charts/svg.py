"""A scene as SVG: for PDF, web pages, copying and print. Texts stay texts; nothing is used that
some reader of SVG passes over (clip paths, patterns, style sheets, files from elsewhere).
"""

from collections.abc import Iterator
from html import escape
from xml.sax.saxutils import quoteattr

from kobra_domain.charts.scene import Item, Line, Mark, Path, Rect, Scene, Stroke, Text

FACE = "Noto Sans"


def svg(scene: Scene, *, has_marks: bool = False) -> str:
    """The scene as one SVG document. The same scene gives the same text. `has_marks`: on a page
    without scripts each mark says itself when it is pointed at.
    """
    wide, high = _number(scene.width), _number(scene.height)
    lines = (line for item in scene.items for line in _drawn(item))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" xml:lang={quoteattr(scene.language)} '
        f'font-family="{FACE}, sans-serif">'
    )
    title = f"<title>{_words(scene.title)}</title>"
    told = f"<desc>{_words(scene.description)}</desc>"
    marks = map(_marked, scene.marks) if has_marks else ()
    return "\n".join((head, title, told, *lines, *marks, "</svg>\n"))


def _marked(mark: Mark) -> str:
    place = f'x="{_number(mark.x)}" y="{_number(mark.y)}" ' + (
        f'width="{_number(mark.width)}" height="{_number(mark.height)}"'
    )
    return (
        f'<rect {place} fill="#000000" fill-opacity="0"><title>{_words(mark.words)}</title></rect>'
    )


def _drawn(item: Item) -> Iterator[str]:
    match item:
        case Rect():
            size = f'x="{_number(item.x)}" y="{_number(item.y)}" ' + (
                f'width="{_number(item.width)}" height="{_number(item.height)}"'
            )
            yield f"<rect {size}{_fill(item.fill)}{_stroke(item.stroke)}/>"
        case Line():
            ends = f'x1="{_number(item.x1)}" y1="{_number(item.y1)}" ' + (
                f'x2="{_number(item.x2)}" y2="{_number(item.y2)}"'
            )
            yield f"<line {ends}{_stroke(item.stroke)}/>"
        case Path():
            steps = " ".join(
                " ".join((step[0], *map(_number, step[1:]))).strip() for step in item.steps
            )
            alpha = f' fill-opacity="{item.opacity:g}"' if item.opacity < 1 else ""
            join = ' stroke-linejoin="round"' if item.stroke else ""
            yield f'<path d="{steps}"{_fill(item.fill)}{alpha}{_stroke(item.stroke)}{join}/>'
        case Text():
            weight = f' font-weight="{item.weight}"' if item.weight != 400 else ""
            anchor = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
            yield (
                f'<text x="{_number(item.x)}" y="{_number(item.y)}" '
                f'font-size="{_number(item.size)}"{weight}{anchor} fill="{item.fill}">'
                f"{_words(item.words)}</text>"
            )
        case _:
            yield from _drawn(Rect(item.x, item.y, item.width, item.height, item.fill))
            for line in item.lines:
                yield from _drawn(line)


def _fill(colour: str) -> str:
    return f' fill="{colour}"' if colour else ' fill="none"'


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    dash = f' stroke-dasharray="{" ".join(map(_number, stroke.dash))}"' if stroke.dash else ""
    return f' stroke="{stroke.colour}" stroke-width="{_number(stroke.width)}"{dash}'


def _words(text: str) -> str:
    """Text that XML can hold: what it cannot is no letter."""
    kept = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff")
    return escape(kept, quote=False)


def _number(value: float) -> str:
    """A hundredth of a pixel is enough."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
