help-about-signups = <b>Sign-ups</b>
help-signup = what is open for signing up, such as duties and activities

signup-howto =
    To open a sign-up, write its title, the number of seats and the deadline.
    For example: /signup Saturday bin duty seats=6 until=Fri 20:00
signup-howto-private =
    Nothing is open now. A captain opens one with a line in the group:
    /signup Saturday bin duty seats=6 until=Fri 20:00
signup-none =
    Nothing is open in this group now.
    A captain opens one with a line such as /signup Saturday bin duty seats=6
signup-list = { $lines }
signup-list-item =
    { $lines }
    　
signup-no-title =
    Please give it a name, right after the command.
    For example: /signup Saturday bin duty seats=6 until=Fri 20:00
signup-unknown-option =
    I do not know “{ $word }=”. There is: { $known } (seats until when place shifts party ask for waiting names weekly)
    For example: /signup Saturday bin duty seats=6 until=Fri 20:00
signup-option-twice = “{ $option }=” is there twice. Please leave one out.
signup-too-long = “{ $word }…” is too long. Please keep it within { $most } characters.
signup-number-unclear = “{ $given }” is not a number. Write it like this: seats=6
signup-yes-or-no = I did not understand “{ $given }”. Please write yes or no.
signup-party-unclear = I did not understand “{ $given }”. Write party=yes to let people bring their household, or party=4 for at most four.
signup-condition-unclear =
    I did not understand the condition “{ $given }”.
    There is: party, club, address, household, with commas between.
signup-too-many-questions = Too many questions, { $most } at most.
signup-too-many-shifts = Too many shifts, { $most } at most.
signup-shift-twice = Two shifts are written the same.
signup-shift-unclear = Write shifts like this: shifts=8:00-10:00,10:00-12:00; with numbers of their own: shifts=8:00-10:00(3),10:00-12:00(2)
signup-over-already = That time is over already. Please choose another one.
signup-closes-late = The deadline is after the end. Please change it.
signup-weekly-needs-time = A weekly one needs a time. Please add something like when=Sat 8:00-10:00.
signup-no-circle = No group is chosen yet. Please tap the name of a group above.

signup-card = { $lines }
signup-preview =
    { $lines }

    Shall I post it like this? Tap the groups it is for, then “确认 Confirm”.
signup-own = { $lines }
signup-desk =
    <b>Run it</b>
    { $lines }
signup-title = 📋 <b>{ $title }</b>
signup-title-closed = 📋 <b>{ $title }</b> · closed
signup-title-over = 📋 <b>{ $title }</b> · over
signup-title-cancelled = 📋 <b>{ $title }</b> · cancelled: { $reason }
signup-line-when = 🕘 { $at }
signup-line-span = 🕘 { $at }-{ $end }
signup-line-day = 📅 { $day }
signup-line-no-hour = 💡 Without an hour I cannot remind anybody. Tap “Change”, then “Time”.
signup-line-place = 📍 { $place }
signup-shift-label = <b>{ $shift }</b>　
signup-shift-after = {" "}{ $shift }
signup-line-any = 👥 { $label }<b>{ $seated }</b> signed up
signup-line-seats =
    👥 { $label }<b>{ $seated }/{ $seats }</b> taken{ $offered ->
        [0] {""}
       *[other] {" "}· { $offered } to be confirmed
    }{ $waiting ->
        [0] {""}
       *[other] {" "}· { $waiting } waiting
    }{ $full ->
        [yes] {" "}· full, queue open
       *[no] {""}
    }
signup-line-names = ✍️ { $names }
signup-line-party = bring your household, { $most } people at most
signup-line-kind = only { $kind }
signup-line-household = one of each household
signup-line-address = bound address needed
signup-line-weekly = every week
signup-line-closes = ⏰ until { $at }
signup-line-ask = ❓ { $words }
signup-line-ask-choice = ❓ { $words } ({ $choices })
signup-about = “{ $title }”
signup-about-shift = “{ $title }” { $shift }

