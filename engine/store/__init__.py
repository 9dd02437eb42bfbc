"""The only importer of SQLAlchemy and Alembic: unit of work, tables, statements, migrations."""
