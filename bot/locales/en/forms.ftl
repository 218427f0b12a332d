help-about-forms = <b>Registration</b>
help-register = Fill in a registration form
help-forms = Forms: who is missing, remind, check, export
help-form = Send out a form, e.g. /form 返京登记 @第一网格
form-howto =
    Send a form to residents: its name, the grid, and until when.
    For example: /form 返京登记 @{ $grid } deadline=Sunday 20:00

    Or choose one here:
form-no-template =
    There is no form called “{ $word }”. Here are the ready ones, or make your own.
    For example: /form 返京登记 @{ $grid } deadline=Sunday 20:00
form-no-key =
    Answers are kept encrypted, but there is no key yet, so no form can be sent out.
    Please ask whoever runs the server to run once: linliquan key new
form-option-twice = “{ $option }” is there twice; please keep one.
form-deadline-past = That deadline is over. Please send /form again.
form-open-too-long = That deadline is too far off; one year is the most.
form-erased-too-early = The day of erasure must be after the deadline.
form-kept-too-long = That day of erasure is too far off; ten years after the deadline is the most.
form-plan-gone = This form has been sent out, or it lay about for too long. Please send /form again.
form-faults =
    This form cannot be sent out yet:
    { $lines }
form-fault-empty = • There is no question to answer.
form-fault-too-many = • There are too many questions; { $allowed } is the most.
form-fault-twice = • “{ $question }” has the name { $name }, which another question has.
form-fault-choices = • “{ $question }” needs 1 to { $allowed } choices.
form-fault-choice-names = • “{ $question }” has choices with the same name, or with spaces in their names.
form-fault-expression = • In “{ $question }” I do not understand { $words }, at { $part }.
form-fault-unknown = • “{ $question }” looks at the answer to { $name }, but no earlier question is called so.
form-for-whom = Where does “{ $title }” go?
form-preview =
    <b>{ $title }</b> (preview)
    Purpose: { $purpose }
    { $per ->
        [household] One answer per household · to { $circles } circles, about { $total } households
       *[person] One answer per person · to { $circles } circles, about { $total } people
    }
    Deadline: <b>{ $closes }</b>
    Answers are erased on { $erases }; only the counts stay

    { $lines }

    If it is right, tap Confirm.
form-preview-line = { $place }. { $question } ({ $kind }{ $required ->
        [yes] {""}
       *[no] , may be skipped
    }){ $sensitive ->
        [yes] {" "}🔒
       *[no] {""}
    }
form-kind-text = words
form-kind-integer = whole number
form-kind-decimal = number
form-kind-date = date
form-kind-select_one = one choice
form-kind-select_multiple = several choices
form-kind-image = photo
form-kind-note = note
form-kind-mobile = mobile number
form-kind-identity = identity number
form-per-household = Per household
form-per-person = Per person
form-opened = “{ $title }” has gone to { $circles } circles. See how it goes: /forms
btn-form-confirm = Confirm
btn-form-drop = Cancel
btn-form-own = ✏️ Make my own
btn-form-xlsform = 📎 From an XLSForm workbook
btn-form-manage = See progress
form-guide-title = Step by step, then. What is the form called? For example: Vehicles
form-guide-purpose = What are the answers for? Residents see it first. For example: to count cars and plan parking
form-guide-per = One answer for each household, or for each person?
form-guide-label = What does question { $place } ask? For example: Number plate
form-guide-kind = How is “{ $question }” answered?
form-guide-choices = What can one choose for “{ $question }”? Part them by commas, for example: yes, no
form-guide-choices-again = Please write 2 to { $allowed } choices, parted by commas, each of { $length } characters at most.
form-guide-added =
    Question { $place }: <b>{ $question }</b> ({ $kind })
    Change it here, or go on:
form-guide-undone = That question is gone.
form-guide-full = There are enough questions; { $allowed } is the most.
btn-form-required = { $on ->
        [yes] ☑️ Required
       *[no] ⬜ Required
    }
btn-form-sensitive = { $on ->
        [yes] 🔒 Sensitive
       *[no] ⬜ Sensitive
    }
btn-form-more = One more question
btn-form-undo = Remove this one
btn-form-finish = Done
form-words-length = Please write 1 to { $allowed } characters.
xlsform-ask = Please send me the XLSForm workbook (.xlsx) with the sheets survey and choices.
xlsform-no-file = Please send an .xlsx file. To stop, send /cancel.
xlsform-purpose = What are the answers to “{ $title }” for? The workbook does not say, and residents see it first.
xlsform-wrong =
    This workbook cannot be used yet; { $count } things need mending:
    { $lines }
