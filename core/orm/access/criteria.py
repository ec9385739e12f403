"""Puts the record rules of a role set into every SELECT of the ORM, as one option of constant size.

SQLAlchemy's `with_loader_criteria` would do the same with one option per model: its price grows with the number of
models, at every execution. This option's share of the compiled cache's key is three entries long, and rules are built
when a statement is compiled. It stands on private names of SQLAlchemy; the matrix of paths among the tests says whether
another version is safe.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql.annotation import _deep_annotate

if TYPE_CHECKING:
    from core.orm.access.role_set import Access

# Not id(): an address is used again, and a cached statement would then carry another role set's rules.
_serial = count()


class RuleCriteria(LoaderCriteriaOption):
    """The rule of one model, built for the class or the alias that is read."""

    inherit_cache = False

    def __init__(self, access: Access, mapper: Mapper[Any]) -> None:
        super().__init__(mapper, sa.true(), include_aliases=True)
        self.access, self.model = access, mapper.class_.__model__

    def _resolve_where_criteria(self, ext_info: Any) -> Any:
        # Nothing is kept on self: threads compile side by side.
        condition = self.access.condition(self.model, "read", ext_info.entity)
        annotations = {"for_loader_criteria": self}
        return _deep_annotate(condition, annotations, detect_subquery_cols=True, ind_cols_on_fromclause=True)


class AccessOption(CriteriaOption):
    """All rules of a role set. `written_by_hand`: not for a statement that the ORM made to load a relation."""

    _is_criteria_option = True
    propagate_to_loaders = False
    inherit_cache = False

    def __init__(self, access: Access, *, written_by_hand: bool) -> None:
        self.access, self.written_by_hand = access, written_by_hand
        self._key = (AccessOption, next(_serial), written_by_hand)
        self._criteria = {mapper: RuleCriteria(access, mapper) for mapper in access.ruled}

    def _gen_cache_key(self, anon_map: Any, bindparams: Any) -> Any:
        return self._key

    def process_compile_state(self, compile_state: Any) -> None:
        """Called by the ORM for each SELECT that is compiled."""
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        """Called by the ORM where a statement's entities were replaced."""
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Hands the rules to the ORM, which puts each where its model is read."""
        for mapper, criteria in self._criteria.items():
            attributes.setdefault(("additional_entity_criteria", mapper), []).append(criteria)
