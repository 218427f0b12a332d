help-about-hours = <b>志愿时长</b>
help-hours = 看我的志愿时长

hours-own =
    ⏱ <b>您的志愿时长</b>
    今年 <b>{ $year }</b>，往年 { $before }{ $points }

    { $lines }
hours-points = {" "}· 积分 { $points }
hours-none = 还没有记录。报名值守、巡逻，到场点名后就会记在这里。
hours-zero = 0
hours-length = { $length }
hours-line = • { $at } { $title }：{ $length }
hours-line-corrected = • { $at } { $title }：更正为 { $length }（{ $by }：{ $reason }）
hours-howto =
    发 /hours 看自己的时长。组织者要更正，请写编号、实际时长和原因。
    例如：/hours 12 90分钟 提前走了
hours-recent =
    <b>最近记的时长</b>，要更正哪一条，就点它的编号：
    { $lines }
hours-shift-line = <b>#{ $id }</b> { $name } · { $title } · { $at } · { $length }
hours-shift =
    { $shift }

    { $lines }
hours-history-line = • { $at } { $by }记为 { $length }{ $reason }
hours-because = ：{ $reason }
hours-ask =
    { $name }这次「{ $title }」实际是多久？为什么要改？请写在一条消息里，不改了就发「取消」。
    例如：90分钟 提前走了
hours-corrected = 改好了：{ $name }这一次算 <b>{ $length }</b>。{ $told }
hours-told = TA 已经收到消息。
hours-not-told = 我没法私聊告诉 TA，麻烦您说一声。
hours-corrected-you =
    您 { $at }「{ $title }」的时长改成了 <b>{ $length }</b>。
    { $by }写的原因：{ $reason }
hours-correct-unclear =
    请先写实际多久，再写原因。
    例如：1小时30分 提前走了（没来就写：没来 点错了）
hours-correct-why =
    还差一句原因，本人会看到。
    例如：90分钟 提前走了
hours-correct-too-long = 一次最多 24 小时，请看一下有没有写错。
hours-same = 这一次本来就是 { $length }，不用改。
hours-own-correction = 自己的时长不能自己改，请社工或别的楼长来改。
hours-unknown = 没有 #{ $id } 这条时长，或者它不归您管。发 /hours 看看。
hours-none-recorded = 您的圈里还没有记过时长。
hours-none-in-year = { $year } 年还没有记过时长。
hours-file = { $year } 年志愿时长。里面有居民的姓名和住址，请别外传。
hours-sheet-sum = 汇总
hours-sheet-entries = 明细
hours-column = { $column ->
        [name] 姓名
        [household] 住址
        [shifts] 次数
        [minutes] 分钟
        [hours] 小时
        [points] 积分
        [id] 编号
        [shift] 时间
        [title] 事项
        [total] 该次合计
        [reason] 更正原因
       *[by] 记录人
    }
btn-hours-recent = 更正时长
btn-hours-entry = #{ $id }
btn-hours-correct = 更正
btn-hours-export = { $year } 年名单
