# Words used everywhere. Telegram's HTML marks stay within one line.
verbatim = { $word }
done = Done
role-admin = admin
role-staff = community worker
role-partner = partner
role-captain = captain
role-resident = resident
role-stranger = not in a circle yet
grid-all = the whole community
every-grid = all grids
kind-neighbours = neighbour circle
kind-party = party members' circle
kind-club = club circle
kind-group-buy = group-buy circle
nobody = a resident who had their data erased

no-permission = This needs the role of { $who }.
not-your-grid = This circle is not in your grid. Please ask its community worker or an admin.
not-in-a-circle =
    I do not know your circle yet.
    Please say something in the group of your building, then come back to me.
use-in-group = This works in groups only. Please send /{ $command } in the group.
go-private = Let us do this in private. Tap the button below, then “Start”.
group-not-mapped =
    This group is not set up yet (<b>登记</b>).
    A community worker or admin sends here: /setup { $grid }
anonymous-sender = You are writing as an anonymous admin, so I cannot tell who you are. Please turn that off and send it again.
unknown-command = I do not know that command. Send /help to see what I can do.
unknown-command-nearest = There is no /{ $typed }. Did you mean /{ $nearest }?
not-a-command =
    I understand commands only, I am no good at chatting.
    To report something broken, send: /report The lift is broken
    For everything else, see /help.
not-words =
    I do not understand voice messages, videos or stickers yet. Please type it.
    For example: /report The lift is broken
button-outdated = This button is out of date. Please send the command again.
error-apology =
    Sorry, I could not do that. The admins know.
    Reference { $reference }. Please try again in a while.
error-alert = ⚠️ Message { $reference } failed five times. Please look at the log.
btn-open-private = Open private chat
btn-remove = Remove { $name }

file-wrong-kind = I cannot read this file. Please save the table as an Excel workbook (.xlsx) or as CSV and send it again.
file-old-kind =
    This kind of table is too old, or has a password, so I cannot open it.
    In Excel or WPS choose File → Save as, type <b>Excel Workbook (*.xlsx)</b>, without a password, and send me that.
file-too-big = This file is too big; { $megabytes } MB is the most. Please remove pictures and sheets that are not needed and send it again.
file-too-long = This table is too long; { $rows } rows is the most at a time. Please send it as several files.
file-damaged = I cannot open this file; it may not be complete. Please open it on a computer, save it again and send me that.
file-empty = There is nothing in this file. Please check whether it is the right one.
file-gone = I could not download that file. Please send it once more.
