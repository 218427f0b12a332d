help-about-groupbuy = <b>团购</b>
help-groupbuy = 团购：看一看、下单、开团

groupbuy-card =
    🛒 <b>{ $title }</b>（团购 { $number }）
    { $lines }
groupbuy-mine =
    🛒 <b>{ $title }</b>（团购 { $number }）
    { $lines }
groupbuy-panel =
    🧺 <b>{ $title }</b>（团购 { $number }，您管）
    { $lines }
groupbuy-draft =
    请看一下对不对，没问题就点「发布」：

    🛒 <b>{ $title }</b>
    { $lines }
groupbuy-item = • <b>{ $name }</b> { $price } 元/{ $unit }，已订 { $ordered }{ $stock } { $unit }{ $limits }
groupbuy-offered = • <b>{ $name }</b> { $price } 元/{ $unit }{ $stock ->
        [0] {""}
       *[other] ，共 { $stock } { $unit }
    }{ $limits }
groupbuy-stock = {" "}/ { $stock }
groupbuy-gone = （订完了）
groupbuy-limits = { $least ->
        [0] {""}，每户最多 { $most } { $unit }
       *[other] { $most ->
            [0] {""}，每户至少 { $least } { $unit }
           *[other] {""}，每户 { $least }–{ $most } { $unit }
        }
    }
groupbuy-sum = { $households } 户已订 { $portions } 份，共 <b>{ $total }</b> 元
groupbuy-goal = { $missing ->
        [0] 成团：满 { $goal } 份，已经够了 ✅
       *[other] 成团：满 { $goal } 份，还差 <b>{ $missing }</b> 份
    }
groupbuy-goal-money = { $reached ->
        [yes] 成团：满 { $goal } 元，已经够了 ✅
       *[no] 成团：满 { $goal } 元，还差 <b>{ $missing }</b> 元
    }
groupbuy-until = 截止：{ $at }
groupbuy-pickup = 取货：{ $when } { $place }
groupbuy-span = { $at }–{ $until }
groupbuy-later = 时间另行通知
groupbuy-note = 说明：{ $note }
groupbuy-names = 已订：{ $names }{ $more ->
        [0] {""}
       *[other] {""}，还有 { $more } 户
    }
groupbuy-how = 点 ＋ 就订上了，点 − 减少。钱直接给团长，我不收钱；团长看得到您家门牌，好分货。
groupbuy-is-closed = ✅ 已截单，成团了。
groupbuy-is-failed = ❌ 已截单，没够数，这次不成团。
groupbuy-is-cancelled = ❌ 已取消：{ $reason }
groupbuy-public = 名单公开：群里看得到谁订了。
groupbuy-private = 名单不公开：群里只看得到数量。
groupbuy-yours =
    {""}
    <b>您家的订单</b>
groupbuy-nothing = 还没有订。
groupbuy-ordered = • { $name } <b>{ $count }</b>{ $unit }，{ $cost } 元
groupbuy-owed = 合计 <b>{ $total }</b> 元{ $paid ->
        [paid] {" "}· 已付 ✅
        [collected] {" "}· 已取 ✅
       *[no] {" "}· 未付
    }
groupbuy-address = 门牌：{ $address }
groupbuy-no-address = 您还没有绑定住址，团长不好分货。请发：/bind 3-2-501
groupbuy-ticked = 已付 { $paid } / { $households } 户（{ $money } 元），已取 { $collected } / { $households } 户
groupbuy-where = 在这些圈：{ $circles }

groupbuy-now = 您家：{ $order }，共 { $total } 元{ $hint }
groupbuy-bind-hint = 。您没绑住址，请私聊我发 /bind 3-2-501
groupbuy-now-nothing = 您家现在一样也没订。
groupbuy-open =
    <b>正在团购</b>
    { $lines }
groupbuy-open-howto =
    <b>正在团购</b>
    { $lines }

    要开团，请发品名、单价和截止时间。
    例如：/groupbuy 鸡蛋 25元/板 库存=40 限购=5 截止=周五20:00 取货=周六16:00 南门
groupbuy-line = <b>{ $number }</b> { $title }（{ $state ->
        [draft] 未发布
        [open] 正在订
        [closed] 已成团
        [failed] 没成团
       *[cancelled] 已取消
    }）
groupbuy-none-open = 现在没有团购。

groupbuy-ask-goods =
    好，我们开团。卖什么、多少钱？一行写一种。想限量、限购，就跟在后面写。不开了就发「取消」。
    例如：鸡蛋 25元/板 库存=40 限购=5
groupbuy-ask-deadline =
    什么时候截止？
    例如：周五20:00
groupbuy-ask-pickup =
    什么时候、在哪儿取货？
    例如：周六16:00 南门岗亭
