help-about-forms = <b>登记</b>
help-register = 填登记表
help-forms = 登记进度：谁没填、提醒、核对、导出
help-form = 发一张登记表，例如 /form 返京登记 @第一网格
form-howto =
    发一张登记表给居民填：写上名字、给哪个网格、什么时候截止。
    例如：/form 返京登记 @{ $grid } 截止=周日20:00

    也可以点下面的按钮选：
form-no-template =
    没有叫「{ $word }」的登记表。现成的在下面，也可以自己做一张。
    例如：/form 返京登记 @{ $grid } 截止=周日20:00
form-no-key =
    登记的内容要加密存放，可是还没有密钥，现在不能发登记表。
    请管服务器的人运行一次：linliquan key new
form-option-twice = 「{ $option }」写了两遍，请只留一个。
form-deadline-past = 截止时间已经过了，请重新发一次 /form。
form-open-too-long = 截止时间太远了，最多一年。
form-erased-too-early = 清除的日子要在截止以后，请改一下。
form-kept-too-long = 清除的日子太远了，截止以后最多留十年。
form-plan-gone = 这张表已经发出去了，或者放得太久了。请重新发 /form。
form-faults =
    这张表还不能发：
    { $lines }
form-fault-empty = • 还没有要回答的题。
form-fault-too-many = • 题太多了，最多 { $allowed } 题。
form-fault-twice = • 「{ $question }」的名字 { $name } 和别的题重了。
form-fault-choices = • 「{ $question }」要有 1 到 { $allowed } 个选项。
form-fault-choice-names = • 「{ $question }」的选项名字有重复的，或者有空格。
form-fault-expression = • 「{ $question }」里的 { $words } 我看不懂，卡在 { $part }。
form-fault-unknown = • 「{ $question }」要看 { $name } 的回答，可前面没有这道题。
form-for-whom = 「{ $title }」发给哪里？
form-preview =
    <b>{ $title }</b>（预览）
    用途：{ $purpose }
    { $per ->
        [household] 一户填一份 · 发到 { $circles } 个圈，约 { $total } 户
       *[person] 一人填一份 · 发到 { $circles } 个圈，约 { $total } 人
    }
    截止：<b>{ $closes }</b>
    { $erases } 清除填的内容，只留数

    { $lines }

    没问题就点「确认」。
form-preview-line = { $place }. { $question }（{ $kind }{ $required ->
        [yes] {""}
       *[no] ，可跳过
    }）{ $sensitive ->
        [yes] 🔒
       *[no] {""}
    }
form-kind-text = 文字
form-kind-integer = 整数
form-kind-decimal = 数字
form-kind-date = 日期
form-kind-select_one = 选一个
form-kind-select_multiple = 选几个
form-kind-image = 照片
form-kind-note = 说明
form-kind-mobile = 手机号
form-kind-identity = 身份证
form-per-household = 一户一份
form-per-person = 一人一份
form-opened = 「{ $title }」已经发到 { $circles } 个圈。进度随时看：/forms
btn-form-confirm = 确认
btn-form-drop = 取消
btn-form-own = ✏️ 自己做一张
btn-form-xlsform = 📎 用 XLSForm 表格
btn-form-manage = 查看进度
form-guide-title = 好，我们一步步来。这张表叫什么？例如：车辆登记
form-guide-purpose = 填来做什么用？居民填之前会看到。例如：统计车辆，安排车位
form-guide-per = 一户填一份，还是一人填一份？
form-guide-label = 第 { $place } 题问什么？例如：车牌号
form-guide-kind = 「{ $question }」怎么回答？
form-guide-choices = 「{ $question }」有哪些选项？用逗号隔开，例如：有，没有
form-guide-choices-again = 请写 2 到 { $allowed } 个选项，用逗号隔开，每个不超过 { $length } 个字。
form-guide-added =
    第 { $place } 题：<b>{ $question }</b>（{ $kind }）
    还可以改一改，再加下一题：