btn-signup-join = 报名 Join
btn-signup-join-shift = 报名 Join { $shift }
btn-signup-leave = 取消报名 Leave
btn-signup-more = +1
btn-signup-less = −1
btn-signup-whole = 都能来才来 All of us or none
btn-signup-partly = 来几个算几个 As many as can
btn-signup-accept = 我来 I come
btn-signup-decline = 不来了 I cannot
btn-signup-stay = 仍然参加 I still come
btn-signup-code = 我的签到码 My code
btn-signup-stand-in = 找人替班 Find a stand-in
btn-signup-i-stand-in = 我来替 I stand in
btn-signup-not-me = 我不行 I cannot
btn-signup-opt-out = 别点我的名 Do not name me
btn-signup-opt-in = You may name me when people are missing
btn-signup-new = 发起报名 Open a sign-up
btn-signup-desk = 管理 Run
btn-signup-skip = 跳过 Skip
btn-signup-drop = 取消 Cancel
btn-signup-publish = 确认 Confirm
btn-signup-chosen = ☑️ { $word }
btn-signup-not-chosen = ⬜ { $word }
btn-signup-toggle-party = Household
btn-signup-toggle-names = Show names
btn-signup-toggle-weekly = Weekly
btn-signup-edit-title = Title
btn-signup-edit-seats = Seats
btn-signup-edit-when = Time
btn-signup-edit-place = Place
btn-signup-edit-shifts = Shifts
btn-signup-edit-until = Deadline
btn-signup-edit-ask = Questions
btn-signup-edit-for = Conditions
btn-signup-list = 名单 List
btn-signup-names = 看名单 See the list
btn-signup-xlsx = Export to Excel
btn-signup-add = Add a neighbour
btn-signup-paste = 粘贴接龙 Paste a list
btn-signup-close = Close
btn-signup-reopen = Reopen
btn-signup-change = Change
btn-signup-cancel = Cancel it
btn-signup-roll = 点名 Roll-call
btn-signup-weekly-stop = No more from next week on
btn-signup-present = { $name } 到场
btn-signup-absent = 缺席 Absent
btn-signup-excused = 请假 Excused
btn-signup-all-here = All others are here
btn-signup-take-list = Put them on the list

signup-ask-title = What is it? A short title, for example: Saturday bin duty
signup-ask-seats = How many people? A number, for example: 6. Skip it if there is no limit.
signup-ask-shifts =
    Are there shifts? Write them with commas between, for example: 8:00-10:00,10:00-12:00
    With numbers of their own: 8:00-10:00(3). Skip it if there are none.
signup-ask-until = Until when can people sign up? For example: Fri 20:00. Skip it if there is no deadline.
signup-ask-questions =
    What should I ask those who sign up, in private? One question a line, 5 at most. For example:
    How many children(number)
    Taste(sweet/savoury)
    Skip it if there is nothing to ask.
signup-ask-when = When is it? For example: Sat 8:00-10:00
signup-ask-place = Where is it? For example: bins of building 3
signup-ask-for = Who may sign up? For example: party, address, household
signup-posted = Done, it is posted in: { $circles }

signup-unknown = I cannot find this sign-up.
signup-entry-gone = You are not on this list any more, or the seat has gone to somebody else.
signup-not-your-circle = This belongs to another circle. Say something in that group and I will know you.
signup-elsewhere = That sign-up belongs to another circle, so I do not show it here. Please send me /signup { $number } in private.
signup-only-kind = This one is for { $kind } only.
signup-needs-address =
    You need a bound address for this one.
    Send in private: /bind 3-2-501
signup-is-closed = “{ $title }” is closed.
signup-is-cancelled = “{ $title }” was cancelled.
signup-is-over = “{ $title }” is over or was cancelled.
signup-has-begun = “{ $title }” has begun, nothing can be changed now.
signup-full = It is full, and there is no queue.
signup-queue-full = It is full, and so is the queue.
signup-household-on = Somebody of your household is on the list already; one of each can come.
signup-joined = You are on the list: { $about }{ $clash }
signup-clash = . Mind: “{ $title }” is at the same time
signup-waits = It is full: { $about }, you are number { $place } in the queue (候补), I will tell you when a seat is free
signup-joined-before = You are on the list already
signup-waits-before = You are number { $place } in the queue (候补)
signup-not-on-list = You are not on this list.
signup-left = All right, you are off the list
signup-left-late = You are off the list. As it begins within a day, the organiser knows
signup-left-late-told = { $name } left { $about } (less than 24 hours before).
signup-join-first = Please tap “报名 Join” first, then “+1” for your household.
signup-party-full = { $most } of a household at most.
signup-party-one = There is only you. If you cannot come, tap “取消报名 Leave”.
signup-answer-first = A seat is kept for you. Please answer in private first whether you come.
signup-more = All right, { $party } of you
signup-more-waiting = All right, { $party } of you are in the queue
signup-less = All right, { $party } of you now
signup-which =
    { $about }: there are not enough seats for { $party } of you. What shall I do?
    “All of us or none”: give up your seat, and { $party } of you queue together.
    “As many as can”: keep your seat, and the other one queues.
