help-about-collections = <b>定时定点回收</b>
help-collect = 回收的时间、地点，收什么
help-collection = 安排定时定点回收
help-collections = 回收安排：跳过、改期、结束

stream-hazardous = 有害垃圾
stream-bulky = 大件垃圾
stream-takes-hazardous = 废旧电池、过期药品、废灯管、油漆和油漆桶、杀虫剂、水银温度计
stream-refuses-hazardous = 厨余垃圾、普通瓶瓶罐罐
stream-takes-bulky = 破沙发、破桌椅、床垫、衣柜、旧家电
stream-refuses-bulky = 装修垃圾、砖头瓦块
policy-keep = 照常
policy-cancel = 取消
policy-later = 顺延到节后
policy-earlier = 提前到节前

collection-howto =
    写上收什么、什么时候、在哪儿、给哪些圈，其余的可以不写。
    例如：/collection 有害垃圾 每周六 9:00-11:00 南门广场 @{ $grid } 物品=废旧电池,过期药品,油漆

    时间也可以写：12月5日 9:00-11:00、每天、每月第一个周日、隔周三
    还可以加：起=12月1日 止=6月30日 除=2月1日-2月10日 加=12月9日 节假日=取消（或 照常、顺延、提前） 调休=照常 上门=8:00-10:00x5
collection-stream-unknown =
    没看懂收的是什么：「{ $word }」。
    可以写：{ $streams }
collection-when-missing =
    还差什么时候收。可以写「每周六 9:00-11:00」「12月5日 9:00-11:00」「每天」「每月第一个周日」「隔周三」，后面带上几点到几点。
collection-hours-missing = 还差几点到几点，例如 9:00-11:00。
collection-place-missing = 还差在哪儿收，例如：南门广场。
collection-place-long = 地点请写短一点，不超过 { $allowed } 个字。
collection-audience-missing =
    还差给哪些圈，请写上 @。
    例如：@{ $grid }，或者 @全部
collection-items-long = 「物品」最多 { $most } 样，每样不超过 { $allowed } 个字。
collection-option-twice = 「{ $option }=」写了两次，留一个就行。
collection-single-days = 这里要写一天一天的，不能写一段：{ $given }
collection-one-day = 这里只能写一天：{ $given }
collection-policy-unknown =
    「{ $given }」没看懂。
    可以写：{ $policies }
collection-slots-unclear =
    上门时段没看懂：「{ $given }」。
    请写成 8:00-10:00x5，x5 是这一段最多 5 家；几段之间用逗号。
collection-needs-partner =
    上门由哪个单位来？请加上 单位=…
    可以写：{ $organisations }
collection-ends-first = 「止」在「起」前面了，请看一下。
collection-no-dates = 这样算下来，一次也没有。请看一下日期。

collection-preview =
    <b>定时定点回收</b>：{ $what }
    { $lines }

    对的话按「确认」，我就发到群里。
collection-rule = 🗓 { $rule }
collection-rule-until = 🗓 { $rule }，到 { $last } 为止
collection-date = 第 { $number } 次：<b>{ $when }</b>
collection-place = 📍 { $place }
collection-takes = ✅ 收：{ $what }
collection-refuses = ❌ 不收：{ $what }
collection-and = { $first }、{ $second }
collection-holidays = 法定节假日：{ $policy }
collection-workdays = 调休上班的周末：{ $policy }
collection-at-the-door = 🚚 搬不动的大件可以预约上门来取
collection-reminders =
    第一次的提醒（开始前半小时的那次，只发到有人说要来的群）：
    { $lines }
collection-reminders-all =
    第一次的提醒：
    { $lines }
collection-reminder = 🔔 { $at }
collection-no-reminders = 第一次马上就到，不另发提醒。
collection-for = 👥 { $circles } 个圈，约 { $people } 人：{ $titles }
collection-overlap = ⚠️ 这个地方 { $at } 已经有 #{ $number } { $what }，时间撞上了。
collection-on-holiday = ⚠️ { $when } 是法定节假日，照常收。要改，请加上 节假日=取消（或 顺延、提前）。
collection-on-workday = ⚠️ { $when } 是调休上班的日子，照常收。要改，请加上 调休=取消（或 顺延、提前）。
collection-unknown-year = ℹ️ { $year } 年的放假安排还没有，先按平常的日子算；有了会自动跟上。
btn-confirm = 确认
btn-drop = 取消
collection-begun =
    好了，<b>#{ $number }</b> 发到 { $circles } 个圈了。
    以后要跳过、改期、结束，发 /collections
collection-dropped = 好的，不安排了。

collection-notice =
    ♻️ <b>定时定点回收</b>：{ $what }
    { $lines }
collection-next = ⏰ 下一次：<b>{ $when }</b>
collection-moved = ↪️ 原定 { $day }，{ $reason }
collection-skipped = 🚫 { $day }这次取消：{ $reason }
collection-reason-rain = 下雨
collection-reason-holiday = 放假
collection-reason-hands = 人手不够
collection-reason-none = 临时有变
collection-ended = 「{ $place }」的{ $what }回收已经<b>结束</b>，谢谢大家。
collection-tomorrow =
    🔔 <b>明天</b>回收{ $what }
    { $lines }
collection-today =
    🔔 <b>今天</b>回收{ $what }
    { $lines }
