help-about-notices = <b>通知</b>
help-notice = 发通知，例如 /notice 今晚8点停水，请储水
help-notices = 发过的和等着发的通知

notice-howto =
    要通知的话，写在命令后面就行；前面可以写时间，急事用 /notice!
    例如：/notice 今晚8点停水，请储水
notice-howto-private =
    要通知的话，写在命令后面；前面写发给谁、什么时候发，也可以带图片或文件。急事用 /notice!
    例如：/notice @{ $grid } 明天9点 周五停水，请储水
btn-notice-template = 📝 { $name }
notice-blank =
    { $template }

    「{ $blank }」填什么？
notice-blank-empty = 请用文字填。不发了就回「取消」。
notice-empty = 要通知什么？请把内容写在后面。
notice-too-long = 太长了（{ $length } 个字），一条通知最多 { $allowed } 个字，请分两条发。
notice-too-long-caption = 太长了（{ $length } 个字），带图片或文件时最多 { $allowed } 个字。
notice-repeats-when = 请写清几点发，例如：/notice 每周五19:00 周末请关好门窗
notice-audience-in-private = 在群里发，只发到本群。要发给别的圈，请私下发给我。
notice-no-circles = 您还没有可以发通知的圈。
notice-for-whom =
    发给谁？
    也可以写在命令后面，例如：/notice @{ $grid } 今晚停水
notice-circles = { $names }{ $more ->
        [0] {""}
       *[other] {" "}等，还有 { $more } 个
    }

notice-gist-photo = 一张图片
notice-gist-document = 一个文件

notice-preview =
    👀 <b>先看一眼</b>{ $urgent ->
        [yes] {" "}· 🚨 紧急
       *[no] {""}
    }
    发给：<b>{ $circles } 个圈，约 { $people } 人</b>（{ $audience }）{ $closed ->
        [yes] {"\u000A"}⚠️ 发不到：{ $closed_names }（我不在群里）
       *[no] {""}
    }
    时间：{ $when }{ $quiet ->
        [yes] {" "}（那时是休息时间，等到早上再发；急事请用 /notice!）
       *[no] {""}
    }{ $file ->
        [photo] {" "}· 带图片
        [document] {" "}· 带文件
       *[none] {""}
    }

    { $body }
notice-when-now = 确认后马上发
notice-when-at = { $at }
notice-when-repeats =
    一次又一次，接下来是：
    { $times }
notice-time-line = • { $at }
btn-notice-send = 确认发送
btn-notice-cancel = 取消
btn-notice-when = 改期
notice-sending = 好，正在发给 { $circles } 个圈。
notice-settled = 这条通知已经处理过了。
notice-time-passed = 定好的时间已经过了。再按一次「确认发送」，就马上发。
notice-waits =
    ⏰ 好，到时候发：{ $when }{ $quiet ->
        [yes] {" "}（那时是休息时间，所以等到早上；急事请用 /notice!）
       *[no] {""}
    }
notice-cancelled = 「{ $gist }」不发了。
notice-when-ask =
    「{ $gist }」什么时候发？
    例如：明天9点、12月5日19:30、每周五19:00。不改了就回「取消」。
notice-open-private = 请先打开和我的私聊，按「开始」，再来改期。
notice-see-private = 请看我们的私聊。
notice-missed =
    ⏰ 这条通知错过了时间（我刚才不在线）。还发吗？

    { $body }
notice-not-sent =
    「{ $gist }」没有发出去{ $repeats ->
        [yes] ，先暂停了
       *[no] {""}
    }。
    { $why }
notice-waiting =
    ⏰ <b>{ $state }</b>：{ $when }

    { $body }
btn-notice-pause = ⏸ 暂停
btn-notice-resume = ▶️ 继续

notice-card =
    { $urgent ->
        [yes] 🚨 <b>紧急通知</b>
       *[no] 📢 <b>通知</b>
    }{ $corrected }
    { $body }

    —— { $by }
    ✅ 收到 <b>{ $confirmed }/{ $total }</b> { $unit ->
        [household] 户
       *[mixed] 户（没绑住址的按人算）
    }
notice-corrected = {" "}· ✏️ <b>更正</b>于 { $at }
notice-by = { $who }
notice-by-role = { $role } { $who }
notice-withdrawn-card = 📢 <s>{ $body }</s>（已撤回）
btn-seen = 收到
notice-seen = 好的，记下了，谢谢您！
notice-seen-before = 您已经按过了，谢谢！
notice-gone = 这条通知已经撤回，或者结束了。

notice-watch =
    📋 「{ $gist }」
    { $circle } · { $state }
    ✅ 收到 <b>{ $confirmed }/{ $total }</b> 户
    { $missing ->
        [0] 🎉 全都收到了。
       *[other] ⬜ 还没收到的 { $missing } 户：
    }
    { $lines }
notice-unit = • { $unit }：{ $names }
notice-unbound = • 没绑住址：{ $names }
notice-more-households = 还有 { $more } 户，请看「全部名单」。
notice-overview =
    📣 「{ $gist }」 · { $state }
    { $bar }
    送达 <b>{ $sent }/{ $all }</b> 个圈{ $waiting ->
        [0] {""}
       *[other] {" "}· 待发 { $waiting }
    }{ $failed ->
        [0] {""}
       *[other] {" "}· 失败 { $failed }
    }{ $stopped ->
        [0] {""}
       *[other] {" "}· 停发 { $stopped }
    }
    ✅ 收到 <b>{ $confirmed }/{ $total }</b> 户
    { $failures }