signup-which-private = Not enough seats. Please choose in private what to do
signup-party-waits =
    Noted: { $party } of you, { $seats ->
        [0] queueing together
       *[other] { $seats } with a seat, the others in the queue
    }, number { $place }.
signup-own-seated = ✅ You are on the list { $about } · seats: { $seats }
signup-own-waiting =
    ⏳ You are number { $place } in the queue { $about }{ $party ->
        [1] {""}
       *[other] { $seats ->
            [0] {" "}({ $party } people)
           *[other] {" "}({ $party } people, { $seats } with a seat)
        }
    }
signup-own-offered = 🔔 { $about } { $seats } free seats are kept for you until { $until }. Will you come?

signup-offer =
    🔔 { $about }: a seat is free. I keep { $seats } for you until { $until }.
    Tap “我来 I come”, or it goes to the next.
signup-accepted = All right, see you at { $about }
signup-declined = All right, it goes to the next
signup-offer-gone = This seat has gone to somebody else.
signup-offer-lapsed = { $about }: time is up, the seat has gone to the next. You may sign up again.
signup-seated = { $about }: somebody cannot come, so you moved up from the queue ({ $seats } seats). See you there!
signup-seated-neighbour = { $about }: { $name } moved up from the queue. They have no Telegram, please tell them.
signup-news-for = { $people } There is news about “{ $title }” for you. Tap the button below, then “Start”.
signup-news-quietly = { $people } I have to tell you something in private. Tap the button below, then “Start”.

signup-answer-in-private = Your seat is kept. Please answer { $count } questions in private
signup-question = ({ $number }/{ $count }) { $words }
signup-question-number = ({ $number }/{ $count }) { $words } (a number, please)
signup-answer-length = Please write a few words, { $most } characters at most.
signup-answer-number = A number, please. For example: 2
signup-answer-choice = Please choose one of these: { $choices }
signup-answered =
    Noted, thank you! { $about }
    { $state }
signup-unanswered = { $about }: you did not get round to the questions, so the seat has gone to somebody else. Tap “报名 Join” again if you still want to come.

signup-full-list =
    <b>{ $title }</b>
    { $lines }
signup-list-head = <b>{ $label }</b> { $seated }/{ $seats }
signup-list-head-any = <b>{ $label }</b> { $seated }
signup-names-head = <b>{ $label }</b>
signup-names-waiting = Waiting:
signup-list-line = { $number }. { $name }{ $state }{ $details }
signup-list-details = {" "}· { $words }
signup-list-gone = Left: { $names }
signup-list-gone-late = Left: { $names } (⚠️ less than 24 hours before)
signup-list-nobody = Nobody has signed up yet.
signup-state-offered = {" "}· to be confirmed
signup-state-waiting = {" "}· waiting
signup-state-asking = {" "}· has questions to answer
signup-state-unconfirmed = {" "}· not confirmed since the change
signup-state-gone = left
signup-sheet = List
signup-column-shift = Shift
signup-column-name = Name
signup-column-address = Address
signup-column-party = People
signup-column-seats = Seats
signup-column-state = State
signup-column-mark = Roll-call
signup-column-note = Note
signup-mark-present = present
signup-mark-absent = absent
signup-mark-excused = excused
signup-mark-replaced = replaced
signup-mark-none = not called

signup-closed-now = Closed
signup-open-again = Open again
signup-weekly-stopped = All right, this one stays, and no more open from next week on.
signup-ask-reason = Why is it cancelled? One sentence; everybody who signed up will see it.
signup-change-what = What shall change of “{ $title }”? When time or place change, everybody is told and asked again.
signup-needs-words = Please write a few words.
signup-seats-taken = { $taken } seats are taken already; the number cannot be smaller.
signup-cancelled =
    Sorry, “{ $title }” is cancelled.
    Reason: { $reason }