form-guide-undone = 这一题删掉了。
form-guide-full = 题已经够多了，最多 { $allowed } 题。
btn-form-required = { $on ->
        [yes] ☑️ 必填
       *[no] ⬜ 必填
    }
btn-form-sensitive = { $on ->
        [yes] 🔒 保密
       *[no] ⬜ 保密
    }
btn-form-more = 再加一题
btn-form-undo = 删掉这题
btn-form-finish = 做好了
form-words-length = 请写 1 到 { $allowed } 个字。
xlsform-ask = 请把 XLSForm 表格（.xlsx）发给我，里面要有 survey 和 choices 两张工作表。
xlsform-no-file = 请发一个 .xlsx 文件。不想用表格了，发 /cancel。
xlsform-purpose = 「{ $title }」填来做什么用？表里没写，居民填之前会看到。
xlsform-wrong =
    这个表格还不能用，有 { $count } 处要改：
    { $lines }
xlsform-left-out =
    这些我用不上，已经去掉：
    { $lines }
xlsform-no-survey = • 没有叫 survey 的工作表，只有：{ $sheets }
xlsform-sheet = • 工作表「{ $sheet }」
xlsform-setting = • settings 里的 { $setting }
xlsform-choice = • choices 第 { $row } 行缺 list_name 或 name
xlsform-column = • { $sheet } 里的「{ $column }」这一列
xlsform-type = • 第 { $row } 行的 { $type }
xlsform-incomplete = • survey 第 { $row } 行缺 name 或 label
xlsform-no-list = • survey 第 { $row } 行要的选项 { $list }，choices 里没有
xlsform-wrong-type = • survey 第 { $row } 行的 { $type }，这种题我问不了
xlsform-wrong-column = • survey 第 { $row } 行的 { $column }，我不支持
xlsform-too-long = • survey 第 { $row } 行的 { $column } 太长，最多 { $allowed } 个字
xlsform-flag = • survey 第 { $row } 行的 { $column } 只能写 yes 或 no
form-progress-households = 已登记 <b>{ $done }/{ $total }</b> 户
form-progress-people = 已登记 <b>{ $done }/{ $total }</b> 人
form-card =
    📋 <b>{ $title }</b>
    { $purpose }
    截止：{ $closes }
    { $progress }
    私下填写，群里看不到内容。
form-card-closed =
    📋 <b>{ $title }</b>（已截止）
    { $purpose }
    { $progress }
form-card-erased =
    📋 <b>{ $title }</b>（已结束，填的内容已清除）
    { $progress }
btn-form-fill = 去填写
form-none-open = 现在没有要您填的登记表。
form-which = 请选一张：
form-mine-new = 还没填
form-mine-begun = 填了一半
form-mine-done = 已提交
form-mine-returned = ⚠️ 要改一处
btn-form = { $title } · { $state }
btn-form-go-on-for = { $title } · 替 { $whose } 填的，接着填
form-unknown = 没有这张登记表。发 /register 看看要填哪些。
form-not-for-you = 「{ $title }」不是发给您所在的圈的，不用填。
form-closed = 「{ $title }」已经截止，不能再填了。有要改的，请找楼长或社工。
form-closed-on-you = 「{ $title }」截止了，您没提交的内容已经删掉。需要补的话，请找楼长或社工。
form-intro =
    📋 <b>{ $title }</b>
    用途：{ $purpose }
    <b>{ $erases }</b> 清除您填的内容，只留数。
    只有楼长和社工看得到。证件号、手机号加密存放，平时只显示头尾几位。

    { $per ->
        [household] 您家：{ $address }，一户填一份
       *[person] 一人填一份
    }，{ $count } 题左右。截止：{ $closes }
btn-form-begin = 开始填写
btn-form-reuse-all = 与上次相同
form-begun-before = 您已经填了一半，发 /register 接着填。
form-which-address =
    填「{ $title }」之前，请先告诉我您家的楼号、单元和房号。
    例如：3-2-501
