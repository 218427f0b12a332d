help-about-reports = <b>报事</b>
help-report = 报修、报事，例如 /report 电梯坏了
help-mine = 我报过的事
help-inbox = 我的待办

report-howto =
    哪里有问题，写在命令后面就行；也可以回复别人的消息，或者配一张照片。
    例如：/report 3单元电梯坏了
report-no-circle = 我还不知道您住在哪个圈。请先在您那栋楼的群里说句话，再来找我。
report-too-long = 写得有点长（{ $length } 个字），请缩到 { $allowed } 个字以内，分两次报也行。
report-which-circle = 这是哪个圈的事？
report-pick-by-button = 请点上面的按钮选圈；不想报了就发 /cancel。
report-circle-picked = 好的，报到「{ $circle }」。
btn-anonymous-on = ☑️ 匿名
btn-anonymous-off = ⬜ 匿名
btn-hide-me = 改为匿名
report-anonymous-now = 好了，除了社工没人知道是您
anonymous-name = { $name }（匿名，请保密）
report-not-yours = 只有报事的人自己能改。
report-not-in-circle = 您不在这个圈里。
report-photo-only = （见照片）
report-accepted =
    已受理 <b>#{ $number }</b> { $body }
    { $state }{ $households ->
        [1] {""}
       *[other] {" "}· { $households } 户都遇到了
    }
report-receipt =
    已受理 <b>#{ $number }</b> { $body }
    { $circle } · { $state }{ $anonymous ->
        [yes] {" "}· 匿名
       *[no] {""}
    }
    有进展我会告诉您。群里能看到这件事，看不到是谁报的。
state-waiting = 等社工接单
state-taken = { $owner } 在处理
state-closed = 已办结
report-for-staff =
    <b>#{ $number }</b> · { $circle }
    { $body }

    报事人：{ $reporter }
    住址：{ $address }
    时间：{ $at }{ $households ->
        [1] {""}
       *[other] {" "}· 共 { $households } 户
    }
    状态：{ $state }
btn-take = 接单
btn-close = 办结
btn-join = 我家也是
btn-number = #{ $number }
report-you-took = #{ $number } 归您了，谢谢
report-you-closed = #{ $number } 已办结
report-taken = 您报的 <b>#{ $number }</b>「{ $body }」，{ $by } 已经接单，在处理了。
report-closed = 您报的 <b>#{ $number }</b>「{ $body }」，{ $by } 已经<b>办结</b>。
told-in-group = { $who } { $words }
report-joined = 记上了，#{ $number } 有结果也会告诉您
report-joined-before = #{ $number } 已经算上您家了
report-already-taken = #{ $number } 已经由 { $owner } 接单了。
report-not-now = #{ $number } 现在是「{ $state }」，做不了这一步。
report-unknown = 没有找到 #{ $number }，或者它不归您看。
inbox-empty = 没有待办，歇口气吧。
inbox =
    待办 { $count } 件，最早的在前：
    { $lines }
inbox-more =
    最早的 { $count } 件待办（后面还有）：
    { $lines }
mine =
    您报过的事：
    { $lines }
mine-none =
    您还没有报过事。
    例如：/report 3单元电梯坏了
ticket-line = <b>#{ $number }</b> { $body } · { $circle } · { $state }
ticket-howto =
    要看哪一件？写上编号。
    例如：#12
ticket =
    { $ticket }

    { $history }
event-file = { $at }　{ $name } 报事
event-take = { $at }　{ $name } 接单
event-close = { $at }　{ $name } 办结
event-join = { $at }　{ $name } 也遇到了
