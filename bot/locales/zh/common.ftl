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
btn-open-private = 打开私聊
btn-remove = 移除 { $name }

file-wrong-kind = 这个文件我看不懂。表格请存成 Excel 工作簿（.xlsx）或 CSV，再发给我。
file-old-kind =
    这种表格格式太旧，或者加了密码，我打不开。
    请在 Excel 或 WPS 里点「文件」→「另存为」，类型选 <b>Excel 工作簿（*.xlsx）</b>，不要加密码，再发给我。
file-too-big = 这个文件太大了，最大 { $megabytes } MB。请删掉图片和用不着的工作表，再发一次。
file-too-long = 这个表太长了，一次最多 { $rows } 行。请分成几个文件发。
file-damaged = 这个文件打不开，可能没传完整。请在电脑上打开看看，另存一份再发给我。
file-empty = 这个文件里没有内容。请看看是不是发错了。
file-gone = 刚才那个文件我没下载到。麻烦您再发一次。
