help-about-bookings = <b>Bulky things at the door</b>
help-book = Have bulky things fetched
help-rounds = What is to be fetched

btn-slot = { $when } · { $left } left
btn-no-photo = 没有照片 No photo
btn-lift = 有电梯 Lift
btn-no-lift = 没有电梯 No lift
btn-book-drop = 不约了 Never mind
btn-book-confirm = 确认预约 Book it
btn-book-move = 改时间 Other time
btn-book-cancel = 取消预约 Cancel
btn-cancel-yes = 确定取消 Really cancel
btn-job = #{ $number } · { $address }
btn-set-out = 出发了 Set out
btn-taken = 已取 Taken
btn-missed = 未遇到 Nobody there
btn-refused = 拒收 Refused

booking-none = There is no time to book now. You will hear of it in the group.
booking-which = At which place?
booking-gone = There is no booking { $number }.
booking-over = Booking { $number } is done, or somebody is on the way already.
booking-too-many = You have { $count } bookings waiting; let these be fetched first.
booking-ask-things =
    What is to be fetched? A photo with a few words is best.
    For example: an old sofa, three seats
booking-ask-photo = A photo, please, so that they come prepared.
booking-ask-floor =
    Which floor?
    For example: 5
booking-ask-lift = Is there a lift?
booking-ask-slot = When?
booking-ask-address =
    Where to? Please write building-unit-room.
    For example: 3-2-501
booking-things-missing = Please say what is to be fetched, for example: an old sofa.
booking-words-long = That is rather long; { $allowed } characters at most, please.
booking-photo-please = Please send a photo, or press 没有照片.
booking-press-please = Please press one of the buttons above.
booking-floor-unclear =
    I do not understand the floor: "{ $given }".
    For example: 5, or -1 below the ground
booking-slot-full = That time has just been taken; please choose another.
booking-slot-gone = That time has just gone; please choose another.
booking-no-other = There is no other time. To cancel, press 取消预约.
booking-dropped = All right, nothing is booked.
booking-about = { $things } (floor { $floor }, { $lift ->
    [yes] lift
   *[no] no lift
})
booking-confirm =
    <b>Is this right?</b>
    📦 { $things }
    🏠 { $address }, floor { $floor }, { $lift ->
        [yes] lift
       *[no] no lift
    }
    🕘 { $when }
booking-time = 🕘 <b>{ $when }</b>
booking-no-time = 🕘 cancelled this time
booking-card =
    <b>Booking { $number }</b> · { $state }
    📦 { $about }
    🏠 { $address }
    { $when }
booking-cancel-sure = Cancel booking { $number } ({ $things })?
booking-cancelled = Booking { $number } is cancelled.
booking-moved =
    Changed:
    { $when }
booking-state-booked = booked
booking-state-on_way = on the way
booking-state-taken = taken
booking-state-missed = nobody there
booking-state-refused = refused
booking-state-cancelled = cancelled
booking-tomorrow =
    🔔 Tomorrow they fetch: { $things }
    { $when }
    Please have somebody at home, and put it near the door if you can.
booking-now-on_way = 🚚 They are on the way for { $number }: { $things }.
booking-now-taken = ✅ { $number } is taken: { $things }. Thank you!
booking-now-missed =
    { $number } was not taken: they came and found nobody.
    To book again: /book
booking-now-refused =
    { $number } was not taken: { $things }.
    Why: { $reason }
booking-called-off =
    Sorry, the day on which "{ $things }" was to be fetched is cancelled, and your booking with it.
    To book again: /book
booking-date-moved =
    The day on which "{ $things }" is fetched is another:
    { $when }
    If that does not suit you, press 改时间 or 取消预约 on the card of the booking.
booking-ask-reason = Why is { $number } not taken? One sentence; the resident reads it.
booking-reason-missing = Please write why.

round-empty = Nothing is to be fetched on the next dates.
round-date = { $when }
round-list =
    🚚 <b>To be fetched</b> · { $when } · { $place }
    { $lines }
round-building = <b>Building { $building }</b> ({ $count })
round-line = #{ $number } { $address } · { $hours } · { $about } · { $state }
round-new =
    ➕ One more, #{ $number }: { $address } · { $about }
    { $when }
round-moved =
    📅 #{ $number } has another time: { $address } · { $about }
    { $when }
round-cancelled = ➖ #{ $number } was cancelled: { $address } · { $about }
round-date-off = The day at { $place } is cancelled, and { $number } bookings with it.
round-date-moved = The day at { $place } is moved, { $number } bookings with it; the list comes in time.
round-job =
    <b>#{ $number }</b> · { $state }
    🏠 { $address }
    📦 { $about }
    { $when }
round-done = { $number } is noted, and the resident told
round-caption = To be fetched { $when }
round-sheet = To be fetched
round-column-number = No.
round-column-building = Building
round-column-unit = Unit
round-column-room = Room
round-column-from = Time
round-column-things = What
round-column-floor = Floor
round-column-lift = Lift
round-column-state = State
round-yes = yes
round-no = no
