"""What a new list changes against the one in force."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qa_app.uploads.rules.differences import Change, Differences, differences

MANY = 10
FIELDS = ("place", "practitioner", "status")


@dataclass(frozen=True)
class Standing:
    """Where a child stands on a list: their team, practitioner and status."""

    place: int | None
    practitioner: int | str | None
    status: str
    is_open: bool

    def as_fields(self) -> dict[str, object]:
        return {"place": self.place, "practitioner": self.practitioner, "status": self.status}


@dataclass(frozen=True)
class ListChanges:
    """Keys are those of references."""

    between: Differences[str]
    closed: tuple[str, ...]

    @property
    def new(self) -> tuple[str, ...]:
        return self.between.new

    @property
    def left(self) -> tuple[str, ...]:
        """On the last list, and not on this one."""
        return self.between.gone

    @property
    def moved_team(self) -> list[Change[str]]:
        return self.between.changed("place")

    @property
    def moved_practitioner(self) -> list[Change[str]]:
        return self.between.changed("practitioner")

    @property
    def status_changed(self) -> list[Change[str]]:
        return self.between.changed("status")

    @property
    def shared(self) -> int:
        """How many children of the last list are on this one too."""
        return len(self.between.same) + len({change.key for change in self.between.changes})

    @property
    def held(self) -> int:
        return self.shared + len(self.left)

    @property
    def shares_few(self) -> bool:
        """Under a tenth of the last list: it may be another council's, or no list of children at all."""
        return self.shared * 10 < self.held

    @property
    def leaves_many(self) -> bool:
        """So many would leave that a list may have been forgotten: over a fifth, and ten or more."""
        return len(self.left) >= MANY and len(self.left) * 5 > self.held

    def counts(self, hidden: Collection[str] = ()) -> dict[str, int]:
        """Without those whose keys are hidden from whoever reads the numbers."""

        def seen(keys: Iterable[str]) -> int:
            return sum(key not in hidden for key in keys)

        def changed(changes: Iterable[Change[str]]) -> int:
            return seen(change.key for change in changes)

        shared = seen({*self.between.same, *(change.key for change in self.between.changes)})
        return {
            "new": seen(self.new),
            "closed": seen(self.closed),
            "left": seen(self.left),
            "moved_team": changed(self.moved_team),
            "moved_practitioner": changed(self.moved_practitioner),
            "status_changed": changed(self.status_changed),
            "same": seen(self.between.same),
            "shared": shared,
            "held": shared + seen(self.left),
        }


def list_changes(held: Mapping[str, Standing], coming: Mapping[str, Standing]) -> ListChanges:
    between = differences(
        {key: one.as_fields() for key, one in held.items()},
        {key: one.as_fields() for key, one in coming.items()},
        FIELDS,
    )
    closed = tuple(
        key
        for key, after in coming.items()
        if not after.is_open and key in held and held[key].is_open
    )
    return ListChanges(between, closed)
