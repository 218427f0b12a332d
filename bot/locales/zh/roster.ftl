help-about-roster = <b>户表</b>
help-roster = 导入住户名单（Excel 或 CSV），看每个圈有多少户

roster =
    { $overview }

    要导入或更新，请把住户名单（Excel 的 .xlsx，或 CSV）发给我。
    第一行写清楚每一列是什么：楼、单元、室、户主、电话、人数、备注。没有的列可以不写。
    例如，只给一个圈导入：/roster @3号楼邻里圈，再发文件。
roster-none = 现在还没有户表。
roster-line = • { $what }：{ $count } 户，已绑定 { $bound } 户
roster-homeless = 还没有圈
roster-homeless-of = 还没有圈（{ $places } 号楼）
roster-waiting = 好的，请把「{ $circle }」的住户名单（.xlsx 或 CSV）发给我。
roster-send-file = 请把住户名单的文件（.xlsx 或 CSV）发给我。不办了，发 /cancel。
roster-no-key =
    户主和电话要加密存放，可是还没有密钥，现在不能导入户表。
    请管服务器的人运行一次：linliquan key new
roster-reading = 收到，正在看这个表，请稍等。
roster-howto =
    导入住户名单：先发 /roster，再把文件发给我。
    给一栋楼选圈：/roster 5号楼 @5号楼邻里圈
    去掉一户：/roster 删除 3-2-501
roster-one-circle = 户表一次只能归一个邻里圈，请只写一个，例如：/roster @3号楼邻里圈
roster-no-such-building = 户表里没有这栋楼。
roster-no-such-household = 户表里没有这一户。
roster-settled = 好了，{ $count } 户归到「{ $circle }」。
roster-removed = 好了，{ $address } 已经从户表里去掉了。
roster-not-yours = 这里有「{ $circles }」的住户，不归您管，这次什么也没改。请找管这几个圈的社工，或管理员。
roster-no-headings =
    我没找到表头。请在名单上面写一行，说明每一列是什么，至少要有「住址」，或者「楼」和「室」。
    例如：楼、单元、室、户主、电话、人数、备注
roster-no-rows = 表头下面一户也没有，请看看是不是发错了。
roster-file-gone = 这个文件已经处理过了，或者放得太久了。要再导入，请重新发一次。

roster-preview =
    <b>先看一眼</b>：{ $file }
    { $lines }
roster-preview-again =
    <b>户表刚才变了，请再看一眼</b>
    { $lines }
roster-counts = 新增 { $new } 户，有变化 { $changed } 户，没变 { $same } 户。
roster-changes =
    有变化的：
    { $lines }{ $more ->
        [0] {""}
       *[other] 等，还有 { $more } 户
    }
roster-change = • { $address }：{ $fields }
roster-fields = { $first }、{ $others }
roster-field-head = 户主
roster-field-phone = 电话
roster-field-people = 人数
roster-field-note = 备注
roster-field-circle_id = 所属的圈
roster-homes =
    归到：
    { $lines }{ $more ->
        [0] {""}
       *[other] 等，还有 { $more } 个圈
    }
roster-home = • { $circle }：{ $count } 户
roster-homeless-here =
    ⚠️ 还不知道归哪个圈的有 { $count } 户（{ $places } 号楼）。可以先导入，再给它选圈。
    例如：/roster { $building }号楼 @{ $building }号楼邻里圈
roster-absent =
    户表里有、这次没写到的有 { $count } 户，先不动：{ $addresses }
    确实没有了的，发：/roster 删除 3-2-501
roster-unused = 这几列我用不上，没有存：{ $columns }
roster-unread = 这几张工作表没有表头，没有看：{ $sheets }
roster-wrong =
    ❗ 有 <b>{ $count } 行</b>不对，都写在下面的表里了。改好以后，把那个表发回给我就行。
    { $lines }{ $more ->
        [0] {""}
       *[other] 等，还有 { $more } 行
    }
roster-wrong-line = • { $sheet }第 { $row } 行：{ $reasons }
roster-reasons = { $first }；{ $others }
roster-wrong-caption = 不对的 { $count } 行，原因写在第二列。改好以后，把这个表发回给我就行。
btn-roster-yes = 确认
btn-roster-right = 跳过错误行，只导入 { $count } 户
btn-roster-no = 取消
btn-roster-export = 导出户表
btn-roster-template = 要一张空表来填
roster-done =
    ✅ <b>导入好了</b>：新增 { $new } 户，更新 { $changed } 户，没变 { $same } 户。{ $skipped ->
        [0] {""}
       *[other] 跳过了 { $skipped } 行错的。
    }{ $strangers ->
        [0] {""}
       *[other] 有 { $strangers } 位邻居绑定的住址不在户表里，我请楼长核对。
    }
roster-left = 好的，没有导入，文件也删掉了。
roster-outdated = 户表刚才有变化，请再看一眼，再按确认。
roster-empty = 还没有户表，没有可导出的。
roster-sheet = 户表
roster-exported = 户表，一共 { $count } 户。里面有住户的电话，请收好。
roster-template = 照这个样子填，再发给我就行。前三行是例子，请删掉。

roster-column-row = 行号
roster-column-reason = 哪里不对
roster-column-building = 楼
roster-column-unit = 单元
roster-column-room = 室
roster-column-head = 户主
roster-column-phone = 电话
roster-column-people = 人数
roster-column-note = 备注

roster-why-no-building = 没写哪栋楼（{ $given }）
roster-why-no-unit = 没写哪个单元（{ $given }）；没有单元的楼，单元写 1
roster-why-no-room = 没写房号
roster-why-unreadable = 住址「{ $given }」看不懂
roster-why-date = 住址被表格软件改成了日期「{ $given }」，请把这一格设成文本再填
roster-why-conflict = 楼号和后面写的住址对不上（{ $given }）
roster-why-impossible = 没有这样的楼、单元或房号（{ $given }）
roster-why-duplicate = { $given } 重复，和{ $sheet }第 { $row } 行是同一户
roster-why-broken = 这一行里有公式出错的格子
roster-why-head-number = 户主填成了数字
roster-why-phone-short = 电话少了几位
roster-why-phone-long = 电话多了几位
roster-why-phone-start = 手机号开头不对，应该是 13 到 19
roster-why-phone-letters = 电话里有别的字，请挪到备注里
roster-why-phone-rounded = 电话被表格软件变成了 1.38E+10 这样，后几位丢了，请重新填
roster-why-people-words = 人数不是数字
roster-why-people-range = 人数不对，应该在 0 到 50 之间
roster-why-too-long = 字太多了，户主最多 40 字，备注最多 500 字

roster-claim =
    { $name } 绑定的住址不在户表里：<b>{ $address }</b>
    这是「{ $circle }」的住户吗？
btn-roster-ours = 是我们楼的
btn-roster-not-ours = 不是
roster-claim-asked = 您绑定的 { $address } 不在户表里，我请楼长看一下，有结果就告诉您。
roster-claim-yes = 楼长核对过了，您的住址 { $address } 没有错，已经记进户表。
roster-claim-no =
    楼长核对过了，没有 { $address } 这一户，我先把它去掉了。
    请看看门牌，再绑定一次，例如：/bind 3-2-501
roster-claim-added = ✅ { $address } 已经加进户表（{ $by }）。
roster-claim-denied = { $address } 不是我们楼的，已请邻居重新绑定（{ $by }）。
roster-claim-over = 这个住址已经有人核对过了，或者邻居又改了。
