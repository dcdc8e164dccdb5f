"""What the parser of organisers' files promises: text with its places, or every problem with its form."""

from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parsing import MAX_DEPTH, parse
from knowledge.problems import ProblemKind

FILE = "entries/venue.yaml"
#: Whole words of YAML, which letters by chance rarely make.
MORSELS = st.sampled_from([
    "a: ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", "? ", ": ", "#", "|\n", ">-\n", "'", '"', "---\n", "...\n",
    "&a ", "*a", "!x ", "!!int ", "%YAML 1.1\n", "\t", "\r\n", "\ufeff", "\u2028", "\x00", "é", "null", "~", "<<: ",
])  # fmt: skip


def parsed(text):
    """Return the plain value of a text without problems."""
    root, problems = parse(text if isinstance(text, bytes) else text.encode(), FILE)
    assert problems == []
    return root.plain()


def spoiled(text):
    """Return whether there is a root, and the problems as place, kind and what was found."""
    root, problems = parse(text if isinstance(text, bytes) else dedent(text).encode(), FILE)
    assert {each.file for each in problems} == {FILE}
    return root is not None, [(each.line, each.column, str(each.kind), each.found) for each in problems]


def the_place_of(word, text):
    """Return line and column of the node of a list's item."""
    root, _ = parse(text.encode(), FILE)
    return next((each.line, each.column) for each in root.value if each.value == word)


# What is taken


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(each, id=each)
        for each in (
            "yes",
            "off",
            "True",
            "12:30",
            "1:30:00",
            "010",
            "0x1F",
            "1_000",
            "1e3",
            ".inf",
            "2012-11-08",
            "3.0",
        )
    ],
)
def test_plain_scalar_stays_the_text_it_is(written):
    assert parsed(f"value: {written}") == {"value": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_plain_null_is_nothing(written):
    assert parsed(f"value: {written}") == {"value": None}


@pytest.mark.parametrize("written", ['""', "'~'", '"null"', "'NULL'"])
def test_quoted_null_is_text(written):
    assert parsed(f"value: {written}") == {"value": written[1:-1]}


def test_names_of_fields_stay_text():
    assert parsed("no: {1: one, 12:30: half past}") == {"no": {"1": "one", "12:30": "half past"}}


@pytest.mark.parametrize("text", ["", "\n", "# a remark\n", "---\n", "\ufeff"])
def test_empty_document_is_a_root_without_value(text):
    assert parsed(text) is None


def test_byte_order_mark_is_passed_over():
    assert parsed("\ufeffid: venue") == {"id": "venue"}


def test_windows_line_ends_are_line_ends():
    assert parsed("id: venue\r\ntext: |\r\n  one\r\n  two\r\n") == {"id": "venue", "text": "one\ntwo\n"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Macintosh"])
def test_places_count_lines_as_an_editor_does(end):
    assert the_place_of("here", f"- one{end}- |{end}  a{end}  b{end}-   here{end}") == (5, 5)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_separators_that_editors_do_not_count_are_not_counted(separator):
    assert the_place_of("here", f"- one{separator}  two\n- here\n") == (2, 3)


def test_places_count_letters_not_bytes():
    assert the_place_of("here", "[été 😀, here]") == (1, 9)


def test_place_is_after_the_byte_order_mark():
    assert the_place_of("here", "\ufeff- here") == (1, 3)


# What is refused, by name and place


def test_alias_is_refused_by_name():
    assert spoiled("a: &words [x]\nb: *words\n") == (True, [(2, 4, "alias", "*words")])


def test_alias_as_a_field_name_is_reported_once():
    assert spoiled("a: &name x\n*name : y\n") == (True, [(2, 1, "alias", "*name")])


def test_merged_fields_are_an_alias():
    assert spoiled("a: &base {x: y}\nb:\n  <<: *base\n") == (True, [(3, 7, "alias", "*base")])


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("!secret x", "!secret"),
        ("!!int 3", "!!int"),
        ("!!python/object/apply:os.system [ls]", "!!python/object/apply:os.system"),
        ("!<tag:example.org,2013:x> {}", "tag:example.org,2013:x"),
    ],
)
def test_tag_is_refused_by_name(written, found):
    assert spoiled(f"value: {written}") == (True, [(1, 8, "tag", found)])


