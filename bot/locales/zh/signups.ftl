help-about-signups = <b>报名、接龙</b>
help-signup = 正在报名的，例如值守、活动

signup-howto =
    发起报名：写标题、人数和截止时间，我来记名单。
    例如：/signup 周六守桶 人数=6 截止=周五20:00
signup-howto-private =
    现在没有正在报名的。楼长在群里发一行就能发起：
    /signup 周六守桶 人数=6 截止=周五20:00
signup-none =
    本群现在没有正在报名的。
    楼长发 /signup 周六守桶 人数=6 这样一行，就能发起。
signup-list = { $lines }
signup-list-item =
    { $lines }
    　
signup-no-title =
    给它起个名字吧，写在命令后面。
    例如：/signup 周六守桶 人数=6 截止=周五20:00
signup-unknown-option =
    「{ $word }=」我不认识。可以写的有：{ $known }
    例如：/signup 周六守桶 人数=6 截止=周五20:00
signup-option-twice = 「{ $option }=」写了两次，留一个就行。
signup-too-long = 「{ $word }…」太长了，请缩到 { $most } 个字以内。
signup-number-unclear = 「{ $given }」不是个数。人数这样写：人数=6
signup-yes-or-no = 「{ $given }」我没看懂，请写 是 或 否。
signup-party-unclear = 「{ $given }」我没看懂。可以带家人就写 带人=是，最多几位就写 带人=4
signup-condition-unclear =
    资格「{ $given }」我没看懂。
    可以写：党员圈、社团圈、绑定住址、一户一位，用逗号隔开。
signup-too-many-questions = 问题太多了，最多 { $most } 个，不然大家嫌麻烦。
signup-too-many-shifts = 时段太多了，最多 { $most } 个。
signup-shift-twice = 有两个时段写得一样。
signup-shift-unclear = 时段这样写：时段=8:00-10:00,10:00-12:00；每段人数不一样就写 时段=8:00-10:00(3人),10:00-12:00(2人)
signup-over-already = 这个时间已经过了，请换一个。
signup-closes-late = 截止时间在活动结束以后了，请改一改。
signup-weekly-needs-time = 每周的要有时间，请加上 时间=周六 8:00-10:00 这样一句。
signup-no-circle = 还没有选发到哪个群。请点上面的群名选一下。

signup-card = { $lines }
signup-preview =
    { $lines }

    这样发出去行吗？点群名选发到哪里，再点「确认」。
signup-own = { $lines }
signup-desk =
    <b>管理</b>
    { $lines }
signup-title = 📋 <b>{ $title }</b>
signup-title-closed = 📋 <b>{ $title }</b> · 已截止
signup-title-over = 📋 <b>{ $title }</b> · 已结束
signup-title-cancelled = 📋 <b>{ $title }</b> · 已取消：{ $reason }
signup-line-when = 🕘 { $at }
signup-line-span = 🕘 { $at }-{ $end }
signup-line-day = 📅 { $day }
signup-line-no-hour = 💡 没写几点，我就没法提醒大家。点「更改」再点「时间」补上。
signup-line-place = 📍 { $place }
signup-shift-label = <b>{ $shift }</b>　
signup-shift-after = {" "}{ $shift }
signup-line-any = 👥 { $label }已报 <b>{ $seated }</b> 人
signup-line-seats =
    👥 { $label }已报 <b>{ $seated }/{ $seats }</b>{ $offered ->
        [0] {""}
       *[other] {" "}· 待确认 { $offered }
    }{ $waiting ->
        [0] {""}
       *[other] {" "}· 候补 { $waiting }
    }{ $full ->
        [yes] {" "}· 满，可候补
       *[no] {""}
    }
signup-line-names = ✍️ { $names }
signup-line-party = 可以带家人，一家最多 { $most } 位
signup-line-kind = 限{ $kind }
signup-line-household = 一户一位
signup-line-address = 要先绑定住址
signup-line-weekly = 每周一次
signup-line-closes = ⏰ { $at } 截止
signup-line-ask = ❓ { $words }
signup-line-ask-choice = ❓ { $words }（{ $choices }）
signup-about = 「{ $title }」
signup-about-shift = 「{ $title }」{ $shift }