form-address-first = 请先告诉我您住哪儿，例如：/bind 3-2-501
form-resumed = 接着填「{ $title }」：
form-asking =
    { $lines }
form-note = ℹ️ { $note }
form-question = { $place }/{ $total }　<b>{ $question }</b>
form-hint = <i>{ $hint }</i>
form-how-words = 请打字回答。
form-how-number = 请写一个数。
form-how-date = 请写日期。
form-how-one = 请点一个。
form-how-several = 可以点几个，点完按「选好了」。
form-how-sensitive = 🔒 加密存放，只有核对的人看得到。
form-how-photo = 请发一张照片。
btn-form-choice = { $tick ->
        [on] ☑️ { $label }
        [off] ⬜ { $label }
       *[none] { $label }
    }
btn-form-reuse = 与上次相同：{ $answer }
btn-form-back = ⬅️ 上一步
btn-form-ticked = 选好了
btn-form-skip = 跳过
form-chosen =
    { $question }
    ✓ { $answer }
form-draft-gone = 这一份已经提交了，或者不在了。发 /register 看看。
form-no-question = 现在没有等您回答的题。发 /register 接着填。
form-answered-before = 这一题已经答过了。要改，填完后点「修改」，或者点「上一步」。
form-first-question = 这是第一题了。
form-tick-one = 请至少点一个。
form-required = 这一题要填，不能跳过。
form-nothing-earlier = 上次的回答不在了，请重新填。
form-needs-words = 这一题请打字回答。
form-needs-photo = 这一题请发一张照片。
form-bad-mobile = 这不像手机号。请写 11 位数字，例如：13800138000
form-bad-mobile-length = 手机号是 11 位，您写了 { $length } 位，请再数数。
form-bad-mobile-prefix = 手机号是 13 到 19 开头的，请再看看。
form-old-identity = 这是 15 位的老身份证号，现在用 18 位的。请看看新身份证，再填一次。
form-bad-identity = 这不像身份证号。请写 18 位，最后一位可能是 X。
form-bad-identity-length = 身份证号是 18 位，您写了 { $length } 位，请再数数。
form-bad-identity-digits = 这个号码里的地区或者出生日期不对，请对着身份证再看看。
form-bad-identity-check = 这个号码有一位写错了，请对着身份证再看看。
form-bad-integer = 请写一个整数，例如：3
form-bad-decimal = 请写一个数，例如：65.5
form-bad-date = 这个日期我没看懂。可以这样写：2026-12-05，或者 12月5日
form-no-such-day = 没有这一天，请再看看。
form-too-early = 不能早于 { $day }，请再看看。
form-too-late = 不能晚于 { $day }，请再看看。
form-too-long = 写得有点长（{ $length } 个字），请缩到 { $allowed } 个字以内。
form-press-a-choice = 请点下面的按钮，或者打出选项的字。
form-against-rule = { $message }
form-against-some-rule = 这个回答不合要求，请再看看。
form-last-look =
    <b>{ $title }</b> · { $whose }
    请看一遍，对了就提交：

    { $lines }
form-line = { $question }：<b>{ $answer }</b>
form-skipped = （没填）
form-has-photo = 📷 有照片
form-no-address = 没写住址
btn-form-submit = ✅ 提交
btn-form-change = ✏️ 修改
btn-form-no-change = 不改了，回去看
form-change-which = 要改哪一题？
form-incomplete = 还有题没答完，发 /register 接着填。
form-handed-in = 「{ $title }」已提交 ✓
form-thanks =
    收到，谢谢您！「{ $title }」登记好了（{ $whose }）。
    { $closes } 之前要改，发 /register。
form-new-version = 这是第 { $version } 版，以前的都留着。
form-thanks-proxy =
    好了，{ $whose } 的「{ $title }」登记好了。
    { $closes } 之前都可以改。
form-handed-in-before =
    您的「{ $title }」已经提交（{ $at }，{ $state }）· { $whose }

    { $lines }
