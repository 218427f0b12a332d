help-about-collections = <b>Collections</b>
help-collect = When and where waste is collected
help-collection = Set up collections at fixed times
help-collections = Collections: skip, move, end

stream-hazardous = hazardous waste
stream-bulky = bulky waste
stream-takes-hazardous = batteries, expired medicine, lamps, paint and paint tins, insecticide, mercury thermometers
stream-refuses-hazardous = kitchen waste, ordinary bottles and tins
stream-takes-bulky = sofas, tables and chairs, mattresses, wardrobes, old appliances
stream-refuses-bulky = rubble and waste from renovation
policy-keep = as usual
policy-cancel = cancelled
policy-later = put off until after the holiday
policy-earlier = brought forward to before the holiday

collection-howto =
    Say what is collected, when, where and for which circles; the rest may be left out.
    For example: /collection 有害垃圾 every Saturday 9:00-11:00 South Gate @{ $grid } items=batteries,medicine,paint

    Other times: Dec 5 9:00-11:00, every day, first Sunday of each month, every other Wednesday
    Also: from=Dec 1 until=Jun 30 except=Feb 1-Feb 10 extra=Dec 9 holidays=cancel (or keep, later, earlier) workdays=keep door=8:00-10:00x5
collection-stream-unknown =
    I do not know what is collected: "{ $word }".
    It can be: { $streams }
collection-when-missing =
    When? For example "every Saturday 9:00-11:00", "Dec 5 9:00-11:00", "every day 9:00-11:00", "first Sunday of each month 9:00-11:00".
collection-hours-missing = From when until when? For example 9:00-11:00.
collection-place-missing = Where? For example: South Gate.
collection-place-long = Please name the place in { $allowed } characters at most.
collection-audience-missing =
    For which circles? Please add @.
    For example: @{ $grid }, or @全部 for all
collection-items-long = At most { $most } items, each of { $allowed } characters at most.
collection-option-twice = "{ $option }=" stands there twice; one is enough.
collection-single-days = Single days only, no range: { $given }
collection-one-day = One day only: { $given }
collection-policy-unknown =
    I do not understand "{ $given }".
    It can be: { $policies }
collection-slots-unclear =
    I do not understand the hours at the door: "{ $given }".
    Please write 8:00-10:00x5, where x5 means five households at most; commas between several.
collection-needs-partner =
    Who fetches at the door? Please add partner=…
    It can be: { $organisations }
collection-ends-first = It ends before it begins; please look at from= and until=.
collection-no-dates = There is no date left. Please look at the days.

collection-preview =
    <b>Collection</b>: { $what }
    { $lines }

    If this is right, press 确认 and it goes to the groups.
collection-rule = 🗓 { $rule }
collection-rule-until = 🗓 { $rule }, until { $last }
collection-date = No. { $number }: <b>{ $when }</b>
collection-place = 📍 { $place }
collection-takes = ✅ Bring: { $what }
collection-refuses = ❌ Not: { $what }
collection-and = { $first }, { $second }
collection-holidays = On public holidays: { $policy }
collection-workdays = On weekends that are worked: { $policy }
collection-at-the-door = 🚚 Bulky things can be fetched at your door
collection-reminders =
    Reminders of the first one (half an hour before only where somebody means to come):
    { $lines }
collection-reminders-all =
    Reminders of the first one:
    { $lines }
collection-reminder = 🔔 { $at }
collection-no-reminders = The first one is so near that nobody is reminded.
collection-for = 👥 { $circles } circles, about { $people } people: { $titles }
collection-overlap = ⚠️ There is #{ $number } { $what } at this place at { $at } already.
collection-on-holiday = ⚠️ { $when } is a public holiday and held as usual. To change that add holidays=cancel (or later, earlier).
collection-on-workday = ⚠️ { $when } is a weekend day that is worked, and held as usual. To change that add workdays=cancel (or later, earlier).
collection-unknown-year = ℹ️ The holidays of { $year } are not published yet; its days count as ordinary ones until they are.
btn-confirm = 确认 Confirm
btn-drop = 取消 Cancel
collection-begun =
    Done: <b>#{ $number }</b> is in { $circles } circles.
    To skip, move or end it: /collections
collection-dropped = Dropped.

collection-notice =
    ♻️ <b>Collection</b>: { $what }
    { $lines }
collection-next = ⏰ Next: <b>{ $when }</b>
collection-moved = ↪️ In place of { $day }: { $reason }
collection-skipped = 🚫 Cancelled on { $day }: { $reason }
collection-reason-rain = 下雨 rain
collection-reason-holiday = 放假 holiday
collection-reason-hands = 人手不够 too few hands
collection-reason-none = 临时有变 something came up
collection-ended = The collection of { $what } at { $place } has <b>ended</b>. Thank you all.
collection-tomorrow =
    🔔 <b>Tomorrow</b>: { $what }
    { $lines }
collection-today =
    🔔 <b>Today</b>: { $what }
    { $lines }
