help-about-reports = <b>报事</b>
help-report = 报修、报事，例如 /report 电梯坏了
help-mine = 我报过的事
help-inbox = 我的待办

report-howto =
    哪里有问题，写在命令后面就行；也可以回复别人的消息，或者配上照片。
    例如：/report 3单元电梯坏了
report-no-circle = 我还不知道您住在哪个圈。请先在您那栋楼的群里说句话，再来找我。
report-too-long = 写得有点长（{ $length } 个字），请缩到 { $allowed } 个字以内，分两次发也行。
report-which-circle = 这是哪个圈的事？
report-circle-picked = 好的，是「{ $circle }」的事。
report-circle-still-open = 您报的「{ $body }」还没选是哪个圈的，我没法转给社工。请点上面的按钮选一下。
btn-anonymous-on = ☑️ 匿名
btn-anonymous-off = ⬜ 匿名
btn-hide-me = 改为匿名
btn-withdraw = 撤回
btn-never-mind = 不写了
btn-withdraw-sure = 确定撤回
report-anonymous-now = 好了，以后只有社工看得到是您
anonymous-name = { $name }（匿名，请保密）
anonymous = 匿名居民
report-not-yours = 只有报事的人自己能改。
report-not-in-circle = 您不在这个圈里。
report-draft-gone = 这要由报事的人自己来选，或者已经选过了。
report-photo-only = （见照片）
report-filed-for-you =
    { $by } 替您报上去了。
    { $receipt }
report-more-photos = #{ $number } 的照片

report-similar =
    是不是和这件同一件事？
    { $lines }
similar-line = <b>#{ $number }</b> { $body }
btn-same = 就是这件事 #{ $number }
btn-new = 不是，新报
report-filed-new = 好的，作为新的一件报上去了：#{ $number }。
report-over-new = #{ $number } 刚刚结束了。请点「不是，新报」。

report-danger = ⚠️ <b>有危险请先打 { $call }！</b>
report-with-danger =
    { $danger }
    { $words }
report-accepted =
    已受理 <b>#{ $number }</b> { $body }
    { $category } · { $state }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } 户都遇到了
    }{ $first }{ $handovers ->
        [0] {""}
       *[other] {" "}· 第{ $handovers }次转派
    }
report-receipt =
    已受理 <b>#{ $number }</b> { $body }
    { $circle } · { $category } · { $state }{ $anonymous ->
        [yes] {" "}· 匿名
       *[no] {""}
    }
    有进展我会告诉您。群里能看到这件事，看不到是谁报的。
report-receipt-over =
    <b>#{ $number }</b> { $body }
    { $circle } · { $category } · { $state }{ $anonymous ->
        [yes] {" "}· 匿名
       *[no] {""}
    }
report-first = {" "}· 首接 { $name }
blank = {""}
btn-category = 类别：{ $category }
btn-category-now = ✓ { $word }
btn-join = 我家也是

state-waiting = 待接单
state-taken = 处理中（{ $owner }）
state-transferred = 已转派
state-transferred-to = 已转派（{ $owner }）
state-held = 挂起，等一等
state-review = 待回访
state-closed = 已办结
state-merged = 已合并
state-rejected = 不受理
state-withdrawn = 已撤回

report-for-staff =
    <b>#{ $number }</b> · { $circle } · <b>{ $state }</b>
    { $body }

    { $lines }
report-news =
    { $news }

    { $card }
report-not-yours-any-more = #{ $number } 现在不归您办了，辛苦了。
report-line-reporter = 报事人：{ $name } · 住址：{ $address }
report-line-filed-by = 代报：{ $name }
report-line-time = 时间：{ $at }{ $households ->
        [1] {""}
       *[other] {" "}· 共 { $households } 户
    }
report-line-category = 类别：{ $category }{ $urgent ->
        [yes] {" "}· 🔴 紧急
       *[no] {""}
    }
report-line-respond = 请在 { $at } 前接单
report-line-resolve = 请在 { $at } 前办好
report-line-held = 挂起到 { $at }
report-line-first = 首接：{ $name }
report-line-handovers = 第{ $count }次转派
report-line-reopenings = 第{ $count }次重开
report-line-merged = 已并入 #{ $number }