form-done-by-other =
    您家的「{ $title }」已经有人在 { $at } 登记过了，不用再填。
    要是填得不对，您可以重新填一份。
btn-form-fill-again = 重新填一份
form-state-pending = 待核
form-state-passed = 已通过
form-state-returned = 已打回
form-returned =
    ⚠️ 「{ $title }」里这一题要改：{ $question }
    原因：{ $reason }
form-returned-told =
    { $why }
    只改这一题就行，别的都留着。（{ $whose }）
btn-form-mend = 去修改
forms-none = 您负责的圈里还没有登记表。
forms-which = 看哪一张？
btn-form-of-list = #{ $number } { $title }{ $state ->
        [open] {""}
        [closed] （已截止）
       *[erased] （已清除）
    }
forms-panel =
    📋 <b>{ $title }</b>（#{ $number }）{ $state ->
        [open] {""}
       *[closed] {" "}<b>已截止</b>
    }
    截止：{ $closes } · { $erases } 清除

    { $lines }

    待核 <b>{ $pending }</b> · 通过 { $passed } · 打回 { $returned }{ $strangers ->
        [0] {""}
       *[other] {" "}· 不在户表里 { $strangers }
    }
forms-panel-erased =
    📋 <b>{ $title }</b>：填的内容已经清除，只留下数。

    { $lines }
form-circle-line = • { $circle }：{ $progress }
forms-more-circles = 还有 { $count } 个圈
btn-form-missing = 谁没登记
btn-form-remind = 📣 提醒
btn-form-check = 核对（{ $pending }）
btn-form-export = 📄 导出
btn-form-chart = 📊 汇总图
btn-form-help-fill = 替邻居填
btn-form-postpone = 改截止时间
form-until = 「{ $title }」现在的截止时间是 { $closes }。改到什么时候？例如：周五20:00
form-until-kept = 改好了：「{ $title }」截止到 <b>{ $closes }</b>，{ $erases } 清除。群里的卡片也改了。
btn-form-end = 提前截止
forms-none-missing = 都登记了，没有漏的 👏
forms-missing =
    「{ $title }」还没登记的（请别转到群里）：
    { $lines }
forms-missing-circle = <b>{ $circle }</b>：{ $count }
forms-missing-unit = • { $building } 号楼 { $unit } 单元：{ $rooms }
forms-missing-no-address = • 还没写住址的：{ $names }
form-chart-subtitle = 截止 { $closes }
form-chart-done = 已登记
form-chart-missing = 没登记
form-chart-note = { $part } / { $whole }
form-chart-building = { $building } 号楼
form-chart-else = 没写住址
form-chart-caption = 图里没有任何一户的内容，可以转发。
forms-remind-later = 现在是夜里，不打扰大家。{ $at } 我再提醒。
forms-reminded = 私下提醒了 { $private } 户，{ $groups } 个群里说了一声。还有 { $left } 户没登记。
forms-reminded-none = 还有 { $left } 户没登记，不过刚提醒过，或者已经提醒够了，先不打扰。
form-reminder =
    您家的「{ $title }」还没填，几分钟就好。
    截止：{ $closes }
form-reminder-group =
    📋「{ $title }」还有 { $count } { $per ->
        [household] 户
       *[person] 位
    }没登记，麻烦抽空填一下，几分钟就好。
    截止：{ $closes }
form-check-case =
    <b>{ $title }</b> · { $whose }{ $proxy ->
        [yes] （代填）
       *[no] {""}
    }
    { $at }{ $version ->
        [1] {""}
       *[other] {" "}· 第 { $version } 版
    }{ $waiting ->
        [0] {""}
       *[other] {" "}· 待核 { $waiting } 份
    }
    { $lines }
