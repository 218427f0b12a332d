help-about-staff = <b>工作人员</b>
help-staff = 邀请工作人员（写上网格）；单独发，看名单

grid-unknown =
    没有「{ $word }」这个网格。
    网格有：{ $grids }。
staff-invite =
    请把这个链接发给{ $grid }的社工，点开再按「开始」就行：
    { $link }
    只能用一次，7 天内有效。
staff-welcome =
    您已成为{ $grid }的<b>楼管家</b>，辛苦了！
    有居民报事，我会马上发给您。发 /inbox 看待办，发 /help 看更多。
staff-joined = { $name } 接受了邀请，现在是{ $grid }的楼管家。
invite-unknown = 这个邀请链接不对，请让管理员再发一个。
invite-used = 这个邀请链接已经用过了。是您用的，就已经办好了；不是的话，请让管理员再发一个。
invite-expired = 这个邀请链接过期了，请让管理员再发一个。
staff-list =
    工作人员：
    { $lines }
    再邀请一位：/staff { $grid }
staff-line = • { $name } · { $grids }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ 收不到私信
    }
staff-none =
    还没有工作人员。
    邀请一位：/staff { $grid }
staff-removed = 您已不再是楼管家，谢谢您一直以来的付出。
staff-already-removed = 这位已经不是工作人员了。
staff-unreachable = ⚠️ { $name } 收不到我的私信了，请提醒他打开和我的私聊。
staff-erased = ⚠️ { $grid }有一位楼管家删除了自己的资料，不再是楼管家了。
