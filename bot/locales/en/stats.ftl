help-about-stats = <b>Statistics</b>
help-stats = The numbers, e.g. /stats last month @第一网格
help-export = A spreadsheet, e.g. /export last month

stats-unclear =
    I do not know which days “{ $words }” are. You can say: this week, last week, this month, last month, last 7 days, or 2026-11-01 to 2026-11-15.
    For example: /stats last month @第一网格
stats-one-grid = One grid at a time, please; name none to see all of yours.
stats-not-yours = “{ $grid }” is not one of your grids. Yours: { $grids }.
stats-everywhere = Whole community
stats-day = { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
stats-day-of-year = { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }
stats-days = { $first } – { $last }
stats =
    📊 <b>{ $place }</b> · { $days }
    { $sections }
stats-nothing = Nothing was reported in this time.
stats-received = <b>{ $received }</b> received, <b>{ $done }</b> done, <b>{ $open }</b> not done yet
stats-aside = Counted apart: { $out_of_scope } no matter of the community, { $merged } merged, { $withdrawn } withdrawn (not in the numbers below)
stats-responded =
    {""}
    Response rate <b>{ $percent }</b> ({ $part } of { $whole } answered in time)
stats-solved = Solved rate <b>{ $percent }</b> ({ $part } of { $whole } rated{ $partly ->
        [0] {""}
       *[other] , { $partly } partly
    })
stats-satisfied = Satisfaction rate <b>{ $percent }</b> ({ $part } of { $whole } rated{ $unrated ->
        [0] {""}
       *[other] ; { $unrated } closed without a rating
    })
stats-to-respond = Time to respond { $length } (median)
stats-to-resolve = Time to resolve { $length } (median)
stats-categories =
    {""}
    <b>By category</b>
    { $lines }
stats-category = • { $name } { $count }{ $open ->
        [0] {""}
       *[other] , { $open } not done
    }
stats-others = { $count } other categories
stats-none-open =
    {""}
    Nothing is left to do. Take a breath.
stats-oldest =
    {""}
    <b>Open the longest</b> ({ $count })
    { $lines }
stats-oldest-line = <b>#{ $number }</b> { $body } · { $circle } · { $age } · { $state }
stats-figure-responded = In time
stats-figure-solved = Solved
stats-figure-satisfied = Satisfied
stats-figure-note = { $part } of { $whole }
stats-series-done = done
stats-series-open = not done
stats-chart = For the details, send /export

export-none = Nothing was reported in this time, so there is nothing to export.
export-too-many = { $count } reports are too many; one file holds { $allowed } at most. Please export shorter times, e.g. /export last month
export-coming = All right, { $count } in all. I am putting the file together and will send it in a moment.
export-ever = all time
export-caption = { $place } · { $days }, { $count } in all. It holds residents' addresses: please keep it to yourself.
export-tickets = Reports
export-events = Events
export-number = No.
export-filed = Reported
export-grid = Grid
export-circle = Circle
export-category = Category
export-urgent = Urgent
export-body = Text
export-state = State
export-reporter = Reporter
export-address = Address
export-households = Households
export-first-owner = First taken by
export-owner = Handled by
export-organisation = Handed to
export-handovers = Hand-overs
export-reopenings = Re-openings
export-respond-by = Respond by
export-responded = Responded
export-done = Done
export-solved = Solved
export-satisfied = Satisfied
export-merged = Merged into
export-at = Time
export-person = Who
export-step = What
export-from = From
export-to = To
export-words = Words
export-detail = Remarks
export-yes = yes
export-anonymous = anonymous
export-automatic = automatic
export-out-of-scope = no matter of the community
export-state-name = { $state ->
        [waiting] waiting
        [taken] in hand
        [transferred] handed on
        [held] on hold
        [review] awaiting rating
        [closed] closed
        [merged] merged
        [rejected] rejected
       *[withdrawn] withdrawn
    }
export-solved-name = { $solved ->
        [yes] solved
        [partly] partly solved
       *[no] not solved
    }
export-satisfied-name = { $satisfied ->
        [yes] satisfied
        [fairly] fairly satisfied
       *[no] not satisfied
    }
export-step-name = { $step ->
        [file] reported
        [take] taken
        [reply] replied
        [answer] resident's answer
        [transfer] handed on
        [return] returned
        [hold] put on hold
        [resume] resumed
        [close] done
        [reject] rejected
        [contest] contested
        [merge] merged
        [withdraw] withdrawn
        [rate] rated
        [reopen] not solved, re-opened
        [expire] closed without a rating
        [classify] category changed
        [add_photo] picture added
       *[other] { $step }
    }
