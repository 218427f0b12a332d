# 各处共用的话。Telegram 的 HTML 标记只能在一行之内。
verbatim = { $word }
done = 好了
role-admin = 管理员
role-staff = 社工 / 楼管家
role-partner = 合作单位的师傅
role-captain = 楼长
role-resident = 居民
role-stranger = 还没进圈的朋友
grid-all = 全部
every-grid = 全部网格
kind-neighbours = 邻里圈
kind-party = 党员圈
kind-club = 社团圈
kind-group-buy = 团购圈
nobody = 已注销的居民

no-permission = 这件事要由{ $who }来做。
not-your-grid = 这个圈不在您的网格里，请找它的社工或管理员。
not-in-a-circle =
    我还不知道您住在哪个圈。
    请先在您那栋楼的群里说句话，再来找我。
use-in-group = 这个命令要在群里用，请到群里发 /{ $command }。
go-private = 这件事我们私下聊。点下面的按钮，再按「开始」就行。
group-not-mapped =
    本群还没有<b>登记</b>。
    请社工或管理员在群里发：/setup { $grid }
anonymous-sender = 您现在是匿名管理员，我认不出您是谁。请先关掉匿名，再发一次。
unknown-command = 我没看懂这个命令。发 /help 看看我能做什么。
unknown-command-nearest = 没有 /{ $typed } 这个命令。您是不是想发 /{ $nearest }？
not-a-command =
    我只看得懂命令，聊天我不太行。
    要报修，请发：/report 电梯坏了
    别的事，发 /help 看看。
not-words =
    语音、视频、贴纸这些我还看不懂，麻烦您打字告诉我。
    例如：/report 电梯坏了
button-outdated = 这个按钮已经过时了，请重新发一次命令。
error-apology =
    对不起，刚才那一条我没办成，已经告诉管理员了。
    编号 { $reference }。麻烦您过一会儿再发一次。
error-alert = ⚠️ 编号 { $reference } 的一条消息试了五次都没办成，请查看日志。
limited =
    您发得有点快，我跟不上了。<b>从这条起，您发的我都没有收下</b>。
    请过 { $seconds } 秒，再把没收下的重发一次。
    着火、有人受困这样的险情，随时照收。
limited-in-group =
    您在「{ $group }」里发得有点快，我跟不上了。
    <b>从「{ $words }」这条起，您发的我都没有收下</b>。
    请过 { $seconds } 秒，再把没收下的重发一次。
    着火、有人受困这样的险情，随时照收。
limited-press = 您按得有点快，请稍等 { $seconds } 秒再按。
btn-open-private = 打开私聊
btn-remove = 移除 { $name }

audience-unknown =
    我不知道「@{ $word }」是谁。
    可以写网格：{ $grids }
    也可以写圈的种类：{ $kinds }
    或者写一个圈的名字，例如 @3号楼
audience-unknown-near =
    我不知道「@{ $word }」是谁。您说的是 { $titles } 吗？
    也可以写网格：{ $grids }
    或圈的种类：{ $kinds }
audience-ambiguous = 名字以「{ $word }」开头的圈不止一个：{ $titles }。请把名字写全一点，再发一次。
audience-not-yours =
    { $named } 不归您管，这条没有发。
    您可以写：{ $allowed }
audience-none-yours = 您还没有可以通知的圈，请联系管理员。
audience-empty = 这样选，一个圈也没有。请换个写法再发一次，例如 { $allowed }

time-unreadable = 这个时间我没看懂。可以写「明天上午9点」「周六 14:30」「12月5日 19:30」「2小时后」这样。
time-past = 这个时间已经过了。
time-impossible = 日历上没有这个时间，请看一下日期和钟点有没有写错。
time-no-time = 还差一个钟点，请写上几点。
time-morning-or-evening = 是上午还是下午、晚上？请写清楚，例如「早上8点」「晚上8点」。
time-which-day = 我拿不准您说的是哪一天，请写上几月几日。
time-weekday-mismatch = 日期和星期几对不上，请看一下哪个写错了。
time-clock-change = 那天要拨钟，这个时间没有，或者会出现两次。请换一个时间。
time-wrong-order = 结束的时间在开始之前，请把两个时间换过来，或者写清楚是第二天。
time-which-interval = 「每隔两天」有人当作两天一次，有人当作三天一次。请写「每2天」或「每3天」。
time-which =
    { $why }
    您说的是下面哪个？照样写全，再发一次就行：
    { $candidates }
time-candidate = • { $at }

called = { $more ->
    [0] { $who }
   *[other] { $who } 等（另外还有 { $more } 位）
}

code-unreadable = 这不是核销码。核销码是 6 位数字，例如 <b>306 218</b>。
code-unknown = 没有这个码，请再核对一下这 6 位数字。
code-used = 这个码已经用过了，一个码只能用一次。
code-expired = 这个码过期了，请对方重新出示一个。
code-barred = 错太多次了，请等到 { $at } 再试。

file-wrong-kind = 这个文件我看不懂。表格请存成 Excel 工作簿（.xlsx）或 CSV，再发给我。
file-old-kind =
    这种表格格式太旧，或者加了密码，我打不开。
    请在 Excel 或 WPS 里点「文件」→「另存为」，类型选 <b>Excel 工作簿（*.xlsx）</b>，不要加密码，再发给我。
file-too-big = 这个文件太大了，最大 { $megabytes } MB。请删掉图片和用不着的工作表，再发一次。
file-too-long = 这个表太长了，一次最多 { $rows } 行。请分成几个文件发。
file-damaged = 这个文件打不开，可能没传完整。请在电脑上打开看看，另存一份再发给我。
file-empty = 这个文件里没有内容。请看看是不是发错了。
file-for-what = 这个文件要我做什么？是住户名单的话，请长按它，选「回复」，发 /roster。
file-gone = 刚才那个文件我没下载到。麻烦您再发一次。
