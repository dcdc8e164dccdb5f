"""What happens by itself: APScheduler is the tick, and nothing durable lives in it."""
