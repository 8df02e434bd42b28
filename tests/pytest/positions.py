"""Positions of the protocol in a Python string, strictly: one inside a character is an error."""

from lsprotocol import types as t


def units(text, encoding):
    """How long `text` is in the code units of `encoding`."""
    return {
        "utf-8": lambda: len(text.encode("utf-8")),
        "utf-16": lambda: len(text.encode("utf-16-le")) // 2,
        "utf-32": lambda: len(text),
    }[encoding]()


def position(text, offset, encoding):
    """The position of the character at `offset`."""
    start = text.rfind("\n", 0, offset) + 1
    return t.Position(text.count("\n", 0, offset), units(text[start:offset], encoding))


def offset(text, at, encoding):
    """The character at a position, which must be there."""
    lines = text.split("\n")
    assert at.line < len(lines), f"{at} is behind the last line"
    line = lines[at.line].removesuffix("\r")
    columns = [units(line[:end], encoding) for end in range(len(line) + 1)]
    assert at.character in columns, f"{at} is inside a character or behind the end of {line!r}"
    before = sum(len(line) + 1 for line in lines[: at.line])
    return before + columns.index(at.character)


def find(text, words, nth=0):
    """The offset of the nth occurrence (-1: of the last one) of `words`."""
    starts = [at for at in range(len(text) + 1) if text.startswith(words, at)]
    assert starts, f"no {words!r} in the text"
    return starts[nth]


def range_of(text, words, encoding, nth=0):
    """The range of the nth occurrence of `words`."""
    start = find(text, words, nth)
    return range_between(text, start, start + len(words), encoding)


def range_between(text, start, end, encoding):
    return t.Range(position(text, start, encoding), position(text, end, encoding))


def words_in(text, place, encoding):
    """What a range covers."""
    return text[offset(text, place.start, encoding) : offset(text, place.end, encoding)]


def edited(text, edits, encoding):
    """`text` after text edits, all of which speak of the text as it is."""
    for edit in sorted(edits, key=lambda edit: start_of(edit), reverse=True):
        start, end = (offset(text, at, encoding) for at in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


def start_of(edit):
    return edit.range.start.line, edit.range.start.character
