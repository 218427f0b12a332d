help-about-staff = <b>Staff</b>
help-staff = invite a community worker (add the grid); alone, lists staff

grid-unknown =
    There is no grid “{ $word }”.
    Grids: { $grids }.
staff-invite =
    Send this link to the community worker of { $grid }; they open it and tap “Start”:
    { $link }
    It works once, within 7 days.
staff-welcome =
    You are now a <b>楼管家</b> (community worker) of { $grid }. Thank you!
    Reports come to you at once. Send /inbox for open ones, /help for more.
staff-joined = { $name } took the invite and is now staff of { $grid }.
invite-unknown = This invite is not right. Please ask an admin for a new one.
invite-used = This invite was used already. If it was you, all is done; if not, please ask an admin for a new one.
invite-expired = This invite has expired. Please ask an admin for a new one.
staff-list =
    Staff:
    { $lines }
    Invite one more: /staff { $grid }
staff-line = • { $name } · { $grids }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ cannot be written to
    }
staff-none =
    There is no staff yet.
    Invite someone: /staff { $grid }
staff-removed = You are no longer staff. Thank you for all you did.
staff-already-removed = They are no staff any more.
staff-unreachable = ⚠️ { $name } no longer gets my messages. Please remind them to open our private chat.
staff-erased = ⚠️ A community worker of { $grid } erased their data and is no longer staff.
