"""a variable keeps the type its sender named, and stays for history when its scope ends or somebody removes it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '20261123_0013'
down_revision = '20261123_0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds two columns; older variables have neither a declared type nor a past."""
    op.add_column('variable', sa.Column('declared', sa.Text(), nullable=True))
    op.add_column('variable', sa.Column('gone', sa.String(length=10), nullable=True))


def downgrade() -> None:
    """Drop, with what is history only: the older program would take it for living. Lines of history and forms in which a sender named a type
    keep that name, which the older program does not know: go back only to a copy made before, or with the newer program's export at hand."""
    op.execute("DELETE FROM variable WHERE gone IS NOT NULL")
    op.drop_column('variable', 'gone')
    op.drop_column('variable', 'declared')