collection-later =
    📅 <b>Moved</b>: { $what }
    { $lines }
collection-soon =
    ⏰ The collection of { $what } <b>is about to begin</b>.
    { $lines }
collection-when = 🕘 <b>{ $when }</b>
collection-coming = 🙋 { $count ->
        [1] 1 household means
       *[other] { $count } households mean
    } to come
collection-cancelled =
    🚫 { $what }: <b>cancelled</b> this time
    { $lines }
collection-summary =
    🌱 { $what }: done for this time. <b>Thank you</b> to everyone who came!
    { $lines }
collection-households = 🏠 Households: { $count }
collection-weight = ⚖️ { $stream }: { $kilos } kg

btn-come = 我要来 I'll come
btn-calendar = 加入日历 Calendar
btn-book = 预约大件 At my door
btn-come-to = 我要来 · { $what }
btn-stay = 不去了 · { $what }
collection-you-come = Noted: { $when }, { $place }. The group is reminded half an hour before.
collection-you-come-already = You said so already: { $when }, { $place }.
collection-you-stay = All right, another time.
collection-not-for-you = This collection is not for your circle.
collection-gone = There is no such collection (#{ $number }) any more.
collection-date-gone = That date is over, or cancelled.

collect-none = No collection is planned here. You will hear of it in the group.
collect-list =
    ♻️ <b>Next collections</b>

    { $blocks }
collect-block =
    <b>{ $what }</b> · { $when }
    { $lines }
    {""}
collect-more = { $count } more are in the calendar file.
collect-calendar = Open this file to put them into your calendar.
calendar-summary = Collection of { $what } · { $place }
calendar-description = { $lines }
btn-subscribe = 订阅日历 Subscribe · { $circle }
btn-new-address = 换一个新地址 New address
calendar-address =
    The collections of { $circle }: add this address to your calendar as a subscription:
    { $address }
    The calendar follows every change. The address is shown only this once; you may pass it on to your neighbours.
calendar-address-exists = This circle has an address already, which I did not keep and cannot show again. With a new one, the old one ends.

collections-none =
    There are no collections in your grids.
    For example: /collection 有害垃圾 every Saturday 9:00-11:00 South Gate @全部
collections-list =
    <b>Collections</b> ({ $count })
    { $lines }
collections-line = <b>#{ $number }</b> { $what } · { $place } · { $next }
collections-next = next { $when }
collections-over = no more dates
btn-schedule = #{ $number } { $what }
collection-detail =
    <b>#{ $number }</b> { $what }
    { $lines }
collection-circles = 👥 { $circles } circles: { $titles }
collection-ahead = Ahead:
collection-ahead-line = • { $when }{ $count ->
        [0] {""}
       *[other] {" "}· { $count } coming
    }
btn-skip = 跳过一次 Skip one
btn-move = 改期 Move
btn-add = 加一天 Add a day
btn-end = 结束 End
btn-end-yes = 真的结束 Really end
btn-back = 不改了 Leave it
btn-date = { $when }
collection-skip-which = Which date is skipped?
collection-skip-why = Cancel <b>{ $when }</b>. Why? One press does it; they who meant to come are told.
collection-move-which = Which date is moved?
collection-move-when =
    { $when }: moved to when? The day alone keeps the hours.
    For example: Dec 6 9:00-11:00 rain
collection-move-sure = Move it to <b>{ $when }</b>?
collection-add-when =
    Which day? The day alone takes the usual hours.
    For example: Dec 9 14:00-16:00
collection-add-sure = Add <b>{ $when }</b>?
collection-date-unclear =
    I do not understand the day.
    For example: Dec 6, or Dec 6 14:00-16:00
collection-time-past = That is over already; please name a time to come.
collection-same-time = That is when it is now.
collection-has-date = There is one on that day already.
collection-date-far = That is too far ahead, or too many days were added.
collection-reason-long = Please give the reason in { $allowed } characters at most.
collection-end-sure = No more collections of { $what }? The notices will say so, and they who meant to come are told.
collection-you-ended = <b>#{ $number }</b> has ended; the notices say so.
collection-changed = Changed, and everybody is told
collection-off = 🚫 { $what }, { $was } at { $place }: <b>cancelled</b> ({ $reason }).
collection-on = 📅 { $what }: <b>moved</b> from { $was } to <b>{ $when }</b>, { $place } ({ $reason }).
collection-called =
    { $people }
    { $news }

collection-ask-tally =
    { $what }, { $when } at { $place }: thank you!
    How many households came, and how many kilograms? Press 填写, or answer this message.
btn-tally = 填写 Enter
collection-tally-howto =
    Households and kilograms, either or both.
    For example: 23 households { $stream } 15.5 kg
collection-tally-unclear =
    I do not understand "{ $given }".
    For example: 23 households { $stream } 15.5 kg
collection-tally-kept = Kept; { $circles } circles have the summary. If it is wrong, enter it again.