btn-take = 接单
btn-take-back = 收回自己办
btn-return = 退回
btn-resume = 恢复办理
btn-reply = 回复
btn-transfer = 转派
btn-partner = 🏢 { $name }
btn-close = 办结
btn-reject = 不受理
btn-hold = 挂起
btn-classify = 改类别
btn-merge = 合并
btn-details = 打开
btn-answer = 回话
btn-number = #{ $number }
btn-contest = 我不同意
btn-earlier = « 前面
btn-later = 后面 »
btn-days = { $days } 天
btn-reject-scope = 不属社区职责
btn-reject-other = 其他原因
btn-solved-yes = 解决了
btn-solved-partly = 部分解决
btn-solved-no = 没解决
btn-satisfied-yes = 满意
btn-satisfied-fairly = 基本满意
btn-satisfied-no = 不满意

step-file = 报事
step-take = 接单
step-reply = 回复
step-answer = 回话
step-transfer = 转派
step-return = 退回
step-hold = 挂起
step-resume = 恢复办理
step-close = 办结
step-reject = 不受理
step-contest = 申诉
step-merge = 合并
step-withdraw = 撤回
step-rate = 评价
step-reopen = 重开
step-expire = 到期办结
step-classify = 改类别
party-reporter = 报事的人
party-target = 被转派的人
party-staff = 这个网格的社工

report-already-taken = #{ $number } 已经由 { $owner } 接单了。
report-not-now = #{ $number } 现在是「{ $state }」，做不了这一步。{ $can }
report-can =
    现在可以：
    { $steps }
report-can-nothing = 现在没有您要做的。
report-not-yours-to-do = #{ $number } 的这一步要由{ $who }来做。
report-needs-words = 请写几个字，或者发张照片。
report-unknown = 没有找到 #{ $number }，或者它不归您看。
report-over = #{ $number } 已经结束了。要是又坏了，请重新报一次。
report-reporter-gone = #{ $number } 报事人已经注销，没法回复了。
report-not-staff = 这位不是这个网格的社工。
report-partner-empty = 「{ $organisation }」还没有人接受邀请。管理员可以发 /partner 邀请。
report-nobody-to-transfer-to = 还没有可以转派的同事或合作单位。
report-nothing-to-merge-into = 这个圈没有别的待办可以合并。
report-not-asked = 这一次没有请您评价。
report-question-over = #{ $number } 这次已经不用评了。
report-rated-before = #{ $number } 您已经评过了，谢谢

ask-reply = 要对 #{ $number } 的报事人说什么？直接写，也可以发照片。
ask-answer = 关于 #{ $number }，您想说什么？直接写，也可以发照片。
ask-close = #{ $number } 是怎么办好的？写一句，也可以配张照片。报事人和群里都会看到，请别写住址、姓名。
report-reject-why = 为什么不受理 #{ $number }？
ask-reject = 请写清楚为什么不受理 #{ $number }，报事人会看到。
ask-return = 为什么退回 #{ $number }？写一句。
ask-hold = #{ $number } 在等什么？例如：等配件。报事人会看到。
ask-hold-until = #{ $number } 挂起到哪天？点下面的按钮，或者写个日子，例如：下周一。
hold-until-unclear = 这个日子我没看懂，或者已经过了。
ask-reopen = #{ $number } 哪里还没解决？写一句，也可以发照片。
ask-contest = #{ $number } 您为什么不同意？写一句。只能申诉一次，社工会再看。

report-you-took = #{ $number } 归您了，谢谢
report-handed-to-you = { $by } 转给您一件事，请接单；不归您办就退回。
report-resumed = #{ $number } 接着办
report-to-whom = #{ $number } 转给谁？
report-transferred = #{ $number } 已转给 { $to }
report-handed-on-since = #{ $number } 已经转过了，请看最新的卡片。
report-transferred-told = <b>#{ $number }</b>「{ $body }」已转给 { $to } 来办。
report-merge-into = #{ $number } 并到哪一件？
report-merged = #{ $number } 已并入 #{ $into }
report-merged-told = <b>#{ $number }</b> 和 <b>#{ $into }</b> 是同一件事，合在一起办了。#{ $into } 有结果会告诉您。
report-which-category = #{ $number } 改成哪一类？
report-classified = #{ $number } 的类别：{ $category }
report-you-closed = #{ $number } 已办结，正在请居民评价。
report-you-rejected = #{ $number } 已标为不受理，理由告诉报事人了。
report-you-returned = #{ $number } 已退回。
report-you-held = #{ $number } 挂起到 { $until }。
report-you-reopened = 好的，#{ $number } 重新打开了，会有人接着办。
report-you-contested = 好的，#{ $number } 请社工再看一次。
report-withdrawn = #{ $number } 已撤回
report-withdrawn-worker = <b>#{ $number }</b> 报事人撤回了，不用再办。
report-withdraw-sure = 确定撤回 #{ $number } 吗？撤回以后就没有人办了。
report-withdrawn-told = <b>#{ $number }</b> 报事的人撤回了。您家要是还有这个问题，请再报一次。

