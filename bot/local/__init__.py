"""Try the bot without Slack: a small stand-in for Slack, in the browser."""
