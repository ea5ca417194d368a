"""How Alembic meets our database."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables.cases
import storage.tables.messages
import storage.tables.people
import storage.tables.places

_ = (
    storage.tables.cases,
    storage.tables.messages,
    storage.tables.people,
    storage.tables.places,
)

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
