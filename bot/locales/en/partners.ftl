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
    What is handed to you comes at once; tap 接单 Take. Send /inbox for what is open.
partner-list =
    Partner organisations:
    { $lines }
    Invite someone: /partner 物业
partner-line = • { $organisation }: { $people }
