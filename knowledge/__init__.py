"""What the seminar knows and how to find it: no Slack, no ledger, no clock."""