report-taken = <b>#{ $number }</b>「{ $body }」：{ $by } 已经接单，在处理了。
report-held =
    <b>#{ $number }</b>「{ $body }」要等一等：{ $words }
    { $until } 接着办。
report-rejected = 很抱歉，<b>#{ $number }</b>「{ $body }」没能受理：{ $words }
report-rejected-contest =
    { $told }
    您要是不同意，可以申诉一次。
report-returned = ↩️ #{ $number } 被 { $by } 退回：{ $words }
report-closed = <b>#{ $number }</b>「{ $body }」，{ $by } 已经<b>办结</b>：{ $words }
report-closed-ask =
    { $told }
    现在怎么样了？
report-closed-group = ✅ <b>#{ $number }</b> 已办结：{ $words }
report-closed-call =
    { $line }
    { $who } 您看解决了吗？点下面的按钮，再按「开始」告诉我。
report-how-content = 谢谢。#{ $number } 办得您满意吗？
report-thanks = 谢谢您的评价。#{ $number } 就到这里，有事再找我。
report-ask-again = <b>#{ $number }</b>「{ $body }」解决了吗？点一下就行。
report-reopened = ⚠️ #{ $number } 没解决，第{ $count }次重开：{ $words }
report-reopened-told = <b>#{ $number }</b>「{ $body }」还没解决，重新打开了，会有人接着办。
report-contested = ⚠️ #{ $number } 报事人申诉，不同意不受理：{ $words }
report-told = <b>#{ $number }</b> { $by }：{ $words }
report-reply-sent = 已转告 #{ $number } 的报事人。
report-reply-waits = #{ $number } 的报事人还没打开和我的私聊，打开后就会看到。
report-answered = <b>#{ $number }</b> { $who ->
        [reporter] 报事人
       *[neighbour] 邻居
    } { $name }：{ $words }
report-answer-sent = 已转告办 #{ $number } 的人。
report-joined = 记上了，#{ $number } 有结果也会告诉您
report-joined-group = 记上了，#{ $number } 有结果会在群里说
report-joined-before = #{ $number } 已经算上您家了

report-respond-warn = ⏳ <b>#{ $number }</b>「{ $body }」还没人接单，时间快到了。{ $circle }
report-respond-overdue = ⚠️ <b>#{ $number }</b>「{ $body }」到时间了还没人接单。{ $circle }
report-resolve-warn = ⏳ <b>#{ $number }</b>「{ $body }」快到办结的时间了。{ $circle }
report-resolve-overdue = ⚠️ <b>#{ $number }</b>「{ $body }」过了时间还没办好。{ $circle }
report-hold-over = <b>#{ $number }</b>「{ $body }」挂起到今天，可以接着办了。{ $circle }

inbox-empty = 没有待办，歇口气吧。
inbox =
    待办，最急的在前（第 { $page } 页）：
    { $lines }
mine =
    您最近报过的事：
    { $lines }
mine-none =
    您还没有报过事。
    例如：/report 3单元电梯坏了
ticket-line = <b>#{ $number }</b> { $body } · { $state }
inbox-line =
    { $urgent ->
        [yes] 🔴{" "}
       *[no] {""}
    }<b>#{ $number }</b> { $body }
    　{ $circle } · { $state }{ $due }
inbox-due = {" "}· { $at } 前
inbox-late = {" "}· ⚠️ 已过 { $at }
ticket-howto =
    要看哪一件？写上编号。
    例如：#12
ticket =
    { $ticket }

    { $history }
event-line = { $at }　{ $name } { $what }
event-line-words = { $at }　{ $name } { $what }：{ $words }
event-file = 报事
event-take = 接单
event-reply = 回复
event-answer = 回话
event-transfer = 转给 { $detail }
event-return = 退回
event-hold = 挂起
event-resume = 恢复办理
event-close = 办结
event-reject = 不受理
event-contest = 申诉
event-merge = 并入 { $detail }
event-withdraw = 撤回
event-rate = 评价：{ $solved }，{ $satisfied }
event-reopen = 没解决，重开
event-expire = 未评价，到期办结
event-classify = 改类别为 { $detail }
