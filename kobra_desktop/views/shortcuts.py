"""The table of shortcuts that exist, for the dialog that lists them and for the window that binds
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`keys` in Qt's portable form; several are separated by a space and do the same, «1…9» are
    nine and Arrows four. The window binds those whose act it knows; the others belong to what has
    the focus.
    """

    act: str
    keys: str
    words: str
    group: str


def shortcuts() -> list[Shortcut]:
    """All of them, in the order in which they are listed."""
    translate = QCoreApplication.translate
    window = translate("Shortcuts", "Everywhere")
    lists = translate("Shortcuts", "Lists")
    the_map = translate("Shortcuts", "Map")
    return [
        Shortcut("palette", "Ctrl+K", translate("Shortcuts", "Search or run"), window),
        Shortcut("help", "F1", translate("Shortcuts", "Help of this page"), window),
        Shortcut("shortcuts", "Ctrl+/ ?", translate("Shortcuts", "Shortcuts"), window),
        Shortcut("back", "Alt+Left", translate("Shortcuts", "Back"), window),
        Shortcut("forward", "Alt+Right", translate("Shortcuts", "Forward"), window),
        Shortcut("sync", "F5", translate("Shortcuts", "Sync now"), window),
        Shortcut("undo", "Ctrl+Z", translate("Shortcuts", "Undo"), window),
        Shortcut("redo", "Ctrl+Shift+Z", translate("Shortcuts", "Redo"), window),
        Shortcut("page", "Ctrl+1…9", translate("Shortcuts", "Go to the page"), window),
        Shortcut("scope", "Ctrl+Shift+S", translate("Shortcuts", "Scope"), window),
        Shortcut("lock", "Ctrl+L", translate("Shortcuts", "Lock the screen"), window),
        Shortcut("filter", "Ctrl+F /", translate("Shortcuts", "Filter this list"), lists),
        Shortcut("new", "Ctrl+N", translate("Shortcuts", "New (of the page)"), lists),
        Shortcut("assign", "Ctrl+Shift+A", translate("Shortcuts", "Assign what is chosen"), lists),
        Shortcut("export", "Ctrl+E", translate("Shortcuts", "Export what is shown"), lists),
        Shortcut("print_rows", "Ctrl+P", translate("Shortcuts", "Print what is shown"), lists),
        Shortcut("copy", "Ctrl+C", translate("Shortcuts", "Copy rows"), lists),
        Shortcut("move", "Up Down", translate("Shortcuts", "Move"), lists),
        Shortcut("choose", "Space", translate("Shortcuts", "Choose"), lists),
        Shortcut("open", "Return", translate("Shortcuts", "Open"), lists),
        Shortcut("close", "Esc", translate("Shortcuts", "Close the panel"), lists),
        Shortcut("wall", "F11", translate("Shortcuts", "Wall"), the_map),
    ]


def map_shortcuts() -> list[Shortcut]:
    """Those that the map page binds itself."""
    translate = QCoreApplication.translate
    the_map, replay = translate("Shortcuts", "Map"), translate("Shortcuts", "Trail")
    return [
        Shortcut("follow", "F", translate("Shortcuts", "Follow"), the_map),
        Shortcut("trail", "R", translate("Shortcuts", "Trail of the day"), the_map),
        Shortcut("fit", "T", translate("Shortcuts", "See all"), the_map),
        Shortcut("zoom_in", "+ =", translate("Shortcuts", "Zoom in"), the_map),
        Shortcut("zoom_out", "-", translate("Shortcuts", "Zoom out"), the_map),
        Shortcut("play", "Space", translate("Shortcuts", "Play or pause"), replay),
        Shortcut("slower", "[", translate("Shortcuts", "Slower"), replay),
        Shortcut("faster", "]", translate("Shortcuts", "Faster"), replay),
        Shortcut("minute_back", "Left", translate("Shortcuts", "One minute back"), replay),
        Shortcut("minute_on", "Right", translate("Shortcuts", "One minute on"), replay),
        Shortcut("stop_back", "Shift+Left", translate("Shortcuts", "To the stop before"), replay),
        Shortcut("stop_on", "Shift+Right", translate("Shortcuts", "To the next stop"), replay),
    ]


