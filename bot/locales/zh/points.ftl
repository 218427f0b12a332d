help-about-points = <b>积分</b>
help-points = 我家的积分和排行
help-checkin = 给来交东西的居民签到，例如 /checkin 482913

points-howto =
    单发 /points 看自己家的积分，/points 排行 看排行榜。
    社工还可以查一户：/points 3-2-501，或者给没有手机的邻居记上：/points 3-2-501 +10 交废电池
points-shown =
    您家现在有 <b>{ $points }</b> 积分。
    { $sections }
points-reserved = 另有 { $points } 分给兑换了的礼品留着。
points-no-address = 您还没有绑定住址。发 /bind 3-2-501 这样的一句，家里人的积分就能合在一起。
points-place = 🏅 这个月您家排第 <b>{ $place }</b>，一共 { $households } 户参加。
points-nothing-yet =
    还没有积分记录。
    把废电池、过期药、旧家具送到定点回收，到了点「我已到场」，就有积分。发 /collect 看时间地点。
points-nothing-of-them = 还没有记录。
points-history =
    {""}
    <b>最近的变动</b>
    { $lines }
points-entry = { $day }　<b>{ $amount }</b>　{ $what }{ $taken_back ->
    [yes] （已撤销）
   *[no] {""}
}
points-for-checkin = 定点回收：{ $words }
points-for-booking = 上门回收：{ $words }
points-for-hours = 志愿服务：{ $words }
points-for-grant = 社工记上：{ $words }
points-for-move = 绑定住址，原来的积分转过来
points-for-reserve = 兑换{ $words }
points-for-cancel = 取消兑换{ $words }，退回
points-for-expire = { $words }没来领，退回
points-for-redeem = 领走{ $words }
points-for-return = 退回{ $words }
points-for-reversal = 撤销：{ $words }
points-orders =
    {""}
    <b>等您来领</b>（{ $desk }）
    { $lines }
points-order = • { $gift }（{ $price } 分），留到 { $day }
points-within-reach =
    {""}
    🎁 现在就能换：{ $gifts }
points-nearly =
    {""}
    🎁 再攒 { $missing } 分，就能换{ $gift }。
points-too-few = 积分不够：现在有 { $has } 分，要用 { $needed } 分。
btn-ranking = 排行榜
btn-gifts = 看礼品
btn-code-again = 再发领取码：{ $name }
btn-books = 积分总账

ranking =
    🏆 <b>{ $month } 月积分榜</b>
    { $sections }
ranking-nothing = 这个月还没有人得积分。
ranking-buildings =
    <b>各楼</b>
    { $lines }
ranking-building = { $place }. { $building } 号楼 <b>{ $points }</b> 分（{ $households } 户）
ranking-households =
    {""}
    <b>参加排行的家庭</b>
    { $lines }
ranking-household = { $place }. { $building } 号楼 { $unit } 单元 <b>{ $points }</b> 分{ $mine ->
    [yes] {" "}← 您家
   *[no] {""}
}
ranking-takes-part =
    {""}
    您家参加了排行。榜上只写楼和单元，不写房号和名字。
ranking-takes-no-part =
    {""}
    您家没有参加排行，只算进本楼的总分。参加了也只写楼和单元，不写房号和名字。
ranking-needs-address = 参加排行要先绑定住址，请发：/bind 3-2-501
ranking-joined = 您家参加排行了
ranking-left = 您家不上榜了
btn-ranking-join = 我家参加排行
btn-ranking-leave = 我家不上榜了
btn-ranking-this = 看这个月
btn-ranking-last = 看上个月

checkin-howto =
    请居民点「我已到场」，把他手机上的 6 位数字发给我，或者扫他的二维码。
    例如：/checkin 482913
checkin-code =
    签到码：<b>{ $code }</b>
    给现场的社工或楼长看一下，或者让他扫这个二维码。10 分钟内有效，只能用一次。
checkin-code-in-private = 签到码私下发给您了，请打开和我的私聊。
checkin-not-yet = 还没到时间：{ $begins } 开始。到了现场再点「我已到场」。
checkin-over = 这次回收已经结束了，下次再来。发 /collect 看时间。
checkin-not-rewarded = 这次收的是{ $streams }，没有设积分。谢谢您送来！
checkin-card =
    <b>{ $name }</b> 来了。
    { $lines }