xlsform-left-out =
    I have no use for these and left them out:
    { $lines }
xlsform-no-survey = • There is no sheet called survey, only: { $sheets }
xlsform-sheet = • Sheet “{ $sheet }”
xlsform-setting = • { $setting } in settings
xlsform-choice = • choices, row { $row }: list_name or name is missing
xlsform-column = • Column “{ $column }” of { $sheet }
xlsform-type = • Row { $row }: { $type }
xlsform-incomplete = • survey, row { $row }: name or label is missing
xlsform-no-list = • survey, row { $row }: choices has no list { $list }
xlsform-wrong-type = • survey, row { $row }: I cannot ask a question of type { $type }
xlsform-wrong-column = • survey, row { $row }: { $column } is not supported
xlsform-too-long = • survey, row { $row }: { $column } is too long; { $allowed } characters is the most
xlsform-flag = • survey, row { $row }: { $column } can only be yes or no
form-progress-households = <b>{ $done }/{ $total }</b> households registered
form-progress-people = <b>{ $done }/{ $total }</b> people registered
form-card =
    📋 <b>{ $title }</b>
    { $purpose }
    Deadline: { $closes }
    { $progress }
    You fill it in in private; the group sees none of it.
form-card-closed =
    📋 <b>{ $title }</b> (closed)
    { $purpose }
    { $progress }
form-card-erased =
    📋 <b>{ $title }</b> (over; the answers are erased)
    { $progress }
btn-form-fill = Fill in
form-none-open = There is no form for you to fill in.
form-which = Please choose one:
form-mine-new = not yet
form-mine-begun = begun
form-mine-done = handed in
form-mine-returned = ⚠️ one thing to mend
btn-form = { $title } · { $state }
btn-form-go-on-for = { $title } · go on for { $whose }
form-unknown = There is no such form. See yours: /register
form-not-for-you = “{ $title }” was not sent to your circle, so you need not fill it in.
form-closed = “{ $title }” is closed. If something must be changed, ask your captain or a community worker.
form-closed-on-you = “{ $title }” has closed, and what you had not handed in is gone. To add it, ask your captain or a community worker.
form-intro =
    📋 <b>{ $title }</b>
    Purpose: { $purpose }
    On <b>{ $erases }</b> your answers are erased; only the count stays.
    Only your captain and community workers see them. Identity and mobile numbers are encrypted and shown in part.

    { $per ->
        [household] Your household: { $address }, one answer for all of you
       *[person] One answer for each person
    }, about { $count } questions. Deadline: { $closes }
btn-form-begin = Begin
btn-form-reuse-all = Same as last time
form-begun-before = You have begun already; go on with /register.
form-which-address =
    Before “{ $title }”, please tell me your building, unit and room.
    For example: 3-2-501
form-address-first = Please tell me first where you live, for example: /bind 3-2-501
form-resumed = Going on with “{ $title }”:
form-asking =
    { $lines }
form-note = ℹ️ { $note }
form-question = { $place }/{ $total }  <b>{ $question }</b>
form-hint = <i>{ $hint }</i>
form-how-words = Please type your answer.
form-how-number = Please type a number.
form-how-date = Please type a date.
form-how-one = Please tap one.
form-how-several = Tap as many as apply, then Done.
form-how-sensitive = 🔒 It is kept encrypted; only who checks it sees it.
form-how-photo = Please send a photo.
btn-form-choice = { $tick ->
        [on] ☑️ { $label }
        [off] ⬜ { $label }
       *[none] { $label }
    }
btn-form-reuse = Same as last time: { $answer }
btn-form-back = ⬅️ Back
btn-form-ticked = Done
btn-form-skip = Skip
form-chosen =
    { $question }
    ✓ { $answer }
