"""a definition knows the version tag of its model"""

from __future__ import annotations

import re
from html import unescape

import sqlalchemy as sa
from alembic import op

revision = '20261123_0011'
down_revision = '20261123_0010'
branch_labels = None
depends_on = None

#: The opening tag of an element that defines something. The files were accepted once, so they are well-formed.
OPENING = re.compile(r"<(?:[\w.-]+:)?(?:process|decision)\s[^>]*>")
ATTRIBUTE = re.compile(r"\s(?:[\w.-]+:)?(id|versionTag)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def upgrade() -> None:
    """Adds a column and fills it from the stored models."""
    op.add_column('definition', sa.Column('version_tag', sa.String(length=255), nullable=True))
    connection = op.get_bind()
    rows = connection.execute(sa.text(
        'SELECT definition.id, definition."key", resource.content FROM definition'
        ' JOIN resource ON resource.deployment_id = definition.deployment_id AND resource.name = definition.resource'
        " WHERE definition.kind IN ('process', 'decision')"
    ))
    for identity, key, content in rows.fetchall():
        for opening in OPENING.findall(bytes(content).decode('utf-8', 'replace')):
            told = {name: unescape(double or single) for name, double, single in ATTRIBUTE.findall(opening)}
            if told.get('id') == key and told.get('versionTag'):
                connection.execute(
                    sa.text('UPDATE definition SET version_tag = :tag WHERE id = :id'), {'tag': told['versionTag'][:255], 'id': identity},
                )


def downgrade() -> None:
    """Drop."""
    op.drop_column('definition', 'version_tag')
