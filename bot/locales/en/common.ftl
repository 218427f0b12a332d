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
limited =
    That was a little fast for me. <b>I have not taken this message, nor what you send after it.</b>
    Please wait { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    } and send again what I have not taken.
    What is dangerous, such as a fire or somebody trapped, I take at any time.
limited-in-group =
    You were a little fast for me in “{ $group }”.
    <b>I have not taken “{ $words }”, nor what you send after it.</b>
    Please wait { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    } and send again what I have not taken.
    What is dangerous, such as a fire or somebody trapped, I take at any time.
limited-press = A little too fast. Please wait { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    } and press again.
btn-open-private = Open private chat
btn-remove = Remove { $name }

audience-unknown =
    I do not know who “@{ $word }” is.
    You can name a grid: { $grids }
    or a kind of circle: { $kinds }
    or a circle by its name, such as @3号楼
audience-unknown-near =
    I do not know who “@{ $word }” is. Did you mean { $titles }?
    You can also name a grid: { $grids }
    or a kind of circle: { $kinds }
audience-ambiguous = More than one circle begins with “{ $word }”: { $titles }. Please write more of the name and send it again.
audience-not-yours =
    { $named } is not yours to address, so nothing was sent.
    You can write: { $allowed }
audience-none-yours = There is no circle yet that you may address. Please ask an admin.
audience-empty = There is no circle like that. Please write it another way, for example { $allowed }

time-unreadable = I cannot read that time. You can write “tomorrow 9am”, “Saturday 14:30”, “12/5 19:30” or “in 2 hours”.
time-past = That time is over already.
time-impossible = There is no such time. Please check the date and the hour.
time-no-time = The hour is missing. Please write at what time.
time-morning-or-evening = In the morning, or in the afternoon or evening? Please say, such as “8am” or “8pm”.
time-which-day = I am not sure which day you mean. Please write the date.
time-weekday-mismatch = The date is not that day of the week. Please check which of the two is right.
time-clock-change = The clocks change that night, so this time is skipped or comes twice. Please choose another.
time-wrong-order = It ends before it begins. Please turn the two times round, or say that the end is on the next day.
time-which-interval = “Every other two days” can be every second or every third day. Please write “every 2 days” or “every 3 days”.
time-which =
    { $why }
    Which of these do you mean? Please write it in full, as here, and send it again:
    { $candidates }
time-candidate = • { $at }

called = { $more ->
    [0] { $who }
   *[other] { $who } and { $more } more
}

code-unreadable = That is not a code. A code has 6 digits, such as <b>306 218</b>.
code-unknown = There is no such code. Please check the 6 digits.
code-used = This code has been used already; each works only once.
code-expired = This code has run out. Please have a new one shown to you.
code-barred = Too many wrong codes or links. Please try again at { $at }.

file-wrong-kind = I cannot read this file. Please save the table as an Excel workbook (.xlsx) or as CSV and send it again.
file-old-kind =
    This kind of table is too old, or has a password, so I cannot open it.
    In Excel or WPS choose File → Save as, type <b>Excel Workbook (*.xlsx)</b>, without a password, and send me that.
file-too-big = This file is too big; { $megabytes } MB is the most. Please remove pictures and sheets that are not needed and send it again.
file-too-long = This table is too long; { $rows } rows is the most at a time. Please send it as several files.
file-damaged = I cannot open this file; it may not be complete. Please open it on a computer, save it again and send me that.
file-empty = There is nothing in this file. Please check whether it is the right one.
file-for-what = What shall I do with this file? If it is a list of households, reply to it with /roster.
file-gone = I could not download that file. Please send it once more.