form-draft-gone = This one was handed in, or is gone. See /register.
form-no-question = No question is waiting. Go on with /register.
form-answered-before = This question is answered already. To change it, use Change at the end, or Back.
form-first-question = This is the first question.
form-tick-one = Please tap at least one.
form-required = This question cannot be skipped.
form-nothing-earlier = Your earlier answer is gone. Please answer anew.
form-needs-words = Please type the answer to this one.
form-needs-photo = Please send a photo for this one.
form-bad-mobile = This does not look like a mobile number. Please write 11 digits, such as 13800138000
form-bad-mobile-length = A mobile number has 11 digits; yours has { $length }. Please count again.
form-bad-mobile-prefix = Mobile numbers begin with 13 to 19. Please look again.
form-old-identity = This is an old number of 15 digits; today's have 18. Please copy it from the newer card.
form-bad-identity = This does not look like an identity number. It has 18 places, the last may be X.
form-bad-identity-length = An identity number has 18 places; yours has { $length }. Please count again.
form-bad-identity-digits = The region or the date of birth in this number cannot be right. Please look at the card again.
form-bad-identity-check = One digit of this number is wrong. Please look at the card again.
form-bad-integer = Please write a whole number, such as 3
form-bad-decimal = Please write a number, such as 65.5
form-bad-date = I cannot read this date. You can write 2026-12-05 or December 5
form-no-such-day = There is no such day. Please look again.
form-too-early = It cannot be before { $day }. Please look again.
form-too-late = It cannot be after { $day }. Please look again.
form-too-long = That is a little long ({ $length } characters); { $allowed } is the most.
form-press-a-choice = Please tap a button, or type one of the choices.
form-against-rule = { $message }
form-against-some-rule = This answer is not allowed here. Please look again.
form-last-look =
    <b>{ $title }</b> · { $whose }
    Please look it over and hand it in:

    { $lines }
form-line = { $question }: <b>{ $answer }</b>
form-skipped = (skipped)
form-has-photo = 📷 photo
form-no-address = no address
btn-form-submit = ✅ Hand in
btn-form-change = ✏️ Change
btn-form-no-change = Nothing, go back
form-change-which = Which one do you want to change?
form-incomplete = Some questions are not answered yet; go on with /register.
form-handed-in = “{ $title }” is handed in ✓
form-thanks =
    Thank you! “{ $title }” is done ({ $whose }).
    To change it before { $closes }, send /register.
form-new-version = This is version { $version }; the earlier ones are kept.
form-thanks-proxy =
    Done: “{ $title }” for { $whose }.
    It can be changed before { $closes }.
form-handed-in-before =
    You handed in “{ $title }” ({ $at }, { $state }) · { $whose }

    { $lines }
form-done-by-other =
    Somebody of your household handed in “{ $title }” at { $at }; you need not.
    If it is not right, you can fill it in anew.
btn-form-fill-again = Fill in anew
form-state-pending = to be checked
form-state-passed = passed
form-state-returned = sent back
form-returned =
    ⚠️ One answer in “{ $title }” needs mending: { $question }
    Reason: { $reason }
form-returned-told =
    { $why }
    Only this one; all else stays. ({ $whose })
btn-form-mend = Mend it
forms-none = There is no form in the circles you look after.
forms-which = Which one?
btn-form-of-list = #{ $number } { $title }{ $state ->
        [open] {""}
        [closed] {" "}(closed)
       *[erased] {" "}(erased)
    }
forms-panel =
    📋 <b>{ $title }</b> (#{ $number }){ $state ->
        [open] {""}
       *[closed] {" "}<b>closed</b>
    }
    Deadline: { $closes } · erased on { $erases }

    { $lines }

    To check <b>{ $pending }</b> · passed { $passed } · sent back { $returned }{ $strangers ->
        [0] {""}
       *[other] {" "}· not in the roster { $strangers }
    }
forms-panel-erased =
    📋 <b>{ $title }</b>: the answers are erased, only the counts stay.

    { $lines }
form-circle-line = • { $circle }: { $progress }
forms-more-circles = and { $count } more circles
btn-form-missing = Who is missing
btn-form-remind = 📣 Remind
btn-form-check = Check ({ $pending })
btn-form-export = 📄 Export
btn-form-chart = 📊 Picture
btn-form-help-fill = Fill in for a neighbour
btn-form-postpone = Move the deadline
form-until = “{ $title }” closes at { $closes }. Until when instead? For example: Friday 20:00
form-until-kept = “{ $title }” now closes at <b>{ $closes }</b> and is erased on { $erases }. The cards in the groups say so too.
btn-form-end = Close now
forms-none-missing = Everybody is registered 👏
forms-missing =
    Not registered in “{ $title }” (please keep it out of groups):
    { $lines }
forms-missing-circle = <b>{ $circle }</b>: { $count }
forms-missing-unit = • Building { $building }, unit { $unit }: { $rooms }
forms-missing-no-address = • No address yet: { $names }
form-chart-subtitle = Deadline { $closes }
form-chart-done = Registered
form-chart-missing = Missing
form-chart-note = { $part } / { $whole }
form-chart-building = Building { $building }
form-chart-else = No address
form-chart-caption = Nothing of any household is in the picture; you may pass it on.
forms-remind-later = It is night, so nobody is disturbed. I will remind them at { $at }.
forms-reminded = Reminded { $private } households in private, and said a word in { $groups } groups. { $left } are missing.
forms-reminded-none = { $left } are missing, but they were reminded lately or often enough, so I leave them in peace.
form-reminder =
    “{ $title }” of your household is not filled in yet; it takes a few minutes.
    Deadline: { $closes }