groupbuy-ask-goal =
    满多少才成团？可以写份数，也可以写钱数。
    例如：20份，或者 500元
groupbuy-no-circle = 还没选发到哪个圈。请先点一下圈的名字。
groupbuy-published = 发布了。
groupbuy-published-in = 已经发布到：{ $circles }
groupbuy-published-before = 这个已经发布过了。
groupbuy-discarded = 好的，不要了。
groupbuy-deadline-past = 截止时间已经过了，请重新发一次，写一个以后的时间。

groupbuy-no-goods =
    请写品名和单价，要写「元」或「¥」。
    例如：/groupbuy 鸡蛋 25元/板 截止=周五20:00
groupbuy-no-name = 「{ $price }」是什么的价钱？请把品名写在价钱前面，例如：鸡蛋 25元/板
groupbuy-no-price = 「{ $goods }」后面没有价钱，请写上，例如：鸡蛋 25元/板
groupbuy-bad-price = 「{ $goods }」的价钱不对，请看一下有没有写错。
groupbuy-goods-twice = 「{ $goods }」写了两遍，请留一个。
groupbuy-too-many-goods = 一次最多 { $allowed } 种，再多手机上就点不过来了。请分两次开团。
groupbuy-least-too-much = 「{ $goods }」每户起购 { $least }，可是最多只能订 { $most }，请改一个数。
groupbuy-option-early = 库存、限购要写在品名和单价后面，例如：鸡蛋 25元/板 库存=40
groupbuy-option-empty = 「{ $option }=」后面还没写。
groupbuy-option-number = 「{ $option }=」后面请写一个数，例如：{ $option }=20
groupbuy-option-yes-no = 「{ $option }=」后面请写 是 或 否。
groupbuy-option-unknown = 我不认识「{ $option }=」。可以写：库存、起购、限购、每户、截止、成团、取货、公开、标题、说明。
groupbuy-pickup-early = 取货时间在截止之前，请看一下哪个写错了。

groupbuy-sold-out = 「{ $goods }」订完了。
groupbuy-few-left = 「{ $goods }」只剩 { $left }{ $unit } 了。
groupbuy-most = 「{ $goods }」每户最多 { $most }{ $unit }。
groupbuy-least = 「{ $goods }」每户至少 { $least }{ $unit }。
groupbuy-none-held = 您家没有订「{ $goods }」。
groupbuy-not-open = 团购 { $number } 已经截单，不能再改了。要改请直接找团长。
groupbuy-over = 团购 { $number } 已经结束了。
groupbuy-paid-already = 团长已经记了您付款或取货，要改请直接找团长。
groupbuy-unknown = 没有团购 { $number }。发 /groupbuy 看看有哪些。
groupbuy-not-in-circle = 这个团购不在您的圈里。
groupbuy-not-yours = 这个团购不归您管。
groupbuy-order-gone = 这一户已经不订了，请重新打开名单。
groupbuy-nobody-ordered = 还没有人订。

groupbuy-orders =
    <b>{ $title }</b>：{ $households } 户，已付 { $paid }，已取 { $collected }（第 { $page } / { $pages } 页）
    { $lines }
groupbuy-order-line = <b>{ $number }.</b> { $who }：{ $order } = { $total } 元{ $note }
groupbuy-who = { $address } { $name }
groupbuy-order-note = （{ $note }）
groupbuy-pickup-list =
    📋 <b>{ $title }</b> 取货单
    { $lines }
groupbuy-building =
    {""}
    <b>{ $building } 号楼</b>
groupbuy-no-building =
    {""}
    <b>没写楼号</b>
groupbuy-building-goods = 共 { $goods }
groupbuy-pickup-line = { $collected ->
        [yes] ☑
       *[no] ☐
    } { $who }：{ $order } = { $total } 元{ $paid ->
        [yes] {" "}已付
       *[no] {" "}<b>未付</b>
    }{ $note }
groupbuy-file = 「{ $title }」取货单，{ $households } 户。里面有邻居的姓名和门牌，请别外传。
groupbuy-sheet-households = 取货单
groupbuy-sheet-goods = 合计
groupbuy-column = { $column ->
        [building] 楼
        [address] 门牌
        [name] 姓名
        [total] 金额（元）
        [paid] 已付
        [collected] 已取
        [note] 备注
        [name-of-goods] 品名
        [unit] 单位
        [price] 单价（元）
       *[ordered] 数量
    }
groupbuy-column-goods = { $name }（{ $unit }）
groupbuy-tick = { $on ->
        [yes] ✓
       *[no] {""}
    }

groupbuy-ask-list =
    请把接龙整段贴过来；只替一位邻居订，就写一行。不订了就发「取消」。
    例如：王阿姨 3-2-501 { $goods }2份
