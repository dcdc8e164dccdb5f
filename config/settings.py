"""Everything that differs between installations, read once from the environment and `.env`."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

#: As ``digest_day`` names them, in the order of ``date.weekday``.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings(BaseSettings):
    """Ours begin with ``SUIVI_``, Slack's keep their names; nothing else in the project reads the environment."""

    model_config = SettingsConfigDict(
        env_prefix="SUIVI_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,  # an error would quote a token
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN", description="xoxb-...")
    slack_app_token: SecretStr | None = Field(
        None, validation_alias="SLACK_APP_TOKEN", description="xapp-..., for Socket Mode"
    )
    slack_signing_secret: SecretStr | None = Field(
        None, validation_alias="SLACK_SIGNING_SECRET", description="for HTTP; from the app's Basic Information page"
    )
    slack_api_url: str = Field(
        "https://slack.com/api/", validation_alias="SLACK_API_URL", description="where every Slack call goes"
    )

    content: Path = Field(Path("knowledge/content"), description="where organisers keep the knowledge")
    state_dir: Path = Field(Path("var"), description="the knowledge in service and the SQLite ledger")
    ledger_url: str | None = Field(  # not shown: it may hold a password
        None, repr=False, description="left out: SQLite in the state folder, one process"
    )

    organisers: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Slack user ids, or the id of a user group, comma-separated; empty: nobody"
    )
    organisers_channel: str | None = Field(
        None, description="where organisers are told things; left out: a direct message to each"
    )

    host: str = Field("127.0.0.1", description="address for HTTP and for the health page")
    port: int = Field(3000, ge=0, le=65535, description="port for HTTP and for the health page; 0: any free one")

    metrics: bool = Field(
        True,  # noqa: FBT003 - a default
        description="serve /metrics for Prometheus beside the health page",
    )

    drain_s: float = Field(
        0.0, ge=0, le=60, description="seconds for which a stopping process still takes what comes, and is not ready"
    )

    # A false answer costs as much as five unanswered questions: answering pays above 5 in 6. On the public sets the
    # sum is greatest at 0.8 to 0.83 (bench/search_quality.py).
    answer_at: float = Field(0.8, ge=0, le=1, description="answer from this confidence on")
    offer_at: float = Field(0.25, ge=0, le=1, description="offer choices from this confidence on")

    # A quotation names its document and says that nobody wrote an answer, so a wrong one costs as much as two questions
    # without: quoting pays above 2 in 3 (bench/passages.py).
    quote_at: float = Field(0.6, ge=0, le=1, description="quote a document from this confidence on, 1: never")

    focus_minutes: int = Field(
        30, ge=0, le=1440, description="minutes for which a conversation stays with its subject; 0: each question alone"
    )

    semantic: bool = Field(
        True,  # noqa: FBT003 - a default
        description="find by meaning too, in other languages as well, where `make setup-semantic` was run",
    )

    stages: Annotated[tuple[Annotated[int, Field(ge=-365, le=365)], ...], NoDecode] = Field(
        (-14, -3, 0, 7, 21), min_length=1, max_length=12, description="days from the due date; policies may say others"
    )
    deputy_after: int = Field(21, ge=0, le=730, description="days of silence after which the deputy is told")
    escalate_after: int = Field(35, ge=0, le=730, description="days after which the escalation contact is told")
    decide_after: int = Field(49, ge=0, le=730, description="days after which the organisers decide")
    week_budget: int = Field(2, ge=1, le=50, description="follow-up messages for one person and week")
    working_hours: str = Field(
        "09:00-17:00",
        pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$",
        description="by each person's clock",
    )
    digest_day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "never"] = Field(
        "monday", description="when the organisers' channel gets the weekly digest"
    )
    digest_hour: int = Field(9, ge=0, le=23, description="the digest's hour, in the seminar's zone")
    lease_s: int = Field(300, ge=30, description="seconds for which one process holds the messages it is sending")
    posts_per_second: float = Field(2.0, gt=0, le=1000, description="reminders a second, in the whole workspace")
    clock: AwareDatetime | None = Field(None, description="rehearsal: the instant at which the planning clock starts")
    clock_speed: float = Field(1.0, gt=0, le=1_000_000, description="rehearsal: how fast the planning clock runs")

    keep_handled_days: int = Field(30, ge=2, le=3650, description="ids of handled messages and clicks")
    keep_questions_days: int = Field(30, ge=1, le=3650, description="questions sent, once they are dealt with")
    keep_unanswered_days: int = Field(180, ge=1, le=3650, description="questions sent that nobody has dealt with")
    keep_acquaintances_days: int = Field(730, ge=1, le=3650, description="the notice given, and the language chosen")
    keep_messages_days: int = Field(365, ge=15, le=3650, description="messages, once all they speak of is closed")
    keep_notes_days: int = Field(1095, ge=1, le=3650, description="who did what, and notes, once it is closed")
    keep_audit_days: int = Field(1095, ge=1, le=3650, description="the audit trail")
    admin_per_minute: int = Field(30, ge=1, le=600, description="commands and clicks of one person about the bot")

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_json: bool | None = Field(None, description="left out: JSON unless standard error is a terminal")

    @field_validator("organisers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("stages", mode="before")
    @classmethod
    def _days(cls, value: object) -> object:
        return tuple(value.split(",")) if isinstance(value, str) else value

    @field_validator("stages")
    @classmethod
    def _ascending(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(value)))

    @field_validator("working_hours")
    @classmethod
    def _start_comes_first(cls, value: str) -> str:
        start, _, end = value.partition("-")
        if start >= end:
            raise ValueError("the start must come before the end, on the same day")
        return value

    @field_validator("organisers")
    @classmethod
    def _ids_of_people(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        # By its place: what stands there may be a token that was pasted into the wrong line.
        if wrong := [number for number, each in enumerate(ids, 1) if not re.fullmatch(r"[UWS][A-Z0-9]+", each)]:
            raise ValueError(
                f"number {wrong[0]} is no Slack id; a person's begins with U or W (in their profile: Copy member ID), "
                "a user group's with S"
            )
        return ids

    @field_validator("organisers_channel")
    @classmethod
    def _id_of_channel(cls, channel: str | None) -> str | None:
        if channel is not None and not re.fullmatch(r"[CGD][A-Z0-9]+", channel):
            raise ValueError("not the id of a channel; it begins with C and stands below the channel's details")
        return channel

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else f"{value}/"

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _right_kind(cls, token: SecretStr | None, info: object) -> SecretStr | None:
        start = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}[getattr(info, "field_name", "")]
        if token is not None and not token.get_secret_value().startswith(start):
            raise ValueError(f"begins with {start}; this is a token of another kind")
        return token

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.offer_at > self.answer_at:
            raise ValueError("SUIVI_OFFER_AT must not be above SUIVI_ANSWER_AT")
        if not self.deputy_after <= self.escalate_after <= self.decide_after:
            raise ValueError("SUIVI_DEPUTY_AFTER, SUIVI_ESCALATE_AFTER and SUIVI_DECIDE_AFTER must follow each other")
        if self.slack_bot_token and not (self.slack_app_token or self.slack_signing_secret):
            raise ValueError(
                "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it"
            )
        if self.slack_app_token and not self.slack_bot_token:
            raise ValueError("SLACK_APP_TOKEN needs SLACK_BOT_TOKEN beside it")
        if self.is_rehearsal and self.transport != "local" and not self._stays_here:
            raise ValueError(
                "SUIVI_CLOCK and SUIVI_CLOCK_SPEED are for rehearsals: without Slack tokens, or with a SLACK_API_URL "
                "on this machine"
            )
        return self

    @property
    def is_rehearsal(self) -> bool:
        """Whether the planning clock is another one than the machine's."""
        return self.clock is not None or self.clock_speed != 1

    @property
    def _stays_here(self) -> bool:
        return urlsplit(self.slack_api_url).hostname in _LOOPBACK

    @property
    def transport(self) -> Literal["socket", "http", "local"]:
        """How the bot is reached: the tokens decide."""
        if self.slack_bot_token is None:
            return "local"
        return "socket" if self.slack_app_token else "http"
