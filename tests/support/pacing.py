"""What the times of messages tell of their pace."""


def most_within(times, seconds):
    """The largest number of sends in any stretch of so many seconds."""
    return max(sum(1 for t in times if start <= t < start + seconds) for start in times)
