# Words used everywhere. Telegram's HTML marks stay within one line.
verbatim = { $word }
done = Done
role-admin = admin
role-staff = community worker
role-captain = captain
role-resident = resident
role-stranger = not in a circle yet
grid-all = the whole community
kind-neighbours = neighbour circle
kind-party = party members' circle
kind-club = club circle
kind-group-buy = group-buy circle
nobody = a resident who had their data erased

no-permission = Only a { $who } can do this.
use-in-group = Please send /{ $command } in the group of your building.
go-private = Let us do this in private. Tap the button below, then “Start”.
group-not-mapped =
    This group is not set up yet (<b>登记</b>).
    A community worker or admin sends here: /setup 第一网格
unknown-command = I do not know that command. Send /help to see what I can do.
unknown-command-nearest = There is no /{ $typed }. Did you mean /{ $nearest }?
not-a-command =
    I understand commands only, I am no good at chatting.
    To report something broken, send: /report The lift is broken
    For everything else, see /help.
button-outdated = This button is out of date. Please send the command again.
error-apology =
    Sorry, I could not do that. The admins know.
    Reference { $reference }. Please try again in a while.
error-alert = ⚠️ Message { $reference } failed five times. Please look at the log.
btn-open-private = Open private chat
btn-remove = Remove { $name }
