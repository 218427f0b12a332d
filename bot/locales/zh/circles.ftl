help-about-circles = <b>圈子</b>
help-setup = 登记本群，可以写上网格和种类
help-captain = 回复一个人的消息，请他当楼长；单独发，看本圈的楼长
help-circles = 我管的圈子

circle-greeting =
    大家好，我是{ $community }的邻里圈小助手。
    请社工或管理员登记本群，发：/setup { $grid }
circle-greeting-no-rights =
    大家好，我是{ $community }的邻里圈小助手。
    请社工或管理员登记本群，发：/setup { $grid }
    也请把我设为群管理员，不带「/」的话我才看得到。
circle-back = 我回来了。「{ $circle }」的登记还在，可以接着用。
setup-which-grid = 本群属于哪个网格？
setup-which-kind = { $grid }。这是什么圈？
setup-done = 本群已<b>登记</b>为「{ $title }」：{ $grid } · { $kind }。
setup-unknown-word =
    「{ $word }」不是网格，也不是圈子的种类。
    网格有：{ $grids }；种类有：{ $kinds }。
    例如：/setup { $grid } 邻里圈
setup-too-many = 「{ $first }」和「{ $second }」只能选一个，请重新发一次。
setup-not-your-grid = 「{ $grid }」不归您管，请找管理员来登记。
captain-appointed = { $who } 现在是本圈的<b>楼长</b>了，谢谢！
captain-appointed-start = { $who } 现在是本圈的<b>楼长</b>了，谢谢！请点下面的按钮，打开和我的私聊。
captain-you =
    您现在是「{ $circle }」的<b>楼长</b>了，谢谢您！
    发 /help 看看您能做什么。
captain-removed = 您不再是「{ $circle }」的楼长了，谢谢您一直以来的付出。
captain-left = 「{ $circle }」的楼长 { $name } 退群了。要请新楼长，在群里回复那位邻居的消息，发 /captain。
captain-already = { $name } 已经是楼长了。
captain-needs-person = 请回复那位邻居自己发的一条消息，再发 /captain。
captain-already-removed = 这位邻居已经不是楼长了。
captains-none =
    本圈还没有楼长。
    请回复那位邻居的一条消息，发 /captain 就行。
captains-list =
    本圈的楼长：
    { $lines }
captains-line = • { $name }
circles-none = 您的网格里还没有登记的圈子。
circles-list =
    一共 { $count } 个圈子：
    { $lines }
circles-grid = <b>{ $grid }</b>（{ $count } 个）
circles-line = • { $title } · { $kind } · { $members } 人 · { $captains }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ 发不了消息
    }
circles-captains = 楼长 { $names }
circles-no-captain = 还没有楼长
group-unreachable = ⚠️「{ $title }」发不了消息了，我可能被移出了群。要发的消息我先留着。
