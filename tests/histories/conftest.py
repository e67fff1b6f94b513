"""The PostgreSQL of the session."""

from tests.field_api.conftest import postgresql

__all__ = ["postgresql"]