notice-failure = ⚠️ { $circle }：{ $why }
notice-more-failures = ⚠️ 还有 { $more } 个圈没发成。
notice-why-retry = 暂时发不出去，我在重试
notice-why-removed = 我不在群里，或者没有发言的权限
notice-why-refused = Telegram 不收这条消息
notice-state-draft = 还没发
notice-state-scheduled = 等着发
notice-state-paused = 已暂停
notice-state-sent = 已发
notice-state-stopped = 已停止发送
notice-state-cancelled = 没有发
notice-state-withdrawn = 已撤回
notice-copy-sent = { $at } 发出
notice-copy-waiting = 正在发
notice-copy-failed = ⚠️ { $why }
notice-copy-stopped = 没有发
btn-notice-stop = ⏹ 停止发送
btn-notice-remind = 🔔 提醒未读
btn-notice-record = ☎️ 记录电话/上门通知
btn-notice-roster = 📄 全部名单
btn-notice-correct = ✏️ 更正
btn-notice-withdraw = 🗑 撤回
btn-notice-over = 📌 结束，取消置顶
btn-notice-again = 🔁 再发一次
notice-roster =
    <b>{ $circle }</b>
    ✅ 收到的 { $confirmed } 户：
    { $done }

    ⬜ 还没收到的 { $missing } 户：
    { $absent }
notice-nobody = （没有）
notice-confirmed = • { $has_address ->
        [yes] { $address }{" "}
       *[no] {""}
    }{ $name }{ $how ->
        [phone] （{ $by } 打过电话）
        [visit] （{ $by } 上过门）
       *[press] {""}
    }

notice-remind-quiet = 现在是休息时间，早上再提醒吧。
notice-reminded =
    { $people ->
        [0] { $rested ->
            [0] 大家都收到了，没有要提醒的。
           *[other] 今天已经提醒过了，明天再提醒吧。
        }
       *[other] 已经提醒：私信 { $private } 位，群里点名 { $called } 位。
    }
notice-ask =
    您好，「{ $circle }」有一条通知，请您看一下，看过请按「收到」。

    { $body }
notice-ask-urgent =
    🚨 您好，「{ $circle }」有一条<b>紧急通知</b>，请您看一下，看过请按「收到」。

    { $body }
notice-ask-corrected =
    ✏️ 您好，您看过的通知有<b>更正</b>，请再看一下，看过请再按「收到」。（{ $circle }）

    { $body }
notice-asked-done = ✅ 「{ $gist }」您家已收到，谢谢！（{ $circle }）
notice-asked-withdrawn = 「{ $gist }」已经撤回，不用管了。
notice-call-out =
    { $people }
    通知「{ $gist }」请看一下，看过请在那条消息下面按「收到」，谢谢！
notice-call-out-corrected =
    { $people }
    通知「{ $gist }」有<b>更正</b>，请再看一下，看过请再按一次「收到」，谢谢！
notice-call-list =
    ☎️ 「{ $circle }」还有 { $missing } 户没看到紧急通知「{ $gist }」。
    麻烦您打个电话或上门说一声，说过的请按下面的按钮记一下：
    { $lines }
notice-over-done = 好，已经取消置顶，不再提醒。

notice-record = 「{ $circle }」还有 { $missing } 户没收到。您通知到了哪一户？
notice-record-none = 「{ $circle }」全都收到了，辛苦您了！
notice-record-how = { $household }：您是怎么通知到的？
notice-record-before = 这一户已经收到了。
notice-recorded = 记下了：{ $household }
btn-notice-phone = 📞 打了电话
btn-notice-visit = 🚪 上了门
btn-notice-back = ‹ 返回
btn-notice-earlier = ‹ 前面
btn-notice-further = 后面 ›

notice-correct-ask =
    现在是这样写的：

    { $body }

    请把改好的全文发给我。不改了就回「取消」。
notice-correct-words = 请把改好的全文用文字发给我。
notice-correct-preview =
    改成这样，对吗？

    { $body }
btn-notice-correct-yes = 确认更正
btn-notice-correct-no = 不改了
notice-correct-dropped = 好，没有改。
notice-correct-done =
    ✏️ 改好了：

    { $body }{ $quiet ->
        [yes] {"\u000A\u000A"}看过的邻居，等早上再请他们重看。
       *[no] {""}
    }
notice-stopped = { $count ->
        [0] 都已经发出去了，没有可以停的。要收回请用「撤回」。
       *[other] 停下了，还有 { $count } 个圈没有发。
    }
notice-withdraw-sure = 撤回「{ $gist }」吗？{ $circles } 个圈里的都会收回。
btn-notice-withdraw-yes = 确定撤回
notice-withdrawn = 「{ $gist }」已经撤回。
notice-not-yours = 这条通知不归您管。
notices-none =
    还没有通知。
    例如：/notice @{ $grid } 今晚8点停水，请储水
notices-list =
    <b>通知记录</b>（点数字看详情）
    { $lines }
notices-line = <b>{ $number }.</b> { $state ->
        [scheduled] ⏰ { $at } 发 ·
        [paused] ⏸ 已暂停 ·
        [withdrawn] 🗑 { $at } · 已撤回 ·
       *[other] { $at } ·
    } { $gist }{ $total ->
        [0] {""}
       *[other] {" "}· { $confirmed }/{ $total }
    }
