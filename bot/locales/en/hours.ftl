help-about-hours = <b>Volunteer hours</b>
help-hours = see my volunteer hours

hours-own =
    ⏱ <b>Your volunteer hours</b>
    This year <b>{ $year }</b>, before { $before }{ $points }

    { $lines }
hours-points = {" "}· { $points } points
hours-none = Nothing yet. Sign up for a duty; once the roll is called it is kept here.
hours-zero = 0
hours-length = { $length }
hours-line = • { $at } { $title }: { $length }
hours-line-corrected = • { $at } { $title }: corrected to { $length } ({ $by }: { $reason })
hours-howto =
    Send /hours to see your hours. To correct some, an organiser writes the number, how long it really was, and why.
    For example: /hours 12 90m left early
hours-recent =
    <b>Recorded lately.</b> Tap the number of the one to correct:
    { $lines }
hours-shift-line = <b>#{ $id }</b> { $name } · { $title } · { $at } · { $length }
hours-shift =
    { $shift }

    { $lines }
hours-history-line = • { $at } { $by } recorded { $length }{ $reason }
hours-because = : { $reason }
hours-ask =
    How long did { $name } really serve at “{ $title }”, and why the change? Write both in one message; /cancel drops it.
    For example: 90m left early
hours-corrected = Done: this shift of { $name } counts <b>{ $length }</b>. { $told }
hours-told = They have been told.
hours-not-told = I cannot write to them, so please let them know.
hours-corrected-you =
    Your time at “{ $title }” on { $at } now counts <b>{ $length }</b>.
    { $by } gave this reason: { $reason }
hours-correct-unclear =
    First how long it really was, then why.
    For example: 1h30m left early (for somebody who did not come: absent wrong name)
hours-correct-why =
    The reason is missing; they will read it.
    For example: 90m left early
hours-correct-too-long = A shift has at most 24 hours. Please check what you typed.
hours-same = It counts { $length } already, nothing to change.
hours-own-correction = You cannot correct your own hours. Please ask a community worker or another captain.
hours-unknown = There is no entry #{ $id }, or it is not yours to change. See /hours.
hours-none-recorded = Nothing has been recorded in your circles yet.
hours-none-in-year = Nothing was recorded in { $year }.
hours-file = Volunteer hours of { $year }. It holds names and addresses: please do not pass it on.
hours-sheet-sum = Summary
hours-sheet-entries = Entries
hours-column = { $column ->
        [name] Name
        [household] Address
        [shifts] Shifts
        [minutes] Minutes
        [hours] Hours
        [points] Points
        [id] Number
        [shift] Shift
        [title] What
        [total] Shift counts
        [reason] Reason
       *[by] Recorded by
    }
btn-hours-recent = Correct hours
btn-hours-entry = #{ $id }
btn-hours-correct = Correct
btn-hours-export = List of { $year }
