help-about-reports = <b>Reports</b>
help-report = report something, e.g. /report The lift is broken
help-mine = what I reported
help-inbox = open tickets

report-howto =
    Write what is wrong after the command; or reply to a message, or add a photo.
    For example: /report The lift in unit 3 is broken
report-no-circle = I do not know your circle yet. Please say something in the group of your building first.
report-too-long = That is rather long ({ $length } characters). Please keep it within { $allowed }, or report it in two parts.
report-which-circle = Which circle is this about?
report-pick-by-button = Please tap a button above to choose the circle, or send /cancel.
report-circle-picked = All right, reported in “{ $circle }”.
btn-anonymous-on = ☑️ Anonymous
btn-anonymous-off = ⬜ Anonymous
btn-hide-me = Make it anonymous
report-anonymous-now = Done: nobody but staff knows it was you
anonymous-name = { $name } (anonymous, keep it to yourself)
report-not-yours = Only the reporter can change that.
report-not-in-circle = You are not in this circle.
report-photo-only = (see the photo)
report-accepted =
    Received <b>#{ $number }</b> { $body }
    { $state }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } households have it
    }
report-receipt =
    Received <b>#{ $number }</b> { $body }
    { $circle } · { $state }{ $anonymous ->
        [yes] {" "}· anonymous
       *[no] {""}
    }
    I will tell you what becomes of it. The group sees the matter, not who reported it.
state-waiting = waiting for a community worker
state-taken = { $owner } is on it
state-closed = closed
report-for-staff =
    <b>#{ $number }</b> · { $circle }
    { $body }

    Reporter: { $reporter }
    Address: { $address }
    Time: { $at }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } households
    }
    State: { $state }
btn-take = 接单 Take
btn-close = 办结 Close
btn-join = 我家也是 Same here
btn-number = #{ $number }
report-you-took = #{ $number } is yours, thank you
report-you-closed = #{ $number } is closed
report-taken = Your report <b>#{ $number }</b> “{ $body }”: { $by } has taken it and is on it.
report-closed = Your report <b>#{ $number }</b> “{ $body }”: { $by } has <b>closed</b> it as done.
told-in-group = { $who } { $words }
report-joined = Counted. You will hear what becomes of #{ $number }
report-joined-before = Your household is counted in #{ $number } already
report-already-taken = #{ $number } was taken by { $owner } already.
report-not-now = #{ $number } is “{ $state }” now; this step is not possible.
report-unknown = There is no #{ $number }, or it is not yours to see.
inbox-empty = Nothing open. Take a breath.
inbox =
    Open: { $count }, the oldest first:
    { $lines }
inbox-more =
    The { $count } oldest open ones (there are more):
    { $lines }
mine =
    What you reported:
    { $lines }
mine-none =
    You have not reported anything yet.
    For example: /report The lift in unit 3 is broken
ticket-line = <b>#{ $number }</b> { $body } · { $circle } · { $state }
ticket-howto =
    Which one? Add its number.
    For example: #12
ticket =
    { $ticket }

    { $history }
event-file = { $at }  { $name } reported it
event-take = { $at }  { $name } took it
event-close = { $at }  { $name } closed it
event-join = { $at }  { $name } has it too
