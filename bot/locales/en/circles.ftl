help-about-circles = <b>Circles</b>
help-setup = set up this group, e.g. /setup 第一网格 邻里圈
help-captain = reply to somebody's message to make them captain
help-circles = the circles I look after

circle-greeting =
    Hello, I am the neighbour circle helper of { $community }.
    A community worker or admin sets up this group with: /setup 第一网格
circle-back = I am back. “{ $circle }” is still set up.
setup-which-grid = Which grid does this group belong to?
setup-which-kind = { $grid }. What kind of circle is it?
setup-done = This group is now set up (<b>登记</b>) as “{ $title }”: { $grid } · { $kind }.
setup-unknown-word =
    “{ $word }” is neither a grid nor a kind of circle.
    Grids: { $grids }; kinds: { $kinds }.
    For example: /setup 第一网格 邻里圈
captain-appointed = { $who } is now a <b>captain</b> (楼长) of this circle. Thank you! Please tap below to open our private chat.
captain-already = { $name } is a captain already.
captain-needs-person = Please reply to a message that this neighbour wrote, then send /captain.
captain-already-removed = They are no captain any more.
captains-none =
    This circle has no captain yet.
    Reply to a neighbour's message with /captain.
captains-list =
    Captains of this circle:
    { $lines }
captains-line = • { $name }
circles-none = Your grids have no circles yet.
circles-list =
    Circles: { $count }
    { $lines }
circles-grid = <b>{ $grid }</b>
circles-line = • { $title } · { $kind } · { $members } members · captain { $captains }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ cannot be written to
    }
group-unreachable = ⚠️ I cannot write to “{ $title }” any more; I may have been removed. Messages for it are kept.
