help-about-gifts = <b>Gifts</b>
help-gifts = gifts for points
help-redeem = hand over a gift for its code, such as /redeem 731245

gifts-none = There are no gifts at the moment. Your points stay, so look again later.
gifts-none-staff =
    There are no gifts yet. To offer one: /gifts Detergent 50 points 20 pieces
    For a picture, write that under a photo.
gifts-list =
    🎁 Your household has <b>{ $points }</b> points.
    { $lines }

    What you order is handed out at { $desk }.
gifts-line = • <b>{ $name }</b>　{ $price } points　{ $stock ->
    [0] none left
   *[other] { $missing ->
        [0] { $stock } left
       *[other] { $missing } points to go
    }
}
btn-order = 兑换 Get { $name } · { $price }
btn-manage-gifts = Manage gifts

gift-sure =
    <b>{ $name }</b> for <b>{ $price }</b> points?
    Your household has { $has } and would have { $left } left.
btn-order-yes = Yes, get it
btn-order-no = No
gift-not-now = All right, not now.
gift-withdrawn = { $name } is not offered any more. /gifts shows the others.
gift-gone = A moment too late: { $name } has just gone. /gifts shows the others.
gift-price-changed = { $name } costs { $price } points now. Please look at /gifts again.
gift-too-dear = { $name } costs { $price } points; { $missing } are missing.
gift-ordered-before = You have got it already; /points shows it.
gift-ordered = ✓ { $name } for { $price } points.
gift-code =
    Your pick-up code: <b>{ $code }</b>
    Gift: { $name }
    Please show it to the staff at { $desk } before { $until }. After that your points come back by themselves.
btn-cancel-order = Cancel
gift-ordered-other = { $by } ordered { $name } for { $price } points; your household has { $has }.
gift-over = { $state ->
    [redeemed] { $name } has been handed over already.
    [cancelled] { $name } was cancelled.
    [expired] { $name } was not fetched in time; the points are back.
   *[returned] { $name } was given back.
}
gift-cancelled = { $name } is cancelled: { $price } points are back, your household has { $has }.

redeem-howto =
    Ask the resident for their pick-up code and send me the six digits.
    For example: /redeem 731245
gift-hand-over =
    ✓ Please hand <b>{ $name }</b> to { $person } ({ $household }).
    The code is used up.
gift-handed-over = { $name } is handed over, for { $price } points.
btn-gift-return = Undo
gift-return-sure = Take { $name } back and give { $price } points to the household?
btn-gift-return-yes = Yes, take it back
gift-not-returnable = { $name } was not handed over, or is back already.
gift-returned = { $name } is back: { $price } points returned, the household has { $has }.
gift-remind =
    { $name } is waiting for you at { $desk } until { $until }.
    After that your points come back by themselves.
gift-expired = { $name } was not fetched in time: { $price } points are back, your household has { $has }.

gifts-howto-stock =
    To offer a gift, write its name, points and pieces. For one that exists, pieces are added.
    For example: /gifts Detergent 50 points 20 pieces
gifts-new-incomplete =
    “{ $name }” is new, so it needs both a price and a number of pieces.
    For example: /gifts { $name } 50 points 20 pieces
gifts-name-long = The name of a gift has { $most } characters at most.
gifts-price-bounds = A price is between 1 and { $most } points.
gifts-pieces-bounds = At most { $most } pieces at once.
gifts-stock-short = Only { $stock } of { $name } are not ordered yet; so many cannot be taken out.
gift-stocked =
    Offered: <b>{ $name }</b>　{ $price } points　{ $stock } pieces{ $photo ->
        [yes] {""}
       *[no] . It has no picture yet: send one with /gifts { $name } under it
    }
gift-withdrawn-now = { $name } is withdrawn; what is ordered can still be fetched
gifts-overview =
    🎁 <b>Gifts</b>
    { $lines }

    <b>Latest orders</b>
    { $orders }
gifts-nothing = None so far.
gifts-overview-line = • { $name }　{ $price } points　stock { $stock }　kept { $kept }{ $offered ->
    [yes] {""}
   *[no] {" "}(withdrawn)
}
gifts-order-line = { $day }　{ $household }　{ $name }　{ $state ->
    [kept] waiting
    [redeemed] handed over ({ $by })
    [cancelled] cancelled
    [expired] not fetched
   *[returned] given back
}
btn-withdraw-gift = Withdraw { $name }
