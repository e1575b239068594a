"""A workflow is a table: states with their words, moves between them. Plain values, free of Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """One state. `label` is for staff, `public_label` for the nominating unit and the public.

    `tone` is "", "info", "done", "warn", "stop" or "gold"; `icon` names a picture: a state is never shown
    by colour alone.
    """

    code: str
    label: str
    public_label: str
    tone: str = ""
    icon: str = "circle"


@dataclass(frozen=True)
class Move:
    """One allowed change of state."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    needs_reason: bool = False


class Workflow:
    """States and moves of one kind of object; the only place that knows which move is allowed from where."""

    def __init__(self, states: list[State], moves: list[Move]):
        self.states = {state.code: state for state in states}
        self.moves = {move.name: move for move in moves}
        if len(self.states) != len(states) or len(self.moves) != len(moves):
            raise ValueError("A state or move is listed twice.")
        for move in moves:
            unknown = ({*move.sources, move.target}) - self.states.keys()
            if unknown:
                raise ValueError(f"Move {move.name} names unknown states {sorted(unknown)}.")

    def state(self, code: str) -> State:
        """Return the state of this code; KeyError if there is none."""
        return self.states[code]

    def allows(self, name: str, current: str) -> bool:
        """Return whether the move `name` may start from the state `current`."""
        return current in self.moves[name].sources

    def target(self, name: str) -> str:
        """Return the state that the move `name` leads to."""
        return self.moves[name].target

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return (code, label) of all states, for a model field and its constraint."""
        return [(state.code, state.label) for state in self.states.values()]