collection-later =
    📅 <b>改期了</b>：回收{ $what }
    { $lines }
collection-soon =
    ⏰ 回收{ $what }<b>马上开始</b>，要来的邻居别忘了。
    { $lines }
collection-when = 🕘 <b>{ $when }</b>
collection-coming = 🙋 已有 { $count } 户说要来
collection-cancelled =
    🚫 回收{ $what }：这次<b>取消</b>
    { $lines }
collection-summary =
    🌱 回收{ $what }：这次结束了，<b>谢谢</b>来的每一户！
    { $lines }
collection-households = 🏠 来了 { $count } 户
collection-weight = ⚖️ { $stream }：{ $kilos } 公斤

btn-come = 我要来
btn-calendar = 加入日历
btn-book = 预约大件
btn-come-to = 我要来 · { $what }
btn-stay = 不去了 · { $what }
collection-you-come = 记下了：{ $when }，{ $place }。开始前半小时群里会提醒您。
collection-you-come-already = 您已经说过要来了：{ $when }，{ $place }。
collection-you-stay = 好的，这次不来也没关系。
collection-not-for-you = 这次回收不是给您那个圈的。
collection-gone = 这个回收安排（#{ $number }）已经没有了。
collection-date-gone = 这一次已经过了，或者已经取消了。

collect-none = 您这里现在没有安排定时定点回收。有了会在群里通知。
collect-list =
    ♻️ <b>接下来的回收</b>

    { $blocks }
collect-block =
    <b>{ $what }</b> · { $when }
    { $lines }
    {""}
collect-more = 还有 { $count } 个安排，都在日历文件里。
collect-calendar = 点开这个文件，就能加进手机日历。
calendar-summary = 回收{ $what } · { $place }
calendar-description = { $lines }
btn-subscribe = 订阅日历 · { $circle }
btn-new-address = 换一个新地址
calendar-address =
    「{ $circle }」的回收日历，在手机日历里「添加订阅」，填这个地址：
    { $address }
    安排有变化，日历会自己更新。地址只显示这一次，可以转给本圈的邻居。
calendar-address-exists = 这个圈已经有订阅地址了，我没有留底，不能再显示。换新地址的话，旧的就不能用了。

collections-none =
    您的网格里还没有回收安排。
    例如：/collection 有害垃圾 每周六 9:00-11:00 南门广场 @全部
collections-list =
    <b>回收安排</b>（{ $count } 个）
    { $lines }
collections-line = <b>#{ $number }</b> { $what } · { $place } · { $next }
collections-next = 下次 { $when }
collections-over = 没有下次了
btn-schedule = #{ $number } { $what }
collection-detail =
    <b>#{ $number }</b> { $what }
    { $lines }
collection-circles = 👥 { $circles } 个圈：{ $titles }
collection-ahead = 接下来：
collection-ahead-line = • { $when }{ $count ->
        [0] {""}
       *[other] {" "}· { $count } 户要来
    }
btn-skip = 跳过一次
btn-move = 改期
btn-add = 加一天
btn-end = 结束
btn-end-yes = 真的结束
btn-back = 不改了
btn-date = { $when }
collection-skip-which = 跳过哪一次？
collection-skip-why = 取消 <b>{ $when }</b> 这次。为什么？按了就算，说要来的人我会告诉。
collection-move-which = 哪一次要改期？
collection-move-when =
    { $when } 这次改到什么时候？钟点不变的话，只写日子。
    例如：12月6日 9:00-11:00 下雨
collection-move-sure = 改到 <b>{ $when }</b>，对吗？
collection-add-when =
    加哪一天？钟点不变的话，只写日子。
    例如：12月9日 14:00-16:00
collection-add-sure = 加一次 <b>{ $when }</b>，对吗？
collection-date-unclear =
    没看懂是哪一天。
    例如：12月6日，或者 12月6日 14:00-16:00
collection-time-past = 这个时间已经过了，请写一个以后的。
collection-same-time = 时间没有变，不用改。
collection-has-date = 那天本来就有一次。
collection-date-far = 太远了，或者加得太多了。
collection-reason-long = 原因请写短一点，不超过 { $allowed } 个字。
collection-end-sure = 以后都不收{ $what }了？群里的通知会改成「已经结束」，说要来的人我会告诉。
collection-you-ended = <b>#{ $number }</b> 结束了，群里的通知也改了。
collection-changed = 改好了，都通知到了
collection-off = 🚫 { $was } 在「{ $place }」回收{ $what }，这次<b>取消</b>了（{ $reason }）。
collection-on = 📅 回收{ $what }<b>改期</b>：原定 { $was }，改到 <b>{ $when }</b>，「{ $place }」（{ $reason }）。
collection-called =
    { $people }
    { $news }

collection-ask-tally =
    { $when } 在「{ $place }」回收{ $what }，辛苦了！
    来了多少户、收了多少公斤？按「填写」，或者直接回复这一条。
btn-tally = 填写
collection-tally-howto =
    写几户、几公斤，有一样写一样。
    例如：23户 { $stream }15.5公斤
collection-tally-unclear =
    没看懂：「{ $given }」。
    例如：23户 { $stream }15.5公斤
collection-tally-kept = 记下了，小结发到 { $circles } 个圈了。写错了就再填一次。
