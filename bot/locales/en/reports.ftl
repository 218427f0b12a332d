help-about-reports = <b>Reports</b>
help-report = report something, e.g. /report The lift is broken
help-mine = what I reported
help-inbox = open tickets

report-howto =
    Write what is wrong after the command; or reply to a message, or add photos.
    For example: /report The lift in unit 3 is broken
report-no-circle = I do not know your circle yet. Please say something in the group of your building first.
report-too-long = That is rather long ({ $length } characters). Please keep it within { $allowed }, or send it in two parts.
report-which-circle = Which circle is this about?
report-circle-picked = All right, it is about “{ $circle }”.
report-circle-still-open = I cannot pass on “{ $body }” before you choose the circle. Please tap a button above.
btn-anonymous-on = ☑️ Anonymous
btn-anonymous-off = ⬜ Anonymous
btn-hide-me = Make it anonymous
btn-withdraw = Withdraw
btn-never-mind = Never mind
btn-withdraw-sure = Yes, withdraw it
report-anonymous-now = Done: from now on only staff see that it was you
anonymous-name = { $name } (anonymous, keep it to yourself)
anonymous = an anonymous resident
report-not-yours = Only the reporter can change that.
report-not-in-circle = You are not in this circle.
report-draft-gone = This is for whoever reported it to choose, or was chosen already.
report-photo-only = (see the photo)
report-filed-for-you =
    { $by } reported this for you.
    { $receipt }
report-more-photos = Photo of #{ $number }

report-similar =
    Is it the same as this?
    { $lines }
similar-line = <b>#{ $number }</b> { $body }
btn-same = 就是这件事 Same #{ $number }
btn-new = 不是，新报 No, a new one
report-filed-new = All right, reported as a new one: #{ $number }.
report-over-new = #{ $number } has just ended. Please tap “No, a new one”.

report-danger = ⚠️ <b>If there is danger, call { $call } first!</b>
report-with-danger =
    { $danger }
    { $words }
report-accepted =
    Received <b>#{ $number }</b> { $body }
    { $category } · { $state }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } households have it
    }{ $first }{ $handovers ->
        [0] {""}
       *[other] {" "}· handed on { $handovers } ×
    }
report-receipt =
    Received <b>#{ $number }</b> { $body }
    { $circle } · { $category } · { $state }{ $anonymous ->
        [yes] {" "}· anonymous
       *[no] {""}
    }
    I will tell you what becomes of it. The group sees the matter, not who reported it.
report-receipt-over =
    <b>#{ $number }</b> { $body }
    { $circle } · { $category } · { $state }{ $anonymous ->
        [yes] {" "}· anonymous
       *[no] {""}
    }
report-first = {" "}· first taken by { $name }
blank = {""}
btn-category = Category: { $category }
btn-category-now = ✓ { $word }
btn-join = 我家也是 Same here

state-waiting = waiting to be taken
state-taken = in hand ({ $owner })
state-transferred = handed on
state-transferred-to = handed on ({ $owner })
state-held = on hold
state-review = waiting for your verdict
state-closed = closed
state-merged = merged
state-rejected = not accepted
state-withdrawn = withdrawn

report-for-staff =
    <b>#{ $number }</b> · { $circle } · <b>{ $state }</b>
    { $body }

    { $lines }
report-news =
    { $news }

    { $card }
report-not-yours-any-more = #{ $number } is no longer yours to work on. Thank you.
report-line-reporter = Reporter: { $name } · address: { $address }
report-line-filed-by = Reported for them by { $name }
report-line-time = Time: { $at }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } households
    }
report-line-category = Category: { $category }{ $urgent ->
        [yes] {" "}· 🔴 urgent
       *[no] {""}
    }
report-line-respond = Please take it by { $at }
report-line-resolve = Please solve it by { $at }
report-line-held = On hold until { $at }
report-line-first = First taken by { $name }
report-line-handovers = Handed on { $count } ×
report-line-reopenings = Re-opened { $count } ×
report-line-merged = Merged into #{ $number }

