"""Files that the bot hands over, in the local workspace: sent as to Slack, seen on the page, never run."""

import struct
import zlib

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.local.limits import SlackError, checked_blocks
from bot.reply import Attachment
from bot.slack.uploading import UploadError, hand_over, ready, upload

OLGA, WITH_OLGA, SEMINAR = "U0OLGA", "D0OLGA", "C0SEMINAR"


def a_picture(alt="Romania: R1 done"):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )
    return Attachment(name="progress.png", title="Progress", data=data, alt=alt)


def a_table(data=b"a,b\r\n"):
    return Attachment(name="export.csv", title="export.csv", data=data)


@pytest.fixture
def client(local):
    return AsyncWebClient(token="xoxb-made-up", base_url=f"{local.url}/api/", session=local.session)


def last_of(local, channel):
    return local.workspace.messages(channel)[-1]


async def test_file_goes_into_ones_own_conversation_and_is_there_to_be_saved(local, client):
    await hand_over(client, OLGA, [a_table()])
    [file] = last_of(local, WITH_OLGA).files
    async with local.session.get(f"{local.url}/local/files/{file.id}") as answer:
        assert await answer.read() == b"a,b\r\n"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.content_type == "application/octet-stream"
    assert not any(each.files for each in local.workspace.seen_by("U0ANA"))


async def test_picture_is_shown_with_its_words(local, client):
    await hand_over(client, OLGA, [a_picture(), a_table()])
    async for name, data in local.events(OLGA):
        assert name == "snapshot"
        [message] = [each for each in data["messages"] if each["files"]]
        break
    assert [(each["picture"], each["alt"]) for each in message["files"]] == [(True, "Romania: R1 done"), (False, "")]
    async with local.session.get(f"{local.url}/local/files/{message['files'][0]['id']}") as answer:
        assert answer.content_type == "image/png"


async def test_web_page_that_is_sent_is_never_shown_as_one(local, client):
    await hand_over(client, OLGA, [Attachment(name="x.png", title="x", data=b"<script>alert(1)</script>")])
    [file] = last_of(local, WITH_OLGA).files
    async with local.session.get(f"{local.url}/local/files/{file.id}") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_message_shows_a_picture_that_was_sent_before(local, client):
    [file] = await upload(client, [a_picture()])
    assert await ready(client, file)
    image = {"type": "image", "slack_file": {"id": file}, "alt_text": "Romania: R1 done"}
    assert (await client.chat_postMessage(channel=SEMINAR, text="How it stands", blocks=[image]))["ok"]
    assert last_of(local, SEMINAR).blocks[0]["slack_file"] == {"id": file}


async def test_message_with_a_picture_that_is_not_there_is_refused(local):
    image = {"type": "image", "slack_file": {"id": "F0NOWHERE"}, "alt_text": "a"}
    answer = await local.call("chat.postMessage", channel=SEMINAR, text="a", blocks=[image])
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/slack_file" in answer["response_metadata"]["messages"][0]


async def test_file_is_not_there_before_it_is_complete(local):
    given = await local.call("files.getUploadURLExternal", filename="a.csv", length=3)
    for each in (await local.call("files.info", file=given["file_id"]), await complete(local, given["file_id"])):
        assert each == {"ok": False, "error": "file_not_found"}
    async with local.session.get(f"{local.url}/local/files/{given['file_id']}") as answer:
        assert answer.status == 404


async def complete(local, id_, **more):
    return await local.call("files.completeUploadExternal", files=[{"id": id_, "title": "a"}], **more)


async def test_file_of_another_length_is_refused(local):
    given = await local.call("files.getUploadURLExternal", filename="a.csv", length=3)
    async with local.session.post(given["upload_url"], data=b"four") as answer:
        assert (await answer.json())["error"] == "file_upload_size_mismatch"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"files": []}, "invalid_arguments"),
        ({"files": "["}, "invalid_arguments"),
        ({"files": [{"id": "F1"}], "channel_id": "C0NOWHERE"}, "channel_not_found"),
    ],
)
async def test_what_slack_refuses_is_refused(local, arguments, word):
    assert (await local.call("files.completeUploadExternal", **arguments))["error"] == word


async def test_file_without_a_name_is_refused(local):
    assert (await local.call("files.getUploadURLExternal", filename="", length=3))["error"] == "invalid_arguments"


async def test_large_file_is_taken_and_a_larger_one_is_not(local, client):
    await hand_over(client, OLGA, [a_table(b"a" * 3_000_000)])
    assert len(last_of(local, WITH_OLGA).files[0].data) == 3_000_000
    with pytest.raises(UploadError):
        await hand_over(client, OLGA, [a_table(b"a" * 33 * 1024 * 1024)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"alt_text": ""},
        {"alt_text": "a" * 2001},
        {"slack_file": {}},
        {"image_url": "https://a.example/x.png"},
        {"title": {"type": "mrkdwn", "text": "a"}},
    ],
)
def test_image_that_breaks_a_limit_is_refused(wrong):
    image = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a"}
    assert checked_blocks([image])
    with pytest.raises(SlackError):
        checked_blocks([image | wrong])
