help-about-duty = <b>Duty</b>
help-duty = on or off duty, e.g. /duty on
duty-howto =
    { $now }
    While nobody is on duty, new reports go to all staff of the grid.
duty-now-unsaid = You have not said yet whether you are on duty.
duty-now-deputy = You are off, and { $name } gets new reports for you.
duty-now-off = You are off: new reports do not come to you.
duty-now-on = You are on duty: new reports come to you.
btn-duty-on = I am on duty
btn-duty-off = I am off
duty-is-on = All right, you are on duty: new reports come to you.
duty-is-off = All right, you are off: new reports do not come to you.
duty-who-stands-in = All right, you are off. Shall a colleague stand in? If not, just leave this.
duty-deputy-set = All right, { $name } gets new reports for you.
duty-you-stand-in = { $name } is off; please take new reports for them. Thank you.
duty-on-again = You are on duty again already.
duty-no-colleague = They are no colleague of your grid; please send /duty off again.
duty-back = { $name } is back on duty; you need not stand in any more. Thank you.