btn-take = 接单 Take
btn-take-back = 收回 Take back
btn-return = 退回 Give back
btn-resume = 恢复办理 Go on
btn-reply = 回复 Reply
btn-transfer = 转派 Hand on
btn-partner = 🏢 { $name }
btn-close = 办结 Close
btn-reject = 不受理 Reject
btn-hold = 挂起 Hold
btn-classify = 改类别 Category
btn-merge = 合并 Merge
btn-details = 打开 Open
btn-answer = 回话 Answer
btn-number = #{ $number }
btn-contest = 我不同意 I object
btn-earlier = « Earlier
btn-later = Later »
btn-days = { $days } d
btn-reject-scope = No matter of the community
btn-reject-other = Another reason
btn-solved-yes = 解决了 Solved
btn-solved-partly = 部分解决 Partly
btn-solved-no = 没解决 Not solved
btn-satisfied-yes = 满意 Content
btn-satisfied-fairly = 基本满意 Fairly
btn-satisfied-no = 不满意 Not content

step-file = report
step-take = take
step-reply = reply
step-answer = answer
step-transfer = hand on
step-return = give back
step-hold = hold
step-resume = go on
step-close = close
step-reject = reject
step-contest = object
step-merge = merge
step-withdraw = withdraw
step-rate = rate
step-reopen = re-open
step-expire = close without a rating
step-classify = change the category
party-reporter = the reporter
party-target = whoever it was handed to
party-staff = staff of this grid

report-already-taken = #{ $number } was taken by { $owner } already.
report-not-now = #{ $number } is “{ $state }” now; this step is not possible. { $can }
report-can =
    Possible now:
    { $steps }
report-can-nothing = There is nothing for you to do.
report-not-yours-to-do = This step of #{ $number } is for { $who }.
report-needs-words = Please write a few words, or send a photo.
report-unknown = There is no #{ $number }, or it is not yours to see.
report-over = #{ $number } is over. If it broke again, please report it anew.
report-reporter-gone = The reporter of #{ $number } had their data erased and cannot be told.
report-not-staff = They are not staff of this grid.
report-partner-empty = Nobody of “{ $organisation }” has joined yet. An admin can send /partner.
report-nobody-to-transfer-to = There is no colleague or partner to hand it to yet.
report-nothing-to-merge-into = This circle has no other open ticket to merge into.
report-not-asked = You were not asked about this one.
report-question-over = This question about #{ $number } is over.
report-rated-before = You have rated #{ $number } already, thank you

ask-reply = What shall I tell the reporter of #{ $number }? Just write, or send a photo.
ask-answer = What would you like to say about #{ $number }? Just write, or send a photo.
ask-close = How was #{ $number } solved? Write a sentence, perhaps with a photo. The reporter and the group will see it, so no names or addresses please.
report-reject-why = Why is #{ $number } not accepted?
ask-reject = Please write why #{ $number } is not accepted; the reporter will see it.
ask-return = Why do you give #{ $number } back? Write a sentence.
ask-hold = What is #{ $number } waiting for? For example: a spare part. The reporter will see it.
ask-hold-until = Until when is #{ $number } on hold? Tap below or write a day, e.g. next Monday.
hold-until-unclear = I did not understand that day, or it is past.
ask-reopen = What is still wrong with #{ $number }? Write a sentence, or send a photo.
ask-contest = Why do you object to #{ $number }? Write a sentence. You can object once; staff will look again.

report-you-took = #{ $number } is yours, thank you
report-handed-to-you = { $by } hands you this. Please take it, or give it back if it is not yours.
report-resumed = #{ $number } goes on
report-to-whom = Hand #{ $number } to whom?
report-transferred = #{ $number } handed to { $to }
report-handed-on-since = #{ $number } was handed on already; please look at its newest card.
report-transferred-told = <b>#{ $number }</b> “{ $body }” was handed to { $to }.
report-merge-into = Merge #{ $number } into which?
report-merged = #{ $number } is merged into #{ $into }
report-merged-told = <b>#{ $number }</b> and <b>#{ $into }</b> are the same and are handled together. You will hear what becomes of #{ $into }.
report-which-category = Which category is #{ $number }?
report-classified = Category of #{ $number }: { $category }
report-you-closed = #{ $number } is closed; the residents are being asked.
report-you-rejected = #{ $number } is marked as not accepted; the reporter has your reason.
report-you-returned = #{ $number } was given back.
report-you-held = #{ $number } is on hold until { $until }.
report-you-reopened = All right, #{ $number } is open again; somebody will go on.
report-you-contested = All right, staff will look at #{ $number } again.
report-withdrawn = #{ $number } is withdrawn
report-withdrawn-worker = The reporter withdrew <b>#{ $number }</b>; nothing is left to do.
report-withdraw-sure = Withdraw #{ $number }? Nobody will work on it then.
report-withdrawn-told = The reporter of <b>#{ $number }</b> withdrew it. If you still have the trouble, please report it.

