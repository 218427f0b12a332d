help-about-groupbuy = <b>Group-buys</b>
help-groupbuy = group-buys: see, order, open one

groupbuy-card =
    🛒 <b>{ $title }</b> (group-buy { $number })
    { $lines }
groupbuy-mine =
    🛒 <b>{ $title }</b> (group-buy { $number })
    { $lines }
groupbuy-panel =
    🧺 <b>{ $title }</b> (group-buy { $number }, yours to run)
    { $lines }
groupbuy-draft =
    Please check this. If it is right, tap “Publish”:

    🛒 <b>{ $title }</b>
    { $lines }
groupbuy-item = • <b>{ $name }</b> { $price } yuan/{ $unit }, { $ordered }{ $stock } { $unit } ordered{ $limits }
groupbuy-offered = • <b>{ $name }</b> { $price } yuan/{ $unit }{ $stock ->
        [0] {""}
       *[other] , { $stock } { $unit } in all
    }{ $limits }
groupbuy-stock = {" "}of { $stock }
groupbuy-gone = {" "}(sold out)
groupbuy-limits = { $least ->
        [0] , at most { $most } { $unit } a household
       *[other] { $most ->
            [0] , at least { $least } { $unit } a household
           *[other] , { $least }–{ $most } { $unit } a household
        }
    }
groupbuy-sum = { $households ->
        [one] 1 household
       *[other] { $households } households
    } ordered { $portions }, <b>{ $total }</b> yuan in all
groupbuy-goal = { $missing ->
        [0] Happens from { $goal } portions: reached ✅
       *[other] Happens from { $goal } portions: <b>{ $missing }</b> to go
    }
groupbuy-goal-money = { $reached ->
        [yes] Happens from { $goal } yuan: reached ✅
       *[no] Happens from { $goal } yuan: <b>{ $missing }</b> yuan to go
    }
groupbuy-until = Order until: { $at }
groupbuy-pickup = Pick-up: { $when } { $place }
groupbuy-span = { $at }–{ $until }
groupbuy-later = time to be announced
groupbuy-note = Note: { $note }
groupbuy-names = Ordered: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
groupbuy-how = ＋ orders, − takes back. Pay the organiser directly, not through me; the organiser sees your address, to hand things out.
groupbuy-is-closed = ✅ Closed: it is happening.
groupbuy-is-failed = ❌ Closed: not enough orders, so it is off.
groupbuy-is-cancelled = ❌ Cancelled: { $reason }
groupbuy-public = The group sees who orders.
groupbuy-private = The group sees numbers only, no names.
groupbuy-yours =
    {""}
    <b>Your household's order</b>
groupbuy-nothing = Nothing yet.
groupbuy-ordered = • { $name } <b>{ $count }</b> { $unit }, { $cost } yuan
groupbuy-owed = In all <b>{ $total }</b> yuan{ $paid ->
        [paid] {" "}· paid ✅
        [collected] {" "}· collected ✅
       *[no] {" "}· not paid
    }
groupbuy-address = Address: { $address }
groupbuy-no-address = You have no address yet, which makes handing out hard. Please send: /bind 3-2-501
groupbuy-ticked = Paid { $paid } / { $households } ({ $money } yuan), collected { $collected } / { $households }
groupbuy-where = In: { $circles }

groupbuy-now = Your household: { $order }, { $total } yuan in all{ $hint }
groupbuy-bind-hint = . No address yet: please send me /bind 3-2-501
groupbuy-now-nothing = Your household has nothing ordered now.
groupbuy-open =
    <b>Group-buys now</b>
    { $lines }
groupbuy-open-howto =
    <b>Group-buys now</b>
    { $lines }

    To open one, send goods, prices and until when.
    For example: /groupbuy Eggs 25 yuan/tray stock=40 max=5 until=Fri 20:00 pickup=Sat 16:00 south gate
groupbuy-line = <b>{ $number }</b> { $title } ({ $state ->
        [draft] not published
        [open] open
        [closed] happening
        [failed] off
       *[cancelled] cancelled
    })
groupbuy-none-open = There is none at the moment.

groupbuy-ask-goods =
    Let us open one. What do you sell, at which price? One kind a line; limits go behind it. /cancel drops it.
    For example: Eggs 25 yuan/tray stock=40 max=5
groupbuy-ask-deadline =
    Until when may people order?
    For example: Fri 20:00
groupbuy-ask-pickup =
    When and where is it handed out?
    For example: Sat 16:00 south gate