btn-signup-join = 报名
btn-signup-join-shift = 报名 { $shift }
btn-signup-leave = 取消报名
btn-signup-more = +1
btn-signup-less = −1
btn-signup-whole = 都能来才来
btn-signup-partly = 来几个算几个
btn-signup-accept = 我来
btn-signup-decline = 不来了
btn-signup-stay = 仍然参加
btn-signup-code = 我的签到码
btn-signup-stand-in = 找人替班
btn-signup-i-stand-in = 我来替
btn-signup-not-me = 我不行
btn-signup-opt-out = 别点我的名
btn-signup-opt-in = 缺人时可以点我的名
btn-signup-new = 发起报名
btn-signup-desk = 管理
btn-signup-skip = 跳过
btn-signup-drop = 取消
btn-signup-publish = 确认
btn-signup-chosen = ☑️ { $word }
btn-signup-not-chosen = ⬜ { $word }
btn-signup-toggle-party = 带人
btn-signup-toggle-names = 公开名单
btn-signup-toggle-weekly = 每周
btn-signup-edit-title = 标题
btn-signup-edit-seats = 人数
btn-signup-edit-when = 时间
btn-signup-edit-place = 地点
btn-signup-edit-shifts = 时段
btn-signup-edit-until = 截止
btn-signup-edit-ask = 问题
btn-signup-edit-for = 资格
btn-signup-list = 名单
btn-signup-names = 看名单
btn-signup-xlsx = 导出 Excel
btn-signup-add = 加一位邻居
btn-signup-paste = 粘贴接龙
btn-signup-close = 截止报名
btn-signup-reopen = 重新开放
btn-signup-change = 更改
btn-signup-cancel = 取消活动
btn-signup-roll = 点名
btn-signup-weekly-stop = 下周起不再开
btn-signup-present = { $name } 到场
btn-signup-absent = 缺席
btn-signup-excused = 请假
btn-signup-all-here = 其余的都到场
btn-signup-take-list = 记入名单

signup-ask-title = 要办什么？写个短标题，例如：周六守桶
signup-ask-seats = 要几个人？写个数，例如：6。不限人数就跳过。
signup-ask-shifts =
    分时段吗？一段一段写，用逗号隔开，例如：8:00-10:00,10:00-12:00
    每段人数不一样，就写 8:00-10:00(3人)。不分就跳过。
signup-ask-until = 报到什么时候截止？例如：周五20:00。不用截止就跳过。
signup-ask-questions =
    要问报名的人什么？一行一个，最多 5 个，我私下问他们。例如：
    几个孩子(数字)
    口味(甜/咸)
    不用问就跳过。
signup-ask-when = 什么时间？例如：周六 8:00-10:00
signup-ask-place = 在哪儿？例如：3号楼桶站
signup-ask-for = 谁能报？例如：党员圈、绑定住址、一户一位
signup-posted = 好了，已经发到：{ $circles }

signup-unknown = 没有找到这个报名。
signup-entry-gone = 您已经不在这个名单上了，或者位子已经转给别人。
signup-not-your-circle = 这是别的圈的报名。您在那个群里说句话，我就认得您了。
signup-elsewhere = 这是别的圈的报名，在这儿不好说。请私聊我发 /signup { $number }。
signup-only-kind = 这次只限{ $kind }报名。
signup-needs-address =
    这次要先绑定住址才能报名。
    在私聊里发：/bind 3-2-501
signup-is-closed = 「{ $title }」已经截止报名了。
signup-is-cancelled = 「{ $title }」已经取消了。
signup-is-over = 「{ $title }」已经结束或取消了。
signup-has-begun = 「{ $title }」已经开始了，现在改不了。
signup-full = 人满了，这次不设候补。
signup-queue-full = 人满了，候补也满了。
signup-household-on = 您家已经有人报了，这次一户一位。
signup-joined = 报上了：{ $about }{ $clash }
signup-clash = 。注意：和「{ $title }」时间重了
signup-waits = 人满了，{ $about }您排在候补第 { $place } 位，有空位我会告诉您
signup-joined-before = 您已经报上了，不用再点
signup-waits-before = 您排在候补第 { $place } 位
signup-not-on-list = 您不在这个名单上。
signup-left = 好的，已取消报名
signup-left-late = 已取消。离开始不到一天了，我告诉了组织的人
signup-left-late-told = { $name } 取消了{ $about }（离开始不到 24 小时）。
signup-join-first = 请先点「报名」，再点「+1」加家人。
signup-party-full = 一家最多 { $most } 位。
signup-party-one = 只有您一位了。不来的话请点「取消报名」。
signup-answer-first = 刚有空位留给您，请先在私聊里回答来不来。
signup-more = 好的，您家一共 { $party } 位
signup-more-waiting = 好的，您家一共 { $party } 位在候补
signup-less = 好的，您家现在 { $party } 位
signup-which =
    { $about }位子不够您家 { $party } 位一起来。怎么办？
    「都能来才来」：让出现在的位子，{ $party } 位一起候补。
    「来几个算几个」：现在的位子留着，多的那位候补。