report-taken = <b>#{ $number }</b> “{ $body }”: { $by } has taken it and is on it.
report-held =
    <b>#{ $number }</b> “{ $body }” has to wait: { $words }
    It goes on { $until }.
report-rejected = Sorry, <b>#{ $number }</b> “{ $body }” was not accepted: { $words }
report-rejected-contest =
    { $told }
    If you do not agree, you can object once.
report-returned = ↩️ #{ $number } was given back by { $by }: { $words }
report-closed = <b>#{ $number }</b> “{ $body }”: { $by } has <b>closed</b> it: { $words }
report-closed-ask =
    { $told }
    How is it now?
report-closed-group = ✅ <b>#{ $number }</b> is closed: { $words }
report-closed-call =
    { $line }
    { $who } Is it solved? Please tap the button below, then “Start”, and tell me.
report-how-content = Thank you. Are you content with how #{ $number } was handled?
report-thanks = Thank you. That is all about #{ $number }; I am here when you need me.
report-ask-again = Is <b>#{ $number }</b> “{ $body }” solved? One tap will do.
report-reopened = ⚠️ #{ $number } is not solved, re-opened { $count } ×: { $words }
report-reopened-told = <b>#{ $number }</b> “{ $body }” is not solved yet and is open again; somebody will go on.
report-contested = ⚠️ The reporter of #{ $number } objects to its not being accepted: { $words }
report-told = <b>#{ $number }</b> { $by }: { $words }
report-reply-sent = The reporter of #{ $number } has it.
report-reply-waits = The reporter of #{ $number } has not opened a chat with me yet; they will see it once they do.
report-answered = <b>#{ $number }</b> { $who ->
        [reporter] reporter
       *[neighbour] neighbour
    } { $name }: { $words }
report-answer-sent = Whoever works on #{ $number } has it.
report-joined = Counted. You will hear what becomes of #{ $number }
report-joined-group = Counted. The group will hear what becomes of #{ $number }
report-joined-before = Your household is counted in #{ $number } already

report-respond-warn = ⏳ Nobody has taken <b>#{ $number }</b> “{ $body }” yet, and the time is nearly up. { $circle }
report-respond-overdue = ⚠️ Nobody has taken <b>#{ $number }</b> “{ $body }” in time. { $circle }
report-resolve-warn = ⏳ The time for <b>#{ $number }</b> “{ $body }” is nearly up. { $circle }
report-resolve-overdue = ⚠️ <b>#{ $number }</b> “{ $body }” is overdue. { $circle }
report-hold-over = <b>#{ $number }</b> “{ $body }” was on hold until today and goes on. { $circle }

inbox-empty = Nothing open. Take a breath.
inbox =
    Open, the most urgent first (page { $page }):
    { $lines }
mine =
    What you reported lately:
    { $lines }
mine-none =
    You have not reported anything yet.
    For example: /report The lift in unit 3 is broken
ticket-line = <b>#{ $number }</b> { $body } · { $state }
inbox-line =
    { $urgent ->
        [yes] 🔴{" "}
       *[no] {""}
    }<b>#{ $number }</b> { $body }
    　{ $circle } · { $state }{ $due }
inbox-due = {" "}· by { $at }
inbox-late = {" "}· ⚠️ was due { $at }
ticket-howto =
    Which one? Add its number.
    For example: #12
ticket =
    { $ticket }

    { $history }
event-line = { $at }  { $name } { $what }
event-line-words = { $at }  { $name } { $what }: { $words }
event-file = reported it
event-take = took it
event-reply = replied
event-answer = answered
event-transfer = handed it to { $detail }
event-return = gave it back
event-hold = put it on hold
event-resume = went on
event-close = closed it
event-reject = did not accept it
event-contest = objected
event-merge = merged it into { $detail }
event-withdraw = withdrew it
event-rate = rated it: { $solved }, { $satisfied }
event-reopen = said it is not solved
event-expire = not rated, closed
event-classify = changed the category to { $detail }
