help-about-stats = <b>统计</b>
help-stats = 看统计，例如 /stats 上月 @第一网格
help-export = 导出表格，例如 /export 上月

stats-unclear =
    「{ $words }」是哪段时间，我没看懂。可以写：本周、上周、本月、上月、近7天，或者 11月1日-11月15日。
    例如：/stats 上月 @第一网格
stats-one-grid = 一次只能看一个网格；不写网格，就看您负责的全部。
stats-not-yours = 「{ $grid }」不归您管。您负责的是：{ $grids }。
stats-everywhere = 全社区
stats-day = { $month }月{ $day }日
stats-day-of-year = { $year }年{ $month }月{ $day }日
stats-days = { $first }—{ $last }
stats =
    📊 <b>{ $place }</b> · { $days }
    { $sections }
stats-nothing = 这段时间没有收到报事。
stats-received = 收到 <b>{ $received }</b> 件，办完 <b>{ $done }</b> 件，没办完 <b>{ $open }</b> 件
stats-aside = 另算：不属社区职责 { $out_of_scope } 件，并到别件 { $merged } 件，居民撤回 { $withdrawn } 件（不进下面的数）
stats-responded =
    {""}
    响应率 <b>{ $percent }</b>（{ $whole } 件里 { $part } 件按时响应）
stats-solved = 解决率 <b>{ $percent }</b>（评价的 { $whole } 件里 { $part } 件解决了{ $partly ->
        [0] {""}
       *[other] ，{ $partly } 件部分解决
    }）
stats-satisfied = 满意率 <b>{ $percent }</b>（评价的 { $whole } 件里 { $part } 件满意或基本满意{ $unrated ->
        [0] {""}
       *[other] ；还有 { $unrated } 件没人评价
    }）
stats-to-respond = 响应用时 { $length }（中位数）
stats-to-resolve = 办结用时 { $length }（中位数）
stats-categories =
    {""}
    <b>按类别</b>
    { $lines }
stats-category = • { $name } { $count } 件{ $open ->
        [0] {""}
       *[other] ，没办完 { $open } 件
    }
stats-others = 其余 { $count } 类
stats-none-open =
    {""}
    手上没有没办完的事，歇口气吧。
stats-oldest =
    {""}
    <b>没办完、搁得最久的 { $count } 件</b>
    { $lines }
stats-oldest-line = <b>#{ $number }</b> { $body } · { $circle } · { $age } · { $state }
stats-figure-responded = 响应率
stats-figure-solved = 解决率
stats-figure-satisfied = 满意率
stats-figure-note = { $part } / { $whole } 件
stats-series-done = 办完
stats-series-open = 没办完
stats-chart = 要明细，发 /export

export-none = 这段时间没有报事，没什么可导出的。
export-too-many = 一共 { $count } 件，太多了，一个文件最多装 { $allowed } 件。请分几段时间导出，例如：/export 上月
export-coming = 好的，一共 { $count } 件，正在整理，一会儿发给您。
export-ever = 全部时间
export-caption = { $place } · { $days }，共 { $count } 件。里面有居民的住址，请别外传。
export-tickets = 工单
export-events = 经过
export-number = 编号
export-filed = 报事时间
export-grid = 网格
export-circle = 圈子
export-category = 类别
export-urgent = 紧急
export-body = 内容
export-state = 状态
export-reporter = 报事人
export-address = 住址
export-households = 户数
export-first-owner = 首接人
export-owner = 经办人
export-organisation = 转给单位
export-handovers = 转派次数
export-reopenings = 重办次数
export-respond-by = 应在此前响应
export-responded = 响应时间
export-done = 办结时间
export-solved = 是否解决
export-satisfied = 是否满意
export-merged = 并入
export-at = 时间
export-person = 谁
export-step = 做了什么
export-from = 原状态
export-to = 新状态
export-words = 说明
export-detail = 备注
export-yes = 是
export-anonymous = 匿名
export-automatic = 系统
export-out-of-scope = 不属社区职责
export-state-name = { $state ->
        [waiting] 待接单
        [taken] 处理中
        [transferred] 已转派
        [held] 挂起
        [review] 待回访
        [closed] 已办结
        [merged] 已合并
        [rejected] 不受理
       *[withdrawn] 已撤回
    }
export-solved-name = { $solved ->
        [yes] 解决了
        [partly] 部分解决
       *[no] 没解决
    }
export-satisfied-name = { $satisfied ->
        [yes] 满意
        [fairly] 基本满意
       *[no] 不满意
    }
export-step-name = { $step ->
        [file] 报事
        [take] 接单
        [reply] 回复
        [answer] 居民答复
        [transfer] 转派
        [return] 退回
        [hold] 挂起
        [resume] 恢复办理
        [close] 办结
        [reject] 不受理
        [contest] 提出异议
        [merge] 合并
        [withdraw] 撤回
        [rate] 评价
        [reopen] 没解决，重办
        [expire] 到期未评价
        [classify] 改类别
        [add_photo] 补照片
       *[other] { $step }
    }
