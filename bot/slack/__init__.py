"""Slack's side: listeners that translate, Block Kit, and the transports."""
