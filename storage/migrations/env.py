"""How Alembic meets our database."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables.cases
import storage.tables.messages
import storage.tables.people
import storage.tables.places
import storage.tables.work

_ = (
    storage.tables.cases,
    storage.tables.messages,
    storage.tables.people,
    storage.tables.places,
    storage.tables.work,
)


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Leave the tables of the durable engine alone: it brings them up to date itself."""
    del parents
    return kind != "table" or name in SQLModel.metadata.tables


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=_is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
