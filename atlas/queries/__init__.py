"""Questions asked of a slice of the dataset. Every count says what it counts; an event counts once however often it is tied."""
