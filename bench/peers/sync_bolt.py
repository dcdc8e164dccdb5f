"""The bot that a tutorial ends with: Bolt's plain `App` over Socket Mode, and RapidFuzz's closest phrasing.

    python bench/peers/sync_bolt.py PHRASINGS

PHRASINGS is a JSON file: each phrasing and what it is answered. It has no ledger, no gate and no second thought.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from rapidfuzz import process
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient


def main() -> None:
    answers: dict[str, str] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    phrasings = [*answers]
    app = App(client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]))

    @app.event("app_mention")
    def on_mention(event: dict[str, Any], say: Any) -> None:
        say(text=answer_to(event["text"].partition("> ")[2]), thread_ts=event["ts"])

    @app.event("message")
    def on_message(event: dict[str, Any], say: Any) -> None:
        say(text=answer_to(event["text"]))

    def answer_to(question: str) -> str:
        closest, _, _ = process.extractOne(question, phrasings)
        return answers[closest]

    handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    handler.connect()
    print("serving", flush=True)
    sys.stdin.read()  # until it is killed


if __name__ == "__main__":
    main()
