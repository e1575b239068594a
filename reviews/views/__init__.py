"""Pages of sessions, polls, ballots and the room screen."""