signup-which-private = 位子不够了，请到私聊里选怎么办
signup-party-waits =
    记下了：您家 { $party } 位，{ $seats ->
        [0] 一起候补
       *[other] 已有 { $seats } 个位子，其余候补
    }，排在第 { $place } 位。
signup-own-seated = ✅ 您{ $about }已报上，{ $seats } 位
signup-own-waiting =
    ⏳ 您{ $about }在候补，第 { $place } 位{ $party ->
        [1] {""}
       *[other] { $seats ->
            [0] （一共 { $party } 位）
           *[other] （一共 { $party } 位，已有 { $seats } 个位子）
        }
    }
signup-own-offered = 🔔 您{ $about }有 { $seats } 个空位留到 { $until }，来吗？

signup-offer =
    🔔 { $about }有空位了，给您留了 { $seats } 个，到 { $until }。
    来就点「我来」；不点就让给下一位。
signup-accepted = 好的，{ $about }见
signup-declined = 好的，让给下一位了
signup-offer-gone = 这个空位已经让给别人了。
signup-offer-lapsed = { $about }的空位等您到时间了，已经让给下一位。还想来可以再报名。
signup-seated = { $about }有人不来了，您已经从候补转正（{ $seats } 位），到时候见！
signup-seated-neighbour = { $about }有空位，候补的 { $name } 已经转正。TA 没有 Telegram，请您转告。
signup-news-for = { $people } 关于「{ $title }」有消息告诉您，请点下面的按钮，再按「开始」。
signup-news-quietly = { $people } 有件事要私下告诉您，请点下面的按钮，再按「开始」。

signup-answer-in-private = 位子先给您留着。请到私聊里回答 { $count } 个问题
signup-question = （{ $number }/{ $count }）{ $words }
signup-question-number = （{ $number }/{ $count }）{ $words }（请写个数）
signup-answer-length = 请写几个字，不超过 { $most } 个字。
signup-answer-number = 这里请写个数，例如：2
signup-answer-choice = 请从这些里选一个：{ $choices }
signup-answered =
    都记下了，谢谢！{ $about }
    { $state }
signup-unanswered = { $about }的问题您没来得及回答，位子先让给别人了。还想来，再点一次「报名」就行。

signup-full-list =
    <b>{ $title }</b>
    { $lines }
signup-list-head = <b>{ $label }</b> { $seated }/{ $seats }
signup-list-head-any = <b>{ $label }</b> { $seated } 人
signup-names-head = <b>{ $label }</b>
signup-names-waiting = 候补：
signup-list-line = { $number }. { $name }{ $state }{ $details }
signup-list-details = {" "}· { $words }
signup-list-gone = 取消的：{ $names }
signup-list-gone-late = 取消的：{ $names }（⚠️ 是开始前 24 小时内取消的）
signup-list-nobody = 还没有人报名。
signup-state-offered = {" "}· 等 TA 确认
signup-state-waiting = {" "}· 候补
signup-state-asking = {" "}· 还没答完问题
signup-state-unconfirmed = {" "}· 改期后还没确认
signup-state-gone = 已取消
signup-sheet = 名单
signup-column-shift = 时段
signup-column-name = 姓名
signup-column-address = 住址
signup-column-party = 人数
signup-column-seats = 位子
signup-column-state = 状态
signup-column-mark = 点名
signup-column-note = 备注
signup-mark-present = 到场
signup-mark-absent = 缺席
signup-mark-excused = 请假
signup-mark-replaced = 替班
signup-mark-none = 未点

signup-closed-now = 已截止报名
signup-open-again = 重新开放了
signup-weekly-stopped = 好的，这次照常，以后不再每周开。
signup-ask-reason = 为什么取消？写一句，报了名的人都会看到。
signup-change-what = 「{ $title }」改什么？改时间地点会告诉每个报名的人，请他们再确认一次。
signup-needs-words = 请写几个字。
signup-seats-taken = 已经有 { $taken } 个位子给出去了，人数不能比这少。
signup-cancelled =
    很抱歉，「{ $title }」取消了。
    原因：{ $reason }