checkin-what = 带来了什么？请点下面的按钮，可以点几样。
checkin-had-line = ✓ { $stream } +{ $points } 分
checkin-all-had = 今天的积分都记上了。
checkin-given = { $stream }，记上了
checkin-given-before = { $stream }今天已经记过了
checkin-had-it = 您家今天这次回收的积分已经记过了，谢谢您又来一趟！
checkin-rewarded =
    谢谢您送来{ $stream }！<b>+{ $points }</b> 分，您家现在有 { $has } 分。
    发 /gifts 看看能换什么。
checkin-rewarded-other = { $name }送了{ $stream }，<b>+{ $points }</b> 分，您家现在有 { $has } 分。
points-by-door = { $stream }取走了，谢谢！{ $household } 家 <b>+{ $points }</b> 分，现在有 { $has } 分。发 /gifts 看看能换什么。
btn-here = 我已到场
btn-brought = { $stream } +{ $points }

points-of =
    <b>{ $household }</b> 现在有 <b>{ $points }</b> 分。
    { $lines }
points-staff-line = #{ $number }　{ $line }　· { $by }
points-given = 记上了：{ $household } +{ $points } 分，现在有 { $has } 分。
points-granted = 社工给您家记了 <b>+{ $points }</b> 分：{ $words }。您家现在有 { $has } 分。
points-grant-size = 一次最多记 { $most } 分，请看看有没有多打一个零。
points-grant-why =
    请在后面写一句为什么，以后好查。
    例如：/points { $address } +{ $points } 交废电池
points-not-reversible = 这一笔不能在这里撤销。礼品领错了，请到那次核销下面点「撤销核销」。
points-reversed-before = 这一笔已经撤销过了。
points-reason-missing = 请写一句为什么要撤销，住户会看到。
points-why = 要撤销 #{ $number }（{ $what }）。为什么？请写一句，住户会看到。不撤了就发 /cancel。
points-reversed = 撤销了 #{ $number }，收回 { $points } 分，这户现在有 { $has } 分。
points-taken-back =
    社工收回了 { $points } 分（{ $what }）：{ $words }
    您家现在有 { $has } 分。有疑问请找社工。
btn-reverse = 撤销 #{ $number }（{ $amount }）

books =
    📒 <b>积分总账</b>
    { $lines }

    <b>最近的变动</b>
    { $latest }
books-community = 社区发出：{ $points }
books-partner = { $name }发出：{ $points }
books-households = 住户手里：{ $points }（{ $households } 户）
books-reserved = 为礼品留着：{ $points }
books-gifts = 已换成礼品：{ $points }
books-line = #{ $number }　{ $day }　{ $household }　{ $amount }　{ $what } · { $by }
btn-books-export = 导出 Excel
home-unbound = 没绑定住址的居民

points-export-coming = 正在整理，一会儿发给您
points-export-caption = 积分、礼品和兑换（各类最近 { $most } 条）。里面有居民的住址，请别外传。
points-sheet-movements = 积分流水
points-sheet-gifts = 礼品
points-sheet-orders = 兑换
points-sheet-stock = 库存变动
points-col-number = 编号
points-col-at = 时间
points-col-account = 账户
points-col-points = 积分
points-col-what = 说明
points-col-by = 经手人
points-col-reverses = 撤销的编号
points-col-gift = 礼品
points-col-price = 价钱
points-col-stock = 库存
points-col-kept = 留着
points-col-household = 住户
points-col-state = 状态
points-col-ended = 结束时间
points-col-change = 增减
points-col-cause = 原因
points-account-community = 社区
points-account-gifts = 礼品
points-account-reserved = { $household }（留着）
points-order-state = { $state ->
    [kept] 等着领
    [redeemed] 领走了
    [cancelled] 取消了
    [expired] 过期退回
   *[returned] 退回来了
}
points-stock-cause = { $cause ->
    [stock] 社工增减
    [order] 兑换
    [cancelled] 取消兑换
    [expired] 过期退回
   *[returned] 退回来
}
