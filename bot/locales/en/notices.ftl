help-about-notices = <b>Notices</b>
help-notice = send a notice, e.g. /notice No water tonight from 8
help-notices = notices sent and still to go

notice-howto =
    Write what is to be announced after the command, with a time before it if you like; /notice! if it is urgent.
    For example: /notice No water tonight from 8, please store some
notice-howto-private =
    Write what is to be announced after the command; before it whom it is for and when. A picture or file may go with it. /notice! if it is urgent.
    For example: /notice @{ $grid } tomorrow 9:00 No water on Friday, please store some
btn-notice-template = 📝 { $name }
notice-blank =
    { $template }

    What goes into “{ $blank }”?
notice-blank-empty = Please fill it in with words, or answer “cancel”.
notice-empty = What is to be announced? Please write it after the command.
notice-too-long = That is too long ({ $length } characters). A notice can have { $allowed }; please make it two.
notice-too-long-caption = That is too long ({ $length } characters). With a picture or file it can have { $allowed }.
notice-repeats-when = Please say at what hour, for example: /notice every Friday 19:00 Please lock your doors
notice-audience-in-private = In a group a notice goes to that group. For other circles, send it to me in private.
notice-no-circles = There is no circle yet that you can send notices to.
notice-for-whom =
    Whom is it for?
    You can also write it after the command, for example: /notice @{ $grid } No water tonight
notice-circles = { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }

notice-gist-photo = a picture
notice-gist-document = a file

notice-preview =
    👀 <b>Have a look first</b>{ $urgent ->
        [yes] {" "}· 🚨 urgent
       *[no] {""}
    }
    To: { $circles ->
        [one] <b>{ $circles } circle</b>
       *[other] <b>{ $circles } circles</b>
    }, about { $people ->
        [one] { $people } person
       *[other] { $people } people
    } ({ $audience }){ $closed ->
        [yes] {"\u000A"}⚠️ Not reached: { $closed_names } (I am not in the group)
       *[no] {""}
    }
    When: { $when }{ $quiet ->
        [yes] {" "}(those are quiet hours, so it waits for the morning; use /notice! if it is urgent)
       *[no] {""}
    }{ $file ->
        [photo] {" "}· with a picture
        [document] {" "}· with a file
       *[none] {""}
    }

    { $body }
notice-when-now = at once, when you confirm
notice-when-at = { $at }
notice-when-repeats =
    again and again, the next times are:
    { $times }
notice-time-line = • { $at }
btn-notice-send = Send
btn-notice-cancel = Cancel
btn-notice-when = Another time
notice-sending = All right, it is going to { $circles ->
        [one] { $circles } circle
       *[other] { $circles } circles
    }.
notice-settled = This notice has been dealt with already.
notice-time-passed = The time you set has passed. Press “Send” once more and it goes at once.
notice-waits =
    ⏰ All right, it will go: { $when }{ $quiet ->
        [yes] {" "}(those are quiet hours, so it waits for the morning; use /notice! if it is urgent)
       *[no] {""}
    }
notice-cancelled = “{ $gist }” will not be sent.
notice-when-ask =
    When should “{ $gist }” go?
    For example: tomorrow 9:00, 5 Dec 19:30, every Friday 19:00. To leave it, answer “cancel”.
notice-open-private = Please open the private chat with me and press Start first.
notice-see-private = Please look at our private chat.
notice-missed =
    ⏰ This notice missed its time, as I was not online. Send it now?

    { $body }
notice-not-sent =
    “{ $gist }” was not sent{ $repeats ->
        [yes] , and is paused for now
       *[no] {""}
    }.
    { $why }
notice-waiting =
    ⏰ <b>{ $state }</b>: { $when }

    { $body }
btn-notice-pause = ⏸ Pause
btn-notice-resume = ▶️ Go on

notice-card =
    { $urgent ->
        [yes] 🚨 <b>Urgent notice</b>
       *[no] 📢 <b>Notice</b>
    }{ $corrected }
    { $body }

    — { $by }
    ✅ Seen by <b>{ $confirmed }/{ $total }</b> { $unit ->
        [household] households
       *[mixed] households (people without an address count singly)
    }
notice-corrected = {" "}· ✏️ <b>corrected</b> { $at }
notice-by = { $who }
notice-by-role = { $role } { $who }
notice-withdrawn-card = 📢 <s>{ $body }</s> (taken back)
btn-seen = Got it
notice-seen = Noted, thank you!
notice-seen-before = You have pressed it already, thank you!
notice-gone = This notice was taken back, or is over.

notice-watch =
    📋 “{ $gist }”
    { $circle } · { $state }
    ✅ Seen by <b>{ $confirmed }/{ $total }</b> households
    { $missing ->
        [0] 🎉 Everybody has seen it.
        [one] ⬜ { $missing } household has not yet:
       *[other] ⬜ { $missing } households have not yet:
    }
    { $lines }
notice-unit = • { $unit }: { $names }
notice-unbound = • no address: { $names }
notice-more-households = { $more } more: see “Whole list”.
notice-overview =
    📣 “{ $gist }” · { $state }
    { $bar }
    Sent to <b>{ $sent }/{ $all }</b> circles{ $waiting ->
        [0] {""}
       *[other] {" "}· { $waiting } to go
    }{ $failed ->
        [0] {""}
       *[other] {" "}· { $failed } failed
    }{ $stopped ->
        [0] {""}
       *[other] {" "}· { $stopped } stopped
    }
    ✅ Seen by <b>{ $confirmed }/{ $total }</b> households
    { $failures }
