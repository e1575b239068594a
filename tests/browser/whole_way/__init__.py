"""The steps of the whole way, from the launch of a campaign to the report that counts its awards."""