form-odd-duplicate = ⚠️ 手机号或证件号和别家重了
form-odd-range = ⚠️ 有个数不太寻常
form-odd-roster = ⚠️ 这一户不在户表里
form-odd-other-person = ⚠️ 这一版和上一版不是同一个人填的
form-check-none = 「{ $title }」没有待核的了。
form-check-none-plain = 没有可以一起通过的了，有疑问的请一份份看。
form-check-left = 这一份先放着。
form-check-passed = ✓ { $whose } 通过了
form-check-returned = ↩️ { $whose } 打回了
form-check-done-before = 这一份已经核过了，或者刚有了新的一版。
form-check-all-sure = 其余 <b>{ $count }</b> 份都没有疑问，全部通过吗？
form-check-changed = 刚才又有变化，数目不一样了，请重新点「全部通过」。
form-check-all-passed = 通过了 { $count } 份
form-check-which-field = 哪一题不对？
form-check-why = 「{ $question }」哪里不对？写一句给对方看，例如：少了一位
form-check-reason-length = 请写 1 到 { $allowed } 个字。
form-check-not-reached = { $whose } 打回了，可我给对方发不了消息，请您当面说一声。
btn-form-pass = ✅ 通过
btn-form-send-back = ↩️ 打回
btn-form-full = 👁 显示完整
btn-form-photos = 📷 看照片
btn-form-next = 下一份
btn-form-pass-all = 其余 { $count } 份全部通过
btn-form-pass-all-sure = 确定，{ $count } 份全部通过
form-help-which-circle = 邻居住在哪个圈？
form-help-whom =
    替谁填「{ $title }」（{ $circle }）？请写住址和姓名。
    例如：3-2-501 张奶奶
form-help-whom-again =
    住址和姓名我没看懂，请中间空一格。
    例如：3-2-501 张奶奶
form-help-answered = { $home } 已经登记过了。要改请他们自己发 /register，或者核对时打回。
form-help-begin = 好，替 { $home } 填「{ $title }」。请把用途和清除的日子也念给邻居听。
form-export = 「{ $title }」导出成什么？手机号、证件号平时只显示头尾几位。
form-export-official = 「{ $title }」导出成什么？按您给的表头排。手机号、证件号平时只显示头尾几位。
btn-form-file-masked = { $kind }
btn-form-file-full = 🔓 { $kind } 完整号码
btn-form-columns = 按上级的表头排
btn-form-columns-change = 换表头
btn-form-columns-own = 用回自带的表头
form-export-coming = 好的，正在整理，一会儿发给您。
form-export-not-full = 完整号码只有社工和管理员能导出。
form-export-caption = 「{ $title }」登记表，号码已遮住。请别外传。
form-export-caption-full = 🔓「{ $title }」登记表，<b>完整号码</b>。用完请删除，别外传。
form-erased-already = 填的内容已经清除，没什么可导出的了。
form-columns-ask =
    请把上级的表头发给我：表格文件，或者直接打字，用逗号隔开。
    例如：序号，楼号，姓名，联系电话，备注
form-columns-reading = 收到，正在看……
form-columns-unclear = 没找到表头。请写 1 到 { $allowed } 列，用逗号隔开。
form-columns-none-known = 这些列和这张登记表都对不上，请再看看。
form-columns-kept =
    记住了，这张表以后都这样导出：
    { $lines }
form-columns-line = • { $heading } ← { $source }
form-columns-line-blank = • { $heading }（空着）
form-column-number = 序号
form-column-address = 住址
form-column-building = 楼号
form-column-unit = 单元
form-column-room = 房号
form-column-name = 替谁填的
form-column-state = 核对
form-column-at = 登记时间
form-not-yours = 这张表不在您负责的圈里。
form-not-all-yours = 这张表还发给了别的网格，要改时间请找管理员。
form-end-sure = 现在就截止「{ $title }」吗？没提交的会删掉，之后不能再填。
btn-form-end-sure = 确定截止
form-closed-summary =
    「{ $title }」已截止：
    { $lines }
    还有 { $pending } 份没核对。
form-erased = 「{ $title }」到了清除的日子，填的内容都删掉了，只留下数。