def test_duplicate_key_is_refused_and_says_where_the_first_is():
    root, [problem] = parse(b"id: one\ntitle: x\nid: two\n", FILE)
    assert (problem.kind, problem.place, problem.found) == (ProblemKind.DUPLICATE_KEY, f"{FILE}:3:1", "id")
    assert problem.other == f"{FILE}:1:1"
    assert root.plain() == {"id": "one", "title": "x"}


def test_same_name_in_two_places_is_no_duplicate():
    assert parsed("- {id: one}\n- {id: two}\n") == [{"id": "one"}, {"id": "two"}]


@pytest.mark.parametrize("key", ["? [a, b]\n", "? {a: b}\n", "? \n", "~"], ids=["list", "mapping", "nothing", "null"])
def test_name_of_a_field_must_be_text(key):
    _, [problem] = parse(f"{key}: value".encode(), FILE)
    assert (problem.kind, problem.line, problem.accepted) == (ProblemKind.WRONG_SHAPE, 1, "name")


def test_second_document_is_refused_and_not_read():
    assert spoiled("a: 1\n---\nb: *c\n---\n") == (True, [(2, 1, "second-document", "")])


def test_deepest_nesting_is_taken():
    assert parsed("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_nesting_beyond_that_is_refused_before_anything_is_built(depth):
    root, [problem] = parse(b"[" * depth, FILE)
    assert root is None
    assert (problem.kind, problem.place, problem.accepted) == ("too-deep", f"{FILE}:1:{MAX_DEPTH + 1}", str(MAX_DEPTH))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("a: b: c", (1, 5), "mapping values are not allowed", id="unquoted colon"),
        pytest.param("a: 'b\nc: d\n", (3, 1), "found unexpected end of stream", id="open quotation mark"),
        pytest.param("a:\n\t- b\n", (2, 1), "cannot start any token", id="tab"),
        pytest.param("é: [x\nb: y\n", (2, 2), "did not find expected ',' or ']'", id="open list"),
        pytest.param("a: @b", (1, 4), "cannot start any token", id="reserved sign"),
        pytest.param("- a\nb: c\n", (2, 1), "did not find expected '-' indicator", id="list and fields"),
        pytest.param("%YAML 3.0\n---\na: b\n", (1, 1), "incompatible YAML document", id="another YAML"),
    ],
)
def test_syntax_error_says_where_and_what(text, place, words):
    has_root, [(*found_place, kind, found)] = spoiled(text)
    assert (has_root, tuple(found_place), kind) == (False, place, "syntax")
    assert words in found


def test_problems_in_front_of_a_syntax_error_are_kept():
    assert [each[2] for each in spoiled("a: !x y\nb: 'c\n")[1]] == ["tag", "syntax"]


@pytest.mark.parametrize(("character", "name"), [("\x07", "U+0007"), ("\x00", "U+0000"), ("\x1b", "U+001B")])
def test_control_character_is_refused_by_name_and_place(character, name):
    text = f"été: là\nà: bé{character}\n"
    assert spoiled(text) == (False, [(2, 6, "syntax", f"control character {name}")])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "with a byte order mark"])
def test_other_encodings_are_refused_with_the_first_strange_byte(mark):
    assert spoiled(mark + "été:\n- pâte\n- à".encode() + b" c\xf4t\xe9") == (False, [(3, 6, "not-utf8", "0xf4")])


def test_utf16_is_refused():
    assert spoiled("id: venue".encode("utf-16")) == (False, [(1, 1, "not-utf8", "0xff")])


# Whatever comes


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_root_or_problems(data):
    root, problems = parse(data, FILE)
    assert root is not None or problems


@given(st.lists(MORSELS | st.text(max_size=3), max_size=30).map("".join))
def test_any_yaml_is_a_root_or_problems_with_places_in_the_file(text):
    root, problems = parse(text.encode(errors="replace"), FILE)
    assert root is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in problems:
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


@given(st.dictionaries(st.text(), st.lists(st.text())))
def test_what_a_library_writes_in_quotation_marks_is_read_as_it_was(value):
    assert parsed(yaml.safe_dump(value, default_style='"')) == value


# Bombs


def test_file_that_would_grow_by_its_aliases_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    _, found = spoiled("\n".join(lines))
    assert {what for _, _, what, _ in found} == {"alias"}
    assert len(found) <= 9 * 39
