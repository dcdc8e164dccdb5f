"""How the schema came to be what it is: one file per change, run in order by Alembic when a ledger is opened.

There is no way down: a ledger from before a change is a backup of it.
"""
