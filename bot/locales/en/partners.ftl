help-about-partners = <b>Partners</b>
help-partner = invite people of a partner organisation, e.g. /partner 物业
partner-unknown =
    There is no partner organisation “{ $word }”.
    There are: { $organisations }. To add one, change organisations in the config.
partner-invite =
    Send this link to somebody at { $organisation }; they open it and tap “Start”:
    { $link }
    It works once, within 7 days.
partner-welcome =
    Hello, you now act for { $organisation }.
    What is handed to you comes at once: tap 接单 Take, or 退回 Give back if it is not yours.
    Send /inbox for what is open.
partner-joined = { $name } took the invite and now acts for { $organisation }.
partner-list =
    People of partner organisations:
    { $lines }
    Invite someone: /partner { $organisation }
partner-none =
    No one of a partner organisation has joined yet.
    Invite someone: /partner { $organisation }
partner-line = • { $name } · { $organisations }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ cannot be written to
    }
partner-already-removed = They no longer act for a partner organisation.
partner-removed = You no longer act for a partner organisation. Thank you for all your help.