groupbuy-ask-goal =
    How much must be ordered for it to happen? Portions, or money with 元 behind it.
    For example: 20, or 500元
groupbuy-no-circle = No circle is chosen yet. Please tap the name of one.
groupbuy-published = Published.
groupbuy-published-in = Published in: { $circles }
groupbuy-published-before = This is published already.
groupbuy-discarded = All right, dropped.
groupbuy-deadline-past = That deadline is over. Please send it again with a later one.

groupbuy-no-goods =
    Please write goods and prices, with “yuan” or “¥”.
    For example: /groupbuy Eggs 25 yuan/tray until=Fri 20:00
groupbuy-no-name = What costs { $price }? Please put the name in front of the price, e.g. Eggs 25 yuan/tray
groupbuy-no-price = “{ $goods }” has no price. Please add one, e.g. Eggs 25 yuan/tray
groupbuy-bad-price = The price of “{ $goods }” cannot be right. Please check it.
groupbuy-goods-twice = “{ $goods }” is there twice. Please keep one.
groupbuy-too-many-goods = At most { $allowed } kinds of goods, more buttons do not fit a phone. Please open two.
groupbuy-least-too-much = “{ $goods }”: a household takes at least { $least }, but may have at most { $most }. Please change one.
groupbuy-option-early = Stock and limits go behind goods and price, e.g. Eggs 25 yuan/tray stock=40
groupbuy-option-empty = There is nothing after “{ $option }=”.
groupbuy-option-number = Please write a number after “{ $option }=”, e.g. { $option }=20
groupbuy-option-yes-no = Please write yes or no after “{ $option }=”.
groupbuy-option-unknown = I do not know “{ $option }=”. There are: stock, min, max, each, until, goal, pickup, public, title, note.
groupbuy-pickup-early = The pick-up is before the deadline. Please check which one is wrong.

groupbuy-sold-out = “{ $goods }” is sold out.
groupbuy-few-left = Only { $left } { $unit } of “{ $goods }” left.
groupbuy-most = At most { $most } { $unit } of “{ $goods }” a household.
groupbuy-least = At least { $least } { $unit } of “{ $goods }” a household.
groupbuy-none-held = Your household has no “{ $goods }” ordered.
groupbuy-not-open = Group-buy { $number } is closed, orders stay as they are. To change something, ask the organiser.
groupbuy-over = Group-buy { $number } is over.
groupbuy-paid-already = You are marked as paid or collected. To change something, ask the organiser.
groupbuy-unknown = There is no group-buy { $number }. See /groupbuy for what there is.
groupbuy-not-in-circle = This group-buy is not in your circles.
groupbuy-not-yours = This group-buy is not yours to run.
groupbuy-order-gone = This household has nothing ordered any more. Please open the list again.
groupbuy-nobody-ordered = Nobody has ordered yet.

groupbuy-orders =
    <b>{ $title }</b>: { $households } households, { $paid } paid, { $collected } collected (page { $page } of { $pages })
    { $lines }
groupbuy-order-line = <b>{ $number }.</b> { $who }: { $order } = { $total } yuan{ $note }
groupbuy-who = { $address } { $name }
groupbuy-order-note = {" "}({ $note })
groupbuy-pickup-list =
    📋 <b>{ $title }</b>: pick-up list
    { $lines }
groupbuy-building =
    {""}
    <b>Building { $building }</b>
groupbuy-no-building =
    {""}
    <b>No building given</b>
groupbuy-building-goods = Together { $goods }
groupbuy-pickup-line = { $collected ->
        [yes] ☑
       *[no] ☐
    } { $who }: { $order } = { $total } yuan{ $paid ->
        [yes] {" "}paid
       *[no] {" "}<b>not paid</b>
    }{ $note }
groupbuy-file = “{ $title }”: pick-up list, { $households } households. It holds names and addresses: please do not pass it on.
groupbuy-sheet-households = Pick-up
groupbuy-sheet-goods = Totals
groupbuy-column = { $column ->
        [building] Building
        [address] Address
        [name] Name
        [total] Yuan
        [paid] Paid
        [collected] Collected
        [note] Note
        [name-of-goods] Goods
        [unit] Unit
        [price] Price (yuan)
       *[ordered] Ordered
    }
groupbuy-column-goods = { $name } ({ $unit })
groupbuy-tick = { $on ->
        [yes] ✓
       *[no] {""}
    }

groupbuy-ask-list =
    Please paste the whole list; for one neighbour, write one line. /cancel drops it.
    For example: 王阿姨 3-2-501 { $goods }2份