groupbuy-list-unread =
    我没读出来谁订了什么。一行一户，写名字、门牌、品名和数量。
    例如：1. 王阿姨 3-2-501 { $goods }2份
groupbuy-list-read =
    读到 <b>{ $households }</b> 户，没问题就点「写入」。写过的，以这次为准。
    { $lines }{ $more ->
        [0] {""}
       *[other] {""}
            还有 { $more } 户……
    }
    { $unread }
groupbuy-list-line = • { $who }：{ $order }{ $note }
groupbuy-list-all-read = 每一行都读懂了。
groupbuy-list-unread-lines =
    <b>这 { $count } 行我没看懂，没有写入</b>，请您看一下：
    { $lines }
groupbuy-entered = 写好了 { $households } 户。
groupbuy-entered-short =
    { $entered }
    <b>这几户没写进去</b>，货不够了，或者已经付款：
    { $lines }

groupbuy-close-sure = 现在就截单吗？「{ $title }」已经够数，截单后就成团，会通知订了的每一户。
groupbuy-close-fails = 现在就截单吗？「{ $title }」还没够数，截单就<b>不成团</b>了，会通知订了的每一户。
groupbuy-ask-reason = 为什么取消「{ $title }」？请写一句，订了的每一户都会看到。不取消了就发「取消」。
groupbuy-cancelled = 「{ $title }」取消了，订了的都通知了。
groupbuy-ask-move =
    「{ $title }」改到什么时候、在哪儿取货？订了的每一户都会收到。不改了就发「取消」。
    例如：周日10:00 南门岗亭
groupbuy-moved = 改好了，订了的都通知了。{ $pickup }

groupbuy-succeeded-you =
    ✅ 「{ $title }」成团了！
    您家订了：{ $order }，共 <b>{ $total }</b> 元，请付给团长。
    { $pickup }
groupbuy-wait = 取货时间、地点等团长通知。
groupbuy-failed-you = ❌ 「{ $title }」没够数，这次不成团。您家订的 { $order } 就不算了；付过钱的，请找团长退。
groupbuy-cancelled-you =
    ❌ 「{ $title }」取消了。您家订的 { $order } 就不算了；付过钱的，请找团长退。
    团长写的原因：{ $reason }
groupbuy-moved-you =
    📦 「{ $title }」的取货改了，请看一下：
    { $pickup }
    您家订了：{ $order }
groupbuy-pick-up =
    📦 「{ $title }」可以取货了：
    { $pickup }
    您家订了：{ $order }，共 { $total } 元
groupbuy-call = { $people } 团购「{ $title }」有消息，我没法私聊您。请点下面的按钮，再按「开始」。
groupbuy-untold =
    「{ $title }」有新消息，下面几户我通知不到，请您转告：
    { $lines }
groupbuy-untold-line = • { $who }
groupbuy-soon-over = ⏳ 「{ $title }」还有 { $left } 截止，已有 { $households } 户订了。
groupbuy-announce-closed = ✅ 「{ $title }」截单了，成团！订了的邻居请看私聊。
groupbuy-announce-failed = ❌ 「{ $title }」截单了，没够数，这次不成团。
groupbuy-announce-cancelled = ❌ 「{ $title }」取消了，订了的邻居请看私聊。
groupbuy-closed-organiser = ✅ 「{ $title }」截单了，成团。能通知的都通知了。下一步：
groupbuy-failed-organiser = ❌ 「{ $title }」截单了，没够数，不成团。能通知的都通知了。收过的钱请退给邻居。

btn-groupbuy-less = − { $name }
btn-groupbuy-more = ＋ { $name }
btn-groupbuy-mine = 我的订单
btn-groupbuy-own = 我自己订
btn-groupbuy-open = { $number } { $title }
btn-groupbuy-new = 开团
btn-groupbuy-skip = 跳过
btn-groupbuy-publish = 发布
btn-groupbuy-discard = 不要了
btn-groupbuy-circle-on = ☑ { $circle }
btn-groupbuy-circle-off = ☐ { $circle }
btn-groupbuy-list = 订单 · 打勾
btn-groupbuy-pickup-list = 取货单
btn-groupbuy-paste = 代订 · 粘贴接龙
btn-groupbuy-move = 改取货
btn-groupbuy-close = 截单
btn-groupbuy-close-yes = 确定截单
btn-groupbuy-cancel = 取消团购
btn-groupbuy-enter = 写入
btn-groupbuy-paid-on = ✅ { $number } 已付
btn-groupbuy-paid-off = ☐ { $number } 已付
btn-groupbuy-collected-on = ✅ { $number } 已取
btn-groupbuy-collected-off = ☐ { $number } 已取
btn-groupbuy-back = ‹ 上一页
btn-groupbuy-on = 下一页 ›