def review_shortcuts() -> list[Shortcut]:
    """Those of a visit that is open in full."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Review")
    return [
        Shortcut("approve", "A", translate("Shortcuts", "Approve"), group),
        Shortcut("observe", "O", translate("Shortcuts", "With issues"), group),
        Shortcut("reject", "R", translate("Shortcuts", "Reject"), group),
        Shortcut("edit", "E", translate("Shortcuts", "Edit with reason"), group),
        Shortcut("comment", "C", translate("Shortcuts", "Comment"), group),
        Shortcut("next", "J", translate("Shortcuts", "Next to review"), group),
        Shortcut("before", "K", translate("Shortcuts", "Previous to review"), group),
        Shortcut("print", "Ctrl+P", translate("Shortcuts", "Print to PDF"), group),
    ]


def plan_shortcuts() -> list[Shortcut]:
    """Those of an agent's day in Planear."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Plan")
    return [
        Shortcut("walk", "Up Down", translate("Shortcuts", "Walk the stops, up to the day"), group),
        Shortcut("beside", "Left Right", translate("Shortcuts", "The day beside"), group),
        Shortcut("move", "Alt+Up Alt+Down", translate("Shortcuts", "Earlier, later"), group),
        Shortcut(
            "sidle", "Ctrl+Left Ctrl+Right", translate("Shortcuts", "To the agent beside"), group
        ),
        Shortcut("give", "1…9", translate("Shortcuts", "Give to that agent"), group),
        Shortcut("back", "Del", translate("Shortcuts", "Take back"), group),
        Shortcut("pin", "P", translate("Shortcuts", "Pin"), group),
        Shortcut(
            "open", "Return", translate("Shortcuts", "Open; on its head, the whole day"), group
        ),
    ]


def import_shortcuts() -> list[Shortcut]:
    """Those of Cartera while a file comes in."""
    translate = QCoreApplication.translate
    group = translate("Imports", "Imports")
    return [
        Shortcut("paste", "Ctrl+V", translate("Shortcuts", "Bring in what was copied"), group),
        Shortcut("on", "Ctrl+Return", translate("Shortcuts", "To the next step"), group),
        Shortcut("back", "Ctrl+Backspace", translate("Shortcuts", "To the step before"), group),
    ]


def editor_shortcuts() -> list[Shortcut]:
    """Those of the editor of questionnaires, which its parts bind themselves."""
    translate = QCoreApplication.translate
    editor = translate("Shortcuts", "Editor of questionnaires")
    return [
        Shortcut("insert", "Return", translate("Questionnaires", "Insert a question…"), editor),
        Shortcut("rename", "F2", translate("Shortcuts", "Write the question in place"), editor),
        Shortcut("copy_of", "Ctrl+D", translate("Questionnaires", "Make a copy"), editor),
        Shortcut("group", "Ctrl+G", translate("Questionnaires", "Put into a group"), editor),
        Shortcut("move_question", "Alt+Up Alt+Down", translate("Shortcuts", "Move"), editor),
        Shortcut("delete", "Del", translate("Questionnaires", "Delete"), editor),
        Shortcut("save", "Ctrl+S", translate("Shortcuts", "Save now"), editor),
        Shortcut("problem", "F8", translate("Shortcuts", "Next problem"), editor),
        Shortcut("problem_before", "Shift+F8", translate("Shortcuts", "Problem before"), editor),
        Shortcut("offer", "Ctrl+Space", translate("Shortcuts", "What can stand here"), editor),
        Shortcut("paste_here", "Ctrl+V", translate("Shortcuts", "Paste what was copied"), editor),
    ]