signup-cancelled-done = 「{ $title }」已取消，报了名的人都会收到通知。
signup-cancelled-weekly = 这次的「{ $title }」已取消，报了名的人都会收到通知。下周的照常开。
signup-changed = ⚠️ 「{ $title }」的时间或地点改了，请看报名卡片。报了名的，请到私聊里再确认一次。
signup-changed-done = 「{ $title }」改好了。
signup-ask-again =
    ⚠️ { $about }改了：
    { $lines }
    您还来吗？
signup-stays = 好的，{ $about }见
signup-pass-on = 这几位没有 Telegram，「{ $title }」的事请您转告：{ $names }

signup-which-shift = 加到哪个时段？
signup-ask-neighbour = 请写姓名和住址，几位来也可以写上。例如：张奶奶 3-2-501 2人
signup-neighbour-unclear =
    我没看懂。先写姓名，空一格，再写住址。
    例如：张奶奶 3-2-501
signup-neighbour-added = 记上了：{ $name }（{ $address }）。TA 以后绑定这个住址，就会认领过去。
signup-neighbour-waits = 人满了，{ $name }（{ $address }）排进了候补。
signup-claimed = 楼长之前替您家记了报名，现在归您管了：{ $titles }
signup-paste-howto = 把微信群里的接龙整段复制，粘贴发给我。我先给您看读到了什么，您点头才记。
signup-paste-nothing = 这里面我没读到人。请把接龙整段复制过来，例如「1. 张三」「2. 李四 2人」。
signup-paste-shown = { $lines }
signup-paste-read = 读到 <b>{ $count }</b> 位：
signup-paste-line =
    { $number }. { $name }{ $count ->
        [1] {""}
       *[other] {" "}{ $count } 位
    }{ $note }
signup-paste-cancelled = 划掉、不来的，不记：{ $words }
signup-paste-remarks = 当作说明，不记：{ $words }
signup-paste-unread = ⚠️ 有 { $count } 行没看懂，请您手工加：
signup-paste-unread-line = 　{ $words }
signup-paste-taken = 记了 { $count } 位。{ $skipped }
signup-paste-skipped = 已经在名单上，或者记不进去的：{ $names }

signup-roll =
    <b>点名</b> { $title }：{ $there }/{ $count } 到场
    { $lines }
    直接把对方的六位签到码发给我也行。
signup-roll-nobody = 「{ $title }」没有人报上名，不用点名。
signup-roll-line = { $number }. { $name }{ $shift } — { $mark }
signup-code =
    { $about }的签到码：<b>{ $code }</b>
    请给点名的人看，{ $minutes } 分钟内有效。
signup-code-elsewhere = 这是别的活动的签到码。
signup-here = { $name } 到场，记下了。
signup-here-told = { $about }签到成功，辛苦了！
signup-stand-in-who = { $about }请谁替？写邻居在群里的名字。
signup-stand-in-nobody = 圈里没找到这个名字的人。请照 TA 在群里的名字写。
signup-stand-in-which = 是哪一位？
signup-stand-in-asked = { $name } 想请您替{ $about }，行吗？
signup-stand-in-waits = 已经去问 { $name } 了。TA 答应以前，位子还是您的。
signup-stand-in-yours = 谢谢！{ $about }由您来
signup-stand-in-yes = { $name } 答应替您：{ $about }。
signup-stand-in-no = { $name } 替不了{ $about }，位子还是您的。
signup-stand-in-told = { $about }：{ $before } 请 { $name } 替班了。

signup-remind-day =
    明天记得：{ $about }
    { $lines }
    来不了请早点取消，好让别人来。
signup-remind-hour =
    还有一个小时：{ $about }
    { $lines }
signup-short = 明天的{ $about }还缺 <b>{ $free }</b> 人，谁能来？
signup-short-names =
    明天的{ $about }还缺 <b>{ $free }</b> 人，谁能来？
    好久没轮到的：{ $names }
signup-closed-told = 「{ $title }」报名截止：报上 { $seated } 人，候补 { $waiting }。
signup-over-told = 「{ $title }」结束了，辛苦！请点一下名，好记服务时长。
signup-opted-out = 好的，以后缺人不点您的名。要改回来，私聊发 /signup。
signup-opted-in = 好的，以后缺人会点您的名。
