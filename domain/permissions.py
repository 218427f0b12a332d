"""Who may do what: the one table that every route is checked against."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is, in one place at one moment."""

    ADMIN = "admin"
    STAFF = "staff"
    PARTNER = "partner"
    CAPTAIN = "captain"
    RESIDENT = "resident"
    STRANGER = "stranger"


class Permission(StrEnum):
    """What a route asks for."""

    PUBLIC = "public"
    REPORT = "report"
    JOIN_REPORT = "join_report"
    HANDLE_REPORTS = "handle_reports"
    WORK_ON_REPORTS = "work_on_reports"
    SEE_STATISTICS = "see_statistics"
    TAKE_DUTY = "take_duty"
    SEE_OWN_REPORTS = "see_own_reports"
    SIGN_UP = "sign_up"
    OPEN_SIGNUPS = "open_signups"
    SEE_REPORTS = "see_reports"
    SET_UP_CIRCLE = "set_up_circle"
    SET_CIRCLE_LANGUAGE = "set_circle_language"
    APPOINT_CAPTAIN = "appoint_captain"
    SEE_CIRCLES = "see_circles"
    SEE_COLLECTIONS = "see_collections"
    MANAGE_COLLECTIONS = "manage_collections"
    SHARE_CALENDAR = "share_calendar"
    BOOK_AT_THE_DOOR = "book_at_the_door"
    FETCH_AT_THE_DOOR = "fetch_at_the_door"
    EARN_POINTS = "earn_points"
    CHECK_IN = "check_in"
    MANAGE_POINTS = "manage_points"
    MANAGE_STAFF = "manage_staff"
    SEND_NOTICES = "send_notices"
    CONFIRM_NOTICES = "confirm_notices"
    SEE_OWN_HOURS = "see_own_hours"
    CORRECT_HOURS = "correct_hours"
    EXPORT_HOURS = "export_hours"
    ORDER_GOODS = "order_goods"
    ORGANISE_GROUP_BUY = "organise_group_buy"
    KEEP_ROSTER = "keep_roster"
    CHECK_ADDRESSES = "check_addresses"
    FILL_FORMS = "fill_forms"
    SEE_FORMS = "see_forms"
    MAKE_FORMS = "make_forms"
    SEE_ANSWERS_IN_FULL = "see_answers_in_full"


_RESIDENT = frozenset(
    {
        Permission.PUBLIC,
        Permission.REPORT,
        Permission.JOIN_REPORT,
        Permission.SEE_OWN_REPORTS,
        Permission.SEE_REPORTS,
        Permission.CONFIRM_NOTICES,
        Permission.SIGN_UP,
        Permission.SEE_OWN_HOURS,
        Permission.ORDER_GOODS,
        Permission.SEE_COLLECTIONS,
        Permission.BOOK_AT_THE_DOOR,
        Permission.FILL_FORMS,
        Permission.EARN_POINTS,
    }
)
_CAPTAIN = _RESIDENT | {
    Permission.CHECK_ADDRESSES,
    Permission.CHECK_IN,
    Permission.CORRECT_HOURS,
    Permission.OPEN_SIGNUPS,
    Permission.ORGANISE_GROUP_BUY,
    Permission.SEE_FORMS,
    Permission.SEND_NOTICES,
    Permission.SET_CIRCLE_LANGUAGE,
    Permission.SHARE_CALENDAR,
}
_STAFF = _CAPTAIN | {
    Permission.HANDLE_REPORTS,
    Permission.WORK_ON_REPORTS,
    Permission.SEE_STATISTICS,
    Permission.TAKE_DUTY,
    Permission.SET_UP_CIRCLE,
    Permission.APPOINT_CAPTAIN,
    Permission.SEE_CIRCLES,
    Permission.EXPORT_HOURS,
    Permission.MANAGE_COLLECTIONS,
    Permission.FETCH_AT_THE_DOOR,
    Permission.MAKE_FORMS,
    Permission.SEE_ANSWERS_IN_FULL,
    Permission.KEEP_ROSTER,
    Permission.MANAGE_POINTS,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.STRANGER: frozenset({Permission.PUBLIC}),
    Role.RESIDENT: _RESIDENT,
    Role.PARTNER: frozenset(
        {
            Permission.PUBLIC,
            Permission.WORK_ON_REPORTS,
            Permission.SEE_REPORTS,
            Permission.FETCH_AT_THE_DOOR,
        }
    ),
    Role.CAPTAIN: _CAPTAIN,
    Role.STAFF: _STAFF,
    Role.ADMIN: frozenset(Permission),
}


def allows(roles: frozenset[Role], needed: Permission) -> bool:
    """Whether any of the roles grants the permission."""
    return any(needed in GRANTS[role] for role in roles)


def holders(needed: Permission) -> tuple[Role, ...]:
    """The roles that grant a permission, the humblest first, for telling who may."""
    order = (Role.RESIDENT, Role.CAPTAIN, Role.STAFF, Role.ADMIN)
    return tuple(role for role in order if needed in GRANTS[role])
