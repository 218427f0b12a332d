help-about-roster = <b>Households</b>
help-roster = Import the list of households (Excel or CSV), and see how many each circle has

roster =
    { $overview }

    To import or update, send me the list of households (Excel .xlsx, or CSV).
    Write over each column what it is: building, unit, room, head, phone, people, note. Leave out what you do not have.
    For one circle only, for example: /roster @3号楼邻里圈, then send the file.
roster-none = There is no list of households yet.
roster-line = • { $what }: { $count } households, { $bound } bound
roster-homeless = no circle yet
roster-homeless-of = no circle yet (building { $places })
roster-waiting = All right, please send me the list of households of “{ $circle }” (.xlsx or CSV).
roster-send-file = Please send me the file with the households (.xlsx or CSV), or /cancel.
roster-no-key =
    Names and phones of households are kept encrypted, but there is no key yet, so no list can be taken in now.
    Please ask whoever runs the server to run once: linliquan key new
roster-reading = Thank you, I am reading the table.
roster-howto =
    To import households: send /roster, then the file.
    To choose a circle for a building: /roster 5号楼 @5号楼邻里圈
    To take a household off: /roster remove 3-2-501
roster-one-circle = A list can go to one neighbour circle at a time; please name just one, such as /roster @3号楼邻里圈
roster-no-such-building = There is no such building among the households.
roster-no-such-household = There is no such household.
roster-settled = Done: { $count } households now belong to “{ $circle }”.
roster-removed = Done: { $address } is no longer among the households.
roster-not-yours = There are households of “{ $circles }” in it, which are not yours to keep, so nothing was changed. Please ask the staff of those circles, or an admin.
roster-no-headings =
    I cannot find the headings. Please write over each column what it is; there must be “address”, or “building” and “room”.
    For example: building, unit, room, head, phone, people, note
roster-no-rows = There is no household below the headings. Please check whether it is the right file.
roster-file-gone = This file has been dealt with, or has waited too long. To import it, please send it again.

roster-preview =
    <b>Please look first</b>: { $file }
    { $lines }
roster-preview-again =
    <b>The households have just changed, please look again</b>
    { $lines }
roster-counts = { $new } new, { $changed } changed, { $same } as they were.
roster-changes =
    Changed:
    { $lines }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
roster-change = • { $address }: { $fields }
roster-fields = { $first }, { $others }
roster-field-head = head
roster-field-phone = phone
roster-field-people = people
roster-field-note = note
roster-field-circle_id = circle
roster-homes =
    They go to:
    { $lines }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more circles
    }
roster-home = • { $circle }: { $count } households
roster-homeless-here =
    ⚠️ For { $count } households I do not know the circle (building { $places }). You can import them and choose it afterwards.
    For example: /roster { $building }号楼 @{ $building }号楼邻里圈
roster-absent =
    { $count } households that I know are not in this list; they stay: { $addresses }
    If one is no more, send: /roster remove 3-2-501
roster-unused = I have no use for these columns and did not keep them: { $columns }
roster-unread = These sheets have no headings and were not read: { $sheets }
roster-wrong =
    ❗ <b>{ $count } rows</b> are wrong; they are in the table below. Mend them there and send it back to me.
    { $lines }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more rows
    }
roster-wrong-line = • { $sheet } row { $row }: { $reasons }
roster-reasons = { $first }; { $others }
roster-wrong-caption = The { $count } wrong rows, with the reason in the second column. Mend them and send this table back to me.
btn-roster-yes = Confirm
btn-roster-right = Skip wrong rows, import { $count }
btn-roster-no = Cancel
btn-roster-export = Export households
btn-roster-template = Give me a blank table
roster-done =
    ✅ <b>Imported</b>: { $new } new, { $changed } updated, { $same } as they were.{ $skipped ->
        [0] {""}
       *[other] {" "}{ $skipped } wrong rows were skipped.
    }{ $strangers ->
        [0] {""}
       *[other] {" "}{ $strangers } neighbours have bound an address that is not among them; I ask the captains.
    }
roster-left = All right, nothing was imported, and the file is gone.
roster-outdated = The households have just changed. Please look again and confirm.
roster-empty = There are no households to export yet.
roster-sheet = Households
roster-exported = The list of { $count } households. It has phone numbers in it; please keep it safe.
roster-template = Fill it in like this and send it to me. The first three rows are examples; please delete them.

roster-column-row = Row number
roster-column-reason = What is wrong
roster-column-building = Building
roster-column-unit = Unit
roster-column-room = Room
roster-column-head = Head
roster-column-phone = Phone
roster-column-people = People
roster-column-note = Note

roster-why-no-building = the building is missing ({ $given })
roster-why-no-unit = the unit is missing ({ $given }); where a building has no units, write 1
roster-why-no-room = the room is missing
roster-why-unreadable = I cannot read the address “{ $given }”
roster-why-date = the spreadsheet turned the address into the date “{ $given }”; please make the cell text and write it again
roster-why-conflict = the building is not that of the address behind it ({ $given })
roster-why-impossible = there is no such building, unit or room ({ $given })
roster-why-duplicate = { $given } stands there twice, before in { $sheet } row { $row }
roster-why-broken = a formula in this row has failed
roster-why-head-number = the head is a number
roster-why-phone-short = the phone number lacks digits
roster-why-phone-long = the phone number has too many digits
roster-why-phone-start = a mobile number begins with 13 to 19
roster-why-phone-letters = there are words in the phone number; please move them to the note
roster-why-phone-rounded = the spreadsheet turned the phone number into something like 1.38E+10 and lost digits; please write it again
roster-why-people-words = the number of people is no number
roster-why-people-range = the number of people must be between 0 and 50
roster-why-too-long = too long; a name has 40 characters at most, a note 500

roster-claim =
    { $name } bound an address that is not among the households: <b>{ $address }</b>
    Is it one of “{ $circle }”?
btn-roster-ours = It is ours
btn-roster-not-ours = It is not
roster-claim-asked = The address { $address } is not among the households. I ask your captain to look, and tell you then.
roster-claim-yes = Your captain has looked: your address { $address } is right and is now among the households.
roster-claim-no =
    Your captain has looked: there is no household { $address }, so I took it off.
    Please look at your door and bind again, for example: /bind 3-2-501
roster-claim-added = ✅ { $address } is now among the households ({ $by }).
roster-claim-denied = { $address } is not ours; the neighbour was asked to bind again ({ $by }).
roster-claim-over = Somebody has looked at this address already, or the neighbour changed it.