notice-failure = ⚠️ { $circle }: { $why }
notice-more-failures = ⚠️ { $more } more circles have not got it.
notice-why-retry = cannot be reached now, I keep trying
notice-why-removed = I am not in the group, or may not write there
notice-why-refused = Telegram does not take this message
notice-state-draft = not sent yet
notice-state-scheduled = to be sent
notice-state-paused = paused
notice-state-sent = sent
notice-state-stopped = stopped
notice-state-cancelled = not sent
notice-state-withdrawn = taken back
notice-copy-sent = sent { $at }
notice-copy-waiting = on its way
notice-copy-failed = ⚠️ { $why }
notice-copy-stopped = not sent
btn-notice-stop = ⏹ Stop sending
btn-notice-remind = 🔔 Remind the others
btn-notice-record = ☎️ Told by phone or at the door
btn-notice-roster = 📄 Whole list
btn-notice-correct = ✏️ Correct
btn-notice-withdraw = 🗑 Take back
btn-notice-over = 📌 It is over, unpin
btn-notice-again = 🔁 Send again
notice-roster =
    <b>{ $circle }</b>
    ✅ Seen by { $confirmed }:
    { $done }

    ⬜ Not yet by { $missing }:
    { $absent }
notice-nobody = (nobody)
notice-confirmed = • { $has_address ->
        [yes] { $address }{" "}
       *[no] {""}
    }{ $name }{ $how ->
        [phone] {" "}(called by { $by })
        [visit] {" "}(visited by { $by })
       *[press] {""}
    }

notice-remind-quiet = These are quiet hours; please remind them in the morning.
notice-reminded =
    { $people ->
        [0] { $rested ->
            [0] Everybody has seen it; there is nobody to remind.
           *[other] They have been reminded today. Please try again tomorrow.
        }
       *[other] Reminded: { $private } in private, { $called } by name in the group.
    }
notice-ask =
    Hello, there is a notice in “{ $circle }”. Please read it and press “Got it”.

    { $body }
notice-ask-urgent =
    🚨 Hello, there is an <b>urgent notice</b> in “{ $circle }”. Please read it and press “Got it”.

    { $body }
notice-ask-corrected =
    ✏️ Hello, a notice that you have seen was <b>corrected</b>. Please read it and press “Got it” again. ({ $circle })

    { $body }
notice-asked-done = ✅ “{ $gist }”: your household has seen it, thank you! ({ $circle })
notice-asked-withdrawn = “{ $gist }” was taken back; there is nothing to do.
notice-call-out =
    { $people }
    Please have a look at the notice “{ $gist }” and press “Got it” under it. Thank you!
notice-call-out-corrected =
    { $people }
    The notice “{ $gist }” was <b>corrected</b>. Please read it and press “Got it” again. Thank you!
notice-call-list =
    ☎️ In “{ $circle }”, { $missing } households have not seen the urgent notice “{ $gist }”.
    Please call them or knock, and note it with the button below:
    { $lines }
notice-over-done = All right: unpinned, and no more reminders.

notice-record = In “{ $circle }”, { $missing } households have not seen it. Which one did you tell?
notice-record-none = Everybody in “{ $circle }” has seen it. Thank you!
notice-record-how = { $household }: how did you tell them?
notice-record-before = This household has seen it already.
notice-recorded = Noted: { $household }
btn-notice-phone = 📞 By phone
btn-notice-visit = 🚪 At the door
btn-notice-back = ‹ Back
btn-notice-earlier = ‹ Before
btn-notice-further = More ›

notice-correct-ask =
    It says now:

    { $body }

    Please send me the whole corrected text. To leave it, answer “cancel”.
notice-correct-words = Please send me the whole corrected text in words.
notice-correct-preview =
    Shall it say this?

    { $body }
btn-notice-correct-yes = Correct it
btn-notice-correct-no = Leave it
notice-correct-dropped = All right, nothing was changed.
notice-correct-done =
    ✏️ Corrected:

    { $body }{ $quiet ->
        [yes] {"\u000A\u000A"}Those who had seen it are asked again in the morning.
       *[no] {""}
    }
notice-stopped = { $count ->
        [0] Everything has left already. Use “Take back” to get it back.
        [one] Stopped. { $count } circle did not get it.
       *[other] Stopped. { $count } circles did not get it.
    }
notice-withdraw-sure = Take “{ $gist }” back from { $circles ->
        [one] { $circles } circle
       *[other] { $circles } circles
    }?
btn-notice-withdraw-yes = Take it back
notice-withdrawn = “{ $gist }” was taken back.
notice-not-yours = This notice is not yours to manage.
notices-none =
    There are no notices yet.
    For example: /notice @{ $grid } No water tonight from 8
notices-list =
    <b>Notices</b> (press a number for more)
    { $lines }
notices-line = <b>{ $number }.</b> { $state ->
        [scheduled] ⏰ goes { $at } ·
        [paused] ⏸ paused ·
        [withdrawn] 🗑 { $at } · taken back ·
       *[other] { $at } ·
    } { $gist }{ $total ->
        [0] {""}
       *[other] {" "}· { $confirmed }/{ $total }
    }
