"""What Slack would refuse is refused, with the reason; what it takes is taken."""

import pytest

from bot.local.limits import SlackError, checked_blocks, checked_text


def text(words, kind="mrkdwn"):
    return {"type": kind, "text": words}


def section(words="words"):
    return {"type": "section", "text": text(words)}


def button(label="Press", **fields):
    return {"type": "button", "text": text(label, "plain_text"), **fields}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def feedback(**fields):
    good, bad = ({"text": text(each, "plain_text"), "value": each} for each in ("good", "bad"))
    return {"type": "feedback_buttons", "positive_button": good, "negative_button": bad, **fields}


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([section("a" * 3000)] * 50, id="fifty sections of 3000 characters"),
        pytest.param([{"type": "section", "fields": [text("a" * 2000)] * 10}], id="fields"),
        pytest.param([{**section(), "accessory": button()}], id="accessory"),
        pytest.param([actions(*[button("a" * 75, value="v" * 2000, url="https://a.example")] * 25)], id="25 buttons"),
        pytest.param([actions(button(style="primary"), button(style="danger"))], id="styles"),
        pytest.param([{"type": "context", "elements": [text("a")] * 9 + [{"type": "image"}]}], id="context of ten"),
        pytest.param([{"type": "header", "text": text("a" * 150, "plain_text")}, {"type": "divider"}], id="header"),
        pytest.param([{"type": "markdown", "text": "a" * 12_000}], id="markdown"),
        pytest.param([{"type": "context_actions", "elements": [feedback()]}], id="feedback"),
        pytest.param(
            [
                {
                    "type": "context_actions",
                    "elements": [{"type": "icon_button", "icon": "trash", "text": text("x", "plain_text")}],
                }
            ],
            id="icon button",
        ),
        pytest.param([{"type": "rich_text", "elements": ["a", {"type": []}]}], id="a kind that is not checked"),
        pytest.param([actions({"type": "radio_buttons"})], id="an element that is not checked"),
    ],
)
def test_what_slack_takes_is_taken(blocks):
    assert len(checked_blocks(blocks)) == len(blocks)


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        pytest.param([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]", id="51 blocks"),
        pytest.param(
            [section("a" * 3001)],
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            id="long section",
        ),
        pytest.param(
            [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]", id="empty section"
        ),
        pytest.param(
            [{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]", id="section of nothing"
        ),
        pytest.param(
            [{"type": "section", "fields": []}],
            "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]",
            id="no fields",
        ),
        pytest.param(
            [{"type": "section", "fields": [text("a" * 2001)]}],
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
            id="long field",
        ),
        pytest.param([{"text": text("words")}], "missing required field: type [json-pointer:/blocks/0]", id="no type"),
        pytest.param(
            [{"type": ["section"]}], "missing required field: type [json-pointer:/blocks/0]", id="type that is no word"
        ),
        pytest.param(
            [{"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/0/type]", id="unknown type"
        ),
        pytest.param(
            [{"type": "section", "text": {"text": "words"}}],
            "missing required field: type [json-pointer:/blocks/0/text]",
            id="text without type",
        ),
        pytest.param(
            [{"type": "section", "text": text(None)}],
            "missing required field: text [json-pointer:/blocks/0/text]",
            id="text without text",
        ),
        pytest.param(
            [{"type": "header", "text": text("words")}],
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
            id="header in mrkdwn",
        ),
        pytest.param(
            [{"type": "header", "text": text("a" * 151, "plain_text")}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
            id="long header",
        ),
        pytest.param(
            [actions(button("a" * 76))],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
            id="long button",
        ),
        pytest.param(
            [actions(button(value="a" * 2001))],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
            id="long value",
        ),
        pytest.param(
            [actions(button(accessibility_label="a" * 76))],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/accessibility_label]",
            id="long label",
        ),
        pytest.param(
            [actions(button(style="pink"))],
            "unsupported style: pink [json-pointer:/blocks/0/elements/0/style]",
            id="style",
        ),
        pytest.param(
            [actions(*[button()] * 26)],
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
            id="26 buttons",
        ),
        pytest.param([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]", id="no buttons"),
        pytest.param(
            [actions("button")],
            "missing required field: type [json-pointer:/blocks/0/elements/0]",
            id="element that is no object",
        ),
        pytest.param(
            [actions(button(action_id="a"), button(action_id="a"))],
            "`action_id` must be unique [json-pointer:/blocks/0/elements]",
            id="two of one action id",
        ),
        pytest.param(
            [{**section(), "block_id": "b"}] * 2,
            "`block_id` must be unique [json-pointer:/blocks]",
            id="two of one block id",
        ),
        pytest.param(
            [{**section(), "block_id": "b" * 256}],
            "must be less than 256 characters [json-pointer:/blocks/block_id]",
            id="long block id",
        ),
        pytest.param(
            [{"type": "context", "elements": [text("a")] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
            id="context of eleven",
        ),
        pytest.param(
            [{"type": "context", "elements": ["a"]}],
            "missing required field: type [json-pointer:/blocks/0/elements/0]",
            id="context of words",
        ),
        pytest.param(
            [{"type": "markdown", "text": "a" * 6001}] * 2,
            "markdown text must be less than 12001 characters in all [json-pointer:/blocks]",
            id="markdown in all",
        ),
        pytest.param(
            [{"type": "context_actions", "elements": [feedback()] * 6}],
            "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
            id="six context actions",
        ),
        pytest.param(
            [{"type": "context_actions", "elements": [feedback(negative_button=None)]}],
            "missing required field: negative_button [json-pointer:/blocks/0/elements/0]",
            id="half a feedback",
        ),
    ],
)
def test_what_slack_refuses_is_refused_with_the_reason(blocks, reason):
    with pytest.raises(SlackError, match="invalid_blocks") as refused:
        checked_blocks(blocks)
    assert f"[ERROR] {reason}" in refused.value.reasons


def test_every_reason_is_given_at_once():
    with pytest.raises(SlackError) as refused:
        checked_blocks([section(""), {"type": "nonsense"}, actions(button("a" * 76, value=""))])
    assert len(refused.value.reasons) == 4


@pytest.mark.parametrize(
    "blocks", [pytest.param("words", id="words"), pytest.param({}, id="an object"), pytest.param([1], id="numbers")]
)
def test_what_is_no_list_of_blocks_is_refused(blocks):
    with pytest.raises(SlackError, match="invalid_blocks_format"):
        checked_blocks(blocks)


def test_blocks_and_buttons_are_given_ids():
    [first, second] = checked_blocks(
        [{**section(), "accessory": button()}, actions(button(action_id="mine"), button())]
    )
    assert first["block_id"] != second["block_id"]
    assert first["accessory"]["action_id"]
    assert second["elements"][0]["action_id"] == "mine"
    assert second["elements"][1]["action_id"]


def test_given_blocks_are_left_as_they_were():
    given = actions(button())
    checked_blocks([given])
    assert given == actions(button())


def test_text_may_be_missing_but_not_something_else():
    assert checked_text(None) == ""
    with pytest.raises(SlackError, match="invalid_arguments"):
        checked_text(["words"])
    with pytest.raises(SlackError, match="msg_too_long"):
        checked_text("a" * 40_001)
