help-about-bookings = <b>大件上门</b>
help-book = 预约大件上门来取
help-rounds = 上门清单

btn-slot = { $when } · 余 { $left }
btn-no-photo = 没有照片
btn-lift = 有电梯
btn-no-lift = 没有电梯
btn-book-drop = 不约了
btn-book-confirm = 确认预约
btn-book-move = 改时间
btn-book-cancel = 取消预约
btn-cancel-yes = 确定取消
btn-job = #{ $number } · { $address }
btn-set-out = 出发了
btn-taken = 已取
btn-missed = 未遇到
btn-refused = 拒收

booking-none = 现在没有可以预约的上门时段。有了会在群里通知。
booking-which = 约哪一处的？
booking-gone = 没有这个预约（{ $number } 号）。
booking-over = { $number } 号预约已经办完，或者师傅已经出发了。
booking-too-many = 您已经约了 { $count } 件还没取的，先等这几件取完吧。
booking-ask-things =
    要取的是什么？最好拍张照片，配上一句话发给我。
    例如：旧沙发一个，三人座
booking-ask-photo = 再发一张照片吧，师傅好准备。
booking-ask-floor =
    在几楼？
    例如：5
booking-ask-lift = 有电梯吗？
booking-ask-slot = 约什么时候？
booking-ask-address =
    师傅去哪儿取？请写楼-单元-房号。
    例如：3-2-501
booking-things-missing = 请写一下要取的是什么，例如：旧沙发一个。
booking-words-long = 写得有点长，请缩到 { $allowed } 个字以内。
booking-photo-please = 请发一张照片，或者按「没有照片」。
booking-press-please = 请按上面的按钮。
booking-floor-unclear =
    没看懂是几楼：「{ $given }」。
    例如：5，地下一层写 -1
booking-slot-full = 这个时段刚刚约满了，请换一个。
booking-slot-gone = 这个时段刚刚没有了，请换一个。
booking-no-other = 没有别的时段可以改了。要取消的话，按「取消预约」。
booking-dropped = 好的，不约了。
booking-about = { $things }（{ $floor } 楼，{ $lift ->
    [yes] 有电梯
   *[no] 没有电梯
}）
booking-confirm =
    <b>请看一下对不对</b>
    📦 { $things }
    🏠 { $address }，{ $floor } 楼，{ $lift ->
        [yes] 有电梯
       *[no] 没有电梯
    }
    🕘 { $when }
booking-time = 🕘 <b>{ $when }</b>
booking-no-time = 🕘 这一次取消了
booking-card =
    <b>{ $number } 号预约</b> · { $state }
    📦 { $about }
    🏠 { $address }
    { $when }
booking-cancel-sure = 取消 { $number } 号预约（{ $things }）？
booking-cancelled = { $number } 号预约取消了。
booking-moved =
    改好了：
    { $when }
booking-state-booked = 约好了
booking-state-on_way = 师傅在路上
booking-state-taken = 已取
booking-state-missed = 未遇到
booking-state-refused = 拒收
booking-state-cancelled = 已取消
booking-tomorrow =
    🔔 明天师傅来取：{ $things }
    { $when }
    请留人在家，东西能搬的先搬到门口。
booking-now-on_way = 🚚 师傅出发了，来取 { $number } 号：{ $things }。
booking-now-taken = ✅ { $number } 号取走了：{ $things }。谢谢您！
booking-now-missed =
    { $number } 号没取成：师傅来了，没遇到您。
    要再约，发 /book
booking-now-refused =
    { $number } 号没收：{ $things }。
    原因：{ $reason }
booking-called-off =
    对不起，取「{ $things }」的那一天取消了，您的预约也取消了。
    要再约，发 /book
booking-date-moved =
    取「{ $things }」的日子改了：
    { $when }
    不方便的话，按预约卡上的「改时间」或「取消预约」。
booking-ask-reason = { $number } 号为什么不收？写一句，居民会看到。
booking-reason-missing = 请写一句原因。

round-empty = 接下来几次没有要上门取的。
round-date = { $when }
round-list =
    🚚 <b>上门清单</b> · { $when } · { $place }
    { $lines }
round-building = <b>{ $building } 号楼</b>（{ $count } 件）
round-line = #{ $number } { $address } · { $hours } · { $about } · { $state }
round-new =
    ➕ 清单多了一件 #{ $number }：{ $address } · { $about }
    { $when }
round-moved =
    📅 #{ $number } 改了时间：{ $address } · { $about }
    { $when }
round-cancelled = ➖ #{ $number } 居民取消了：{ $address } · { $about }
round-date-off = 「{ $place }」那一天取消了，{ $number } 件上门的也取消了。
round-date-moved = 「{ $place }」那一天改期了，{ $number } 件上门的跟着改，到时再发清单。
round-job =
    <b>#{ $number }</b> · { $state }
    🏠 { $address }
    📦 { $about }
    { $when }
round-done = { $number } 号记下了，居民会收到
round-caption = 上门清单 { $when }
round-sheet = 上门清单
round-column-number = 编号
round-column-building = 楼
round-column-unit = 单元
round-column-room = 房号
round-column-from = 时段
round-column-things = 物品
round-column-floor = 楼层
round-column-lift = 电梯
round-column-state = 状态
round-yes = 有
round-no = 没有
