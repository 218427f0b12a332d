help-about-circles = <b>Circles</b>
help-setup = set up this group; add the grid and the kind if you like
help-captain = reply to somebody's message to make them captain; alone, lists the captains
help-circles = the circles I look after

circle-greeting =
    Hello, I am the neighbour circle helper of { $community }.
    A community worker or admin sets up this group with: /setup { $grid }
circle-greeting-no-rights =
    Hello, I am the neighbour circle helper of { $community }.
    A community worker or admin sets up this group with: /setup { $grid }
    Please make me an admin of the group too, so that I see words without “/”.
circle-back = I am back. “{ $circle }” is still set up.
setup-which-grid = Which grid does this group belong to?
setup-which-kind = { $grid }. What kind of circle is it?
setup-done = This group is now set up (<b>登记</b>) as “{ $title }”: { $grid } · { $kind }.
setup-unknown-word =
    “{ $word }” is neither a grid nor a kind of circle.
    Grids: { $grids }; kinds: { $kinds }.
    For example: /setup { $grid } 邻里圈
setup-too-many = “{ $first }” or “{ $second }”? Please send it again with one of them.
setup-not-your-grid = You do not look after “{ $grid }”. Please ask an admin.
captain-appointed = { $who } is now a <b>captain</b> (楼长) of this circle. Thank you!
captain-appointed-start = { $who } is now a <b>captain</b> (楼长) of this circle. Thank you! Please tap below to open our private chat.
captain-you =
    You are now a <b>captain</b> (楼长) of “{ $circle }”. Thank you!
    Send /help to see what you can do.
captain-removed = You are no longer a captain of “{ $circle }”. Thank you for all you did.
captain-left = { $name }, captain of “{ $circle }”, has left the group. To appoint another, reply to their message there with /captain.
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
circles-grid = <b>{ $grid }</b> ({ $count })
circles-line = • { $title } · { $kind } · { $members } members · { $captains }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ cannot be written to
    }
circles-captains = captain { $names }
circles-no-captain = no captain yet
group-unreachable = ⚠️ I cannot write to “{ $title }” any more; I may have been removed. Messages for it are kept.