form-reminder-group =
    📋 “{ $title }”: { $count } { $per ->
        [household] households
       *[person] people
    } are missing. Please take a few minutes for it.
    Deadline: { $closes }
form-check-case =
    <b>{ $title }</b> · { $whose }{ $proxy ->
        [yes] {" "}(filled in by a helper)
       *[no] {""}
    }
    { $at }{ $version ->
        [1] {""}
       *[other] {" "}· version { $version }
    }{ $waiting ->
        [0] {""}
       *[other] {" "}· { $waiting } to check
    }
    { $lines }
form-odd-duplicate = ⚠️ A mobile or identity number is in another answer too
form-odd-range = ⚠️ A number is unusual
form-odd-roster = ⚠️ This household is not in the roster
form-odd-other-person = ⚠️ This version comes from somebody else than the last
form-check-none = Nothing to check in “{ $title }”.
form-check-none-plain = There is nothing left to pass at once; please look at the odd ones singly.
form-check-left = Left for later.
form-check-passed = ✓ { $whose } passed
form-check-returned = ↩️ { $whose } sent back
form-check-done-before = This one was checked already, or has a newer version.
form-check-all-sure = Nothing is odd about the other <b>{ $count }</b>. Pass them all?
form-check-changed = Something changed just now and the number is another. Please tap “Pass” again.
form-check-all-passed = { $count } passed
form-check-which-field = Which answer is not right?
form-check-why = What is wrong with “{ $question }”? A few words for them, such as: a digit is missing
form-check-reason-length = Please write 1 to { $allowed } characters.
form-check-not-reached = { $whose } is sent back, but I cannot write to them. Please tell them yourself.
btn-form-pass = ✅ Pass
btn-form-send-back = ↩️ Send back
btn-form-full = 👁 Show in full
btn-form-photos = 📷 See photos
btn-form-next = Next
btn-form-pass-all = Pass the other { $count }
btn-form-pass-all-sure = Yes, pass all { $count }
form-help-which-circle = In which circle does the neighbour live?
form-help-whom =
    For whom do you fill in “{ $title }” ({ $circle })? Please write address and name.
    For example: 3-2-501 Granny Zhang
form-help-whom-again =
    I cannot tell address and name apart. Please put a space between them.
    For example: 3-2-501 Granny Zhang
form-help-answered = { $home } is registered already. They can change it with /register, or you send it back when checking.
form-help-begin = “{ $title }” for { $home }. Please tell your neighbour what it is for and when it is erased.
form-export = How do you want “{ $title }”? Numbers are shown in part unless you ask for all of them.
form-export-official = How do you want “{ $title }”? In the columns you gave me. Numbers are shown in part unless you ask for all of them.
btn-form-file-masked = { $kind }
btn-form-file-full = 🔓 { $kind } in full
btn-form-columns = In the columns of another office
btn-form-columns-change = Other columns
btn-form-columns-own = Back to my own columns
form-export-coming = It is being made and will come in a moment.
form-export-not-full = Only community workers and admins can have the numbers in full.
form-export-caption = “{ $title }”, numbers masked. Please do not pass it on.
form-export-caption-full = 🔓 “{ $title }” with <b>numbers in full</b>. Delete it after use and do not pass it on.
form-erased-already = The answers are erased; there is nothing to export.
form-columns-ask =
    Please send me the heading row of the office: a table, or typed and parted by commas.
    For example: No, Building, Name, Phone, Remarks
form-columns-reading = Got it, reading …
form-columns-unclear = I found no headings. Please write 1 to { $allowed } columns, parted by commas.
form-columns-none-known = None of these columns fits this form. Please look again.
form-columns-kept =
    From now on this form is exported like this:
    { $lines }
form-columns-line = • { $heading } ← { $source }
form-columns-line-blank = • { $heading } (left empty)
form-column-number = No.
form-column-address = Address
form-column-building = Building
form-column-unit = Unit
form-column-room = Room
form-column-name = Filled in for
form-column-state = Checked
form-column-at = Registered
form-not-yours = This form is not in the circles you look after.
form-not-all-yours = This form also went to other grids; ask an admin to move or close it.
form-end-sure = Close “{ $title }” now? What was not handed in is lost, and nobody can fill it in after that.
btn-form-end-sure = Yes, close it
form-closed-summary =
    “{ $title }” is closed:
    { $lines }
    { $pending } still to check.
form-erased = The day of erasure has come for “{ $title }”: all answers are gone, the counts stay.
