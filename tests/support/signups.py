"""Sign-ups in the town: opening them, joining them, and looking at the database."""

LINE = "/signup 周六守桶 人数=2 截止=周五20:00"
DUTY = "/signup 守桶 人数=2 时间=周六 8:00-10:00 地点=南门"
"""Saturday is the 28th; it is Tuesday."""


async def opened(town, words=LINE, name="Cai", **more):
    """A captain has opened a sign-up in their group."""
    cai = await town.captain(name, **more)
    await cai.types(words)
    return cai


async def residents(town, *names, **more):
    """Residents who have opened the private chat."""
    return [await town.resident(name, **more) for name in names]


async def all_join(town, people, label="报名", where=None):
    """Each taps the button, one after the other."""
    for person in people:
        await person.presses(label, where=where or town.circle)


def card(human, where=None):
    """What the newest live card of a group says."""
    said = human.texts(where or human.town.circle)
    return [words for words in said if words.startswith("📋")][-1]


def seats(town, signup=1):
    """Names, seats and offers of everybody on a list, in the order of the queue."""
    return town.rows(
        "SELECT COALESCE(p.name, e.name), e.party, e.seats, e.offered FROM signup_entries AS e"
        " LEFT JOIN people AS p ON p.id = e.person_id"
        " WHERE e.signup = :n AND e.ended_at IS NULL ORDER BY e.queued",
        n=signup,
    )