signup-cancelled-weekly = “{ $title }” is cancelled this time; everybody who signed up is told. Next week's opens as usual.
signup-cancelled-done = “{ $title }” is cancelled; everybody who signed up is told.
signup-changed = ⚠️ Time or place of “{ $title }” have changed, see its card. If you signed up, please confirm again in private.
signup-changed-done = “{ $title }” is changed.
signup-ask-again =
    ⚠️ { $about } has changed:
    { $lines }
    Will you still come?
signup-stays = All right, see you at { $about }
signup-pass-on = These have no Telegram; please tell them about “{ $title }”: { $names }

signup-which-shift = Which shift?
signup-ask-neighbour = Name and address, and how many come. For example: 张奶奶 3-2-501 2人
signup-neighbour-unclear =
    I did not understand that. First the name, a space, then the address.
    For example: 张奶奶 3-2-501
signup-neighbour-added = Noted: { $name } ({ $address }). Whoever binds this address later takes the entry over.
signup-neighbour-waits = It is full; { $name } ({ $address }) is in the queue.
signup-claimed = A captain signed your household up before; these are yours now: { $titles }
signup-paste-howto = Copy the whole list from the WeChat group and send it to me. I show you what I read before anything is noted.
signup-paste-nothing = I read nobody in this. Please copy the whole list, such as “1. 张三”, “2. 李四 2人”.
signup-paste-shown = { $lines }
signup-paste-read = I read <b>{ $count }</b>:
signup-paste-line =
    { $number }. { $name }{ $count ->
        [1] {""}
       *[other] {" "}({ $count })
    }{ $note }
signup-paste-cancelled = Crossed out, left out: { $words }
signup-paste-remarks = Taken for remarks, left out: { $words }
signup-paste-unread = ⚠️ I did not understand { $count ->
        [1] one line
       *[other] { $count } lines
    }, please add it yourself:
signup-paste-unread-line = 　{ $words }
signup-paste-taken = { $count } are on the list. { $skipped }
signup-paste-skipped = On the list before, or not possible: { $names }

signup-roll =
    <b>Roll-call</b> { $title }: { $there } of { $count } present
    { $lines }
    You can also send me the six digits that somebody shows you.
signup-roll-nobody = Nobody has a seat in “{ $title }”.
signup-roll-line = { $number }. { $name }{ $shift } — { $mark }
signup-code =
    Code for { $about }: <b>{ $code }</b>
    Show it to whoever calls the roll; it is good for { $minutes } minutes.
signup-code-elsewhere = This code is for something else.
signup-here = { $name } is here, noted.
signup-here-told = You are checked in for { $about }, thank you!
signup-stand-in-who = Who stands in for you at { $about }? Write their name as it is in the group.
signup-stand-in-nobody = Nobody in the circle has this name. Please write it as it is in the group.
signup-stand-in-which = Which of them?
signup-stand-in-asked = { $name } asks you to stand in at { $about }. Can you?
signup-stand-in-waits = { $name } is being asked. Until they accept, the seat is yours.
signup-stand-in-yours = Thank you! { $about } is yours
signup-stand-in-yes = { $name } stands in for you: { $about }.
signup-stand-in-no = { $name } cannot stand in at { $about }; the seat is still yours.
signup-stand-in-told = { $about }: { $name } stands in for { $before }.

signup-remind-day =
    Tomorrow: { $about }
    { $lines }
    If you cannot come, please leave the list early so that others can.
signup-remind-hour =
    In an hour: { $about }
    { $lines }
signup-short = Tomorrow, { $about }: <b>{ $free }</b> more people are needed. Who can come?
signup-short-names =
    Tomorrow, { $about }: <b>{ $free }</b> more people are needed. Who can come?
    Whose turn it is: { $names }
signup-closed-told = “{ $title }” is closed: { $seated } signed up, { $waiting } waiting.
signup-over-told = “{ $title }” is over, well done! Please call the roll, so that the hours count.
signup-opted-out = All right, you will not be named. To undo it, send /signup in private.
signup-opted-in = All right, you may be named when people are missing.