groupbuy-list-unread =
    I cannot make out who wants what. One household a line: name, address, goods and number.
    For example: 1. 王阿姨 3-2-501 { $goods }2份
groupbuy-list-read =
    <b>{ $households }</b> households were read. If that is right, tap “Enter”; for those entered before, this one counts.
    { $lines }{ $more ->
        [0] {""}
       *[other] {""}
            and { $more } more
    }
    { $unread }
groupbuy-list-line = • { $who }: { $order }{ $note }
groupbuy-list-all-read = Every line was understood.
groupbuy-list-unread-lines =
    <b>{ $count } lines were not understood and are not entered</b>, please look:
    { $lines }
groupbuy-entered = { $households } households entered.
groupbuy-entered-short =
    { $entered }
    <b>These were not</b>, as there is not enough left, or they have paid already:
    { $lines }

groupbuy-close-sure = Close now? “{ $title }” has enough orders: it will happen, and every household is told.
groupbuy-close-fails = Close now? “{ $title }” does not have enough orders: it will <b>not</b> happen, and every household is told.
groupbuy-ask-reason = Why is “{ $title }” cancelled? Please write a line; everybody who ordered will read it. /cancel keeps it.
groupbuy-cancelled = “{ $title }” is cancelled, and who ordered has been told.
groupbuy-ask-move =
    When and where is “{ $title }” handed out now? Everybody who ordered will be told. /cancel keeps it.
    For example: Sun 10:00 south gate
groupbuy-moved = Changed, and who ordered has been told. { $pickup }

groupbuy-succeeded-you =
    ✅ “{ $title }” is happening!
    You ordered: { $order }, <b>{ $total }</b> yuan in all. Please pay the organiser.
    { $pickup }
groupbuy-wait = The organiser will say when and where to pick up.
groupbuy-failed-you = ❌ “{ $title }” did not get enough orders and is off. Your order ({ $order }) is void; if you paid, ask the organiser for your money.
groupbuy-cancelled-you =
    ❌ “{ $title }” is cancelled. Your order ({ $order }) is void; if you paid, ask the organiser for your money.
    The organiser's reason: { $reason }
groupbuy-moved-you =
    📦 The pick-up of “{ $title }” has changed:
    { $pickup }
    You ordered: { $order }
groupbuy-pick-up =
    📦 “{ $title }” is ready:
    { $pickup }
    You ordered: { $order }, { $total } yuan in all
groupbuy-call = { $people }: there is news on “{ $title }”, but I cannot write to you. Please tap the button below, then “Start”.
groupbuy-untold =
    There is news on “{ $title }” that I cannot bring to these households. Please tell them:
    { $lines }
groupbuy-untold-line = • { $who }
groupbuy-soon-over = ⏳ “{ $title }” closes in { $left }. Households so far: { $households }.
groupbuy-announce-closed = ✅ “{ $title }” is closed and happening! If you ordered, see your private chat.
groupbuy-announce-failed = ❌ “{ $title }” is closed: not enough orders, so it is off.
groupbuy-announce-cancelled = ❌ “{ $title }” is cancelled. If you ordered, see your private chat.
groupbuy-closed-organiser = ✅ “{ $title }” is closed and happening. I told everybody I can reach. What comes next:
groupbuy-failed-organiser = ❌ “{ $title }” is closed: not enough orders, so it is off. I told everybody I can reach. Please give back what was paid.

btn-groupbuy-less = − { $name }
btn-groupbuy-more = ＋ { $name }
btn-groupbuy-mine = My order
btn-groupbuy-own = Order for myself
btn-groupbuy-open = { $number } { $title }
btn-groupbuy-new = Open one
btn-groupbuy-skip = Skip
btn-groupbuy-publish = Publish
btn-groupbuy-discard = Drop it
btn-groupbuy-circle-on = ☑ { $circle }
btn-groupbuy-circle-off = ☐ { $circle }
btn-groupbuy-list = Orders · ticks
btn-groupbuy-pickup-list = Pick-up list
btn-groupbuy-paste = Enter for others
btn-groupbuy-move = Change pick-up
btn-groupbuy-close = Close
btn-groupbuy-close-yes = Close now
btn-groupbuy-cancel = Cancel it
btn-groupbuy-enter = Enter
btn-groupbuy-paid-on = ✅ { $number } paid
btn-groupbuy-paid-off = ☐ { $number } paid
btn-groupbuy-collected-on = ✅ { $number } collected
btn-groupbuy-collected-off = ☐ { $number } collected
btn-groupbuy-back = ‹ Back
btn-groupbuy-on = Next ›
