"""The ledger: what happened, in SQLite or PostgreSQL. SQLAlchemy and Alembic stay in this folder."""
