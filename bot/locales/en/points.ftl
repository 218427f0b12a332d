help-about-points = <b>Points</b>
help-points = the points of my household, and the ranking
help-checkin = check in a resident who brings something, such as /checkin 482913

points-howto =
    /points alone shows the points of your household, /points ranking the ranking.
    Staff can also look at a household: /points 3-2-501, or credit a neighbour who has no phone: /points 3-2-501 +10 batteries
points-shown =
    Your household has <b>{ $points }</b> points.
    { $sections }
points-reserved = Another { $points } are kept for gifts you ordered.
points-no-address = You have not bound an address yet. Send something like /bind 3-2-501, and your family's points come together.
points-place = 🏅 This month your household is number <b>{ $place }</b> of { $households } taking part.
points-nothing-yet =
    No points so far.
    Bring batteries, old medicine or furniture to a collection and press 我已到场 there. /collect tells when and where.
points-nothing-of-them = Nothing so far.
points-history =
    {""}
    <b>Lately</b>
    { $lines }
points-entry = { $day }　<b>{ $amount }</b>　{ $what }{ $taken_back ->
    [yes] {" "}(taken back)
   *[no] {""}
}
points-for-checkin = collection: { $words }
points-for-booking = fetched at the door: { $words }
points-for-hours = volunteer work: { $words }
points-for-grant = credited by staff: { $words }
points-for-move = brought along when you bound your address
points-for-reserve = ordered { $words }
points-for-cancel = cancelled { $words }
points-for-expire = { $words } was not fetched
points-for-redeem = received { $words }
points-for-return = gave back { $words }
points-for-reversal = taken back: { $words }
points-orders =
    {""}
    <b>Waiting for you</b> ({ $desk })
    { $lines }
points-order = • { $gift } ({ $price } points), kept until { $day }
points-within-reach =
    {""}
    🎁 Within reach: { $gifts }
points-nearly =
    {""}
    🎁 { $missing } more points for { $gift }.
points-too-few = Not enough points: { $has } there, { $needed } needed.
btn-ranking = Ranking
btn-gifts = Gifts
btn-code-again = New code: { $name }
btn-books = All accounts

ranking =
    🏆 <b>Points in month { $month }</b>
    { $sections }
ranking-nothing = Nobody has earned points this month.
ranking-buildings =
    <b>Buildings</b>
    { $lines }
ranking-building = { $place }. Building { $building } <b>{ $points }</b> ({ $households ->
    [one] { $households } household
   *[other] { $households } households
})
ranking-households =
    {""}
    <b>Households taking part</b>
    { $lines }
ranking-household = { $place }. Building { $building }, unit { $unit } <b>{ $points }</b>{ $mine ->
    [yes] {" "}← yours
   *[no] {""}
}
ranking-takes-part =
    {""}
    Your household is shown, by building and unit only: no room, no name.
ranking-takes-no-part =
    {""}
    Your household is not shown; it only counts for its building. If you take part, building and unit are shown, but no room and no name.
ranking-needs-address = To take part, bind your address first: /bind 3-2-501
ranking-joined = Your household takes part
ranking-left = Your household is no longer shown
btn-ranking-join = Take part
btn-ranking-leave = Do not show us
btn-ranking-this = This month
btn-ranking-last = Last month

checkin-howto =
    Ask the resident to press 我已到场, and send me the six digits, or scan their QR code.
    For example: /checkin 482913
checkin-code =
    Your code: <b>{ $code }</b>
    Show it to the staff or captain on site, or let them scan the picture. It is good for 10 minutes, once.
checkin-code-in-private = I sent you the code in private: open your chat with me.
checkin-not-yet = Not yet: it begins { $begins }. Press 我已到场 once you are there.
checkin-over = This collection is over. /collect tells when the next one is.
checkin-not-rewarded = This collection takes { $streams }, which earns no points. Thank you for bringing it!
checkin-card =
    <b>{ $name }</b> is here.
    { $lines }
checkin-what = What did they bring? Press the buttons below, several if need be.
checkin-had-line = ✓ { $stream } +{ $points } points
checkin-all-had = All points of today are credited.
checkin-given = { $stream }: credited
checkin-given-before = { $stream } was credited before
checkin-had-it = Your household already has its points for this collection. Thank you for coming again!
checkin-rewarded =
    Thank you for bringing { $stream }! <b>+{ $points }</b> points, your household has { $has }.
    /gifts shows what you can get for them.
checkin-rewarded-other = { $name } brought { $stream }: <b>+{ $points }</b> points, your household has { $has }.
points-by-door = { $stream } was fetched, thank you! <b>+{ $points }</b> points for { $household }, which has { $has } now. /gifts shows what they are good for.
btn-here = 我已到场 I am here
btn-brought = { $stream } +{ $points }

points-of =
    <b>{ $household }</b> has <b>{ $points }</b> points.
    { $lines }
points-staff-line = #{ $number }　{ $line }　· { $by }
points-given = Credited: { $household } +{ $points } points, now { $has }.
points-granted = Staff credited your household with <b>+{ $points }</b> points: { $words }. You have { $has }.
points-grant-size = At most { $most } points at once; perhaps there is a zero too many.
points-grant-why =
    Please add a few words on why, so that it can be looked up.
    For example: /points { $address } +{ $points } batteries
points-not-reversible = This cannot be taken back here. For a gift handed over by mistake, press 撤销核销 / Undo under that hand-over.
points-reversed-before = This was taken back before.
points-reason-missing = Please write why it is taken back; the household will read it.
points-why = Take back #{ $number } ({ $what })? Please write why; the household will read it. Or send /cancel.
points-reversed = #{ $number } is taken back: { $points } points; the household has { $has } now.
points-taken-back =
    Staff took back { $points } points ({ $what }): { $words }
    Your household has { $has } now. If that seems wrong, please ask the staff.
btn-reverse = Take back #{ $number } ({ $amount })

books =
    📒 <b>All accounts</b>
    { $lines }

    <b>Lately</b>
    { $latest }
books-community = Given by the community: { $points }
books-partner = Given by { $name }: { $points }
books-households = With households: { $points } ({ $households ->
    [one] { $households } household
   *[other] { $households } households
})
books-reserved = Kept for gifts: { $points }
books-gifts = Turned into gifts: { $points }
books-line = #{ $number }　{ $day }　{ $household }　{ $amount }　{ $what } · { $by }
btn-books-export = Export as Excel
home-unbound = a resident without an address

points-export-coming = It is being made
points-export-caption = Points, gifts and orders (the newest { $most } of each). It holds addresses: please keep it to yourself.
points-sheet-movements = Points
points-sheet-gifts = Gifts
points-sheet-orders = Orders
points-sheet-stock = Stock
points-col-number = No.
points-col-at = When
points-col-account = Account
points-col-points = Points
points-col-what = What for
points-col-by = By
points-col-reverses = Takes back no.
points-col-gift = Gift
points-col-price = Price
points-col-stock = Stock
points-col-kept = Kept
points-col-household = Household
points-col-state = State
points-col-ended = Ended
points-col-change = Change
points-col-cause = Cause
points-account-community = Community
points-account-gifts = Gifts
points-account-reserved = { $household } (kept)
points-order-state = { $state ->
    [kept] waiting
    [redeemed] handed over
    [cancelled] cancelled
    [expired] not fetched
   *[returned] given back
}
points-stock-cause = { $cause ->
    [stock] by staff
    [order] ordered
    [cancelled] cancelled
    [expired] not fetched
   *[returned] given back
}