def place_shortcuts() -> list[Shortcut]:
    """Those of the doors that wait for their place, in their list and on their map."""
    translate = QCoreApplication.translate
    group = translate("Portfolio", "Doors to be placed")
    return [
        Shortcut("take", "1…9", translate("Shortcuts", "Take a place that is offered"), group),
        Shortcut("nudge", "Ctrl+Arrows", translate("Shortcuts", "Move the pin"), group),
        Shortcut(
            "nudge_far", "Ctrl+Shift+Arrows", translate("Shortcuts", "Move the pin far"), group
        ),
        Shortcut("put", "P", translate("Places", "Put it here"), group),
        Shortcut("share", "M", translate("Places", "Same door as…"), group),
        Shortcut("split", "D", translate("Places", "Split…"), group),
        Shortcut("give_up", "N", translate("Places", "Not found"), group),
        Shortcut("correct", "E", translate("Places", "Correct…"), group),
        Shortcut("next", "J", translate("Shortcuts", "Next door"), group),
        Shortcut("before", "K", translate("Shortcuts", "Door before"), group),
    ]


def photo_shortcuts() -> list[Shortcut]:
    """Those of a photo that is looked at in full."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Photos")
    return [
        Shortcut("before", "Left", translate("PhotoDialog", "Previous photo"), group),
        Shortcut("next", "Right", translate("PhotoDialog", "Next photo"), group),
        Shortcut("zoom_in", "+", translate("PhotoDialog", "Zoom in"), group),
        Shortcut("zoom_out", "-", translate("PhotoDialog", "Zoom out"), group),
        Shortcut("whole", "0", translate("PhotoDialog", "Whole photo"), group),
    ]


def chart_shortcuts() -> list[Shortcut]:
    """Those of a chart that has the keyboard."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Charts")
    return [
        Shortcut("walk", "Arrows", translate("Shortcuts", "From figure to figure"), group),
        Shortcut("ends", "Home End", translate("Shortcuts", "First and last figure"), group),
        Shortcut("rows", "Return", translate("Shortcuts", "The rows behind it"), group),
        Shortcut("closer", "+ -", translate("Shortcuts", "Look closer, or back"), group),
        Shortcut("all", "0", translate("Shortcuts", "All of it"), group),
    ]


def order_shortcuts() -> list[Shortcut]:
    """Those of lists whose order is one's own: columns of a file, options of a question."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Lists in an order of one's own")
    return [
        Shortcut("up", "Alt+Up", translate("Outgoing", "Up"), group),
        Shortcut("down", "Alt+Down", translate("Outgoing", "Down"), group),
        Shortcut("drop", "Del", translate("Shortcuts", "Take it out"), group),
    ]


def form_shortcuts() -> list[Shortcut]:
    """Those of dialogs that ask for something."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Forms")
    return [
        Shortcut("save_form", "Ctrl+Return", translate("Shortcuts", "Save from any field"), group),
        Shortcut("leave", "Esc", translate("Shortcuts", "Leave it"), group),
    ]


def help_shortcuts() -> list[Shortcut]:
    """Those of the window of the help."""
    translate = QCoreApplication.translate
    group = translate("Shortcuts", "Help")
    return [
        Shortcut("back", "Alt+Left", translate("Shortcuts", "Back"), group),
        Shortcut("forward", "Alt+Right", translate("Shortcuts", "Forward"), group),
        Shortcut("filter", "Ctrl+F", translate("HelpDialog", "Search in the help"), group),
    ]


def listed() -> list[tuple[str, list[Shortcut]]]:
    """Every shortcut that exists, by group: those that are good everywhere first."""
    whole = [
        *(*shortcuts(), *map_shortcuts(), *review_shortcuts(), *plan_shortcuts()),
        *place_shortcuts(),
        *(*photo_shortcuts(), *chart_shortcuts(), *order_shortcuts(), *form_shortcuts()),
        *(*import_shortcuts(), *editor_shortcuts(), *help_shortcuts()),
    ]
    groups: dict[str, list[Shortcut]] = {}
    for one in whole:
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())
