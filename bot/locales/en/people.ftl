help-about-people = <b>Myself</b>
help-help = what I can do
help-bind = keep my address: building-unit-room
help-me = what is known of me
help-lang = language / 换语言

help =
    What you can do here:
    { $lines }
help-line = /{ $name } · { $aliases } — { $what }
help-line-plain = /{ $name } — { $what }
welcome =
    Hello { $name }, I am the neighbour circle helper of { $community }.
    Tell me when something is wrong in your building: I pass it on, and tell you when it is done.

    { $help }
welcome-stranger =
    Hello { $name }, I am the neighbour circle helper of { $community }.
    I do not know your circle yet: please say something in the group of your building, then come back and send /help.

    { $help }
welcome-group =
    Hello, I am the neighbour circle helper of { $community }.

    { $help }
please-start = { $who }, I have something to tell you in private. Please tap the button below, then “Start”.

bind-howto =
    Tell me building, unit and room, so that community workers know where to go.
    For example: /bind 3-2-501
bind-unclear =
    I could not read “{ $given }”. Please write building-unit-room; where there are no units, write 1.
    For example: /bind 3-2-501
bind-done =
    Noted: <b>building { $building }, unit { $unit }, room { $room }</b>.
    Only your community workers and your captain see it. To change it, send /bind again.
bind-shown =
    Your address is <b>{ $address }</b>.
    To change it, send: /bind 3-2-501
bind-erased = Your address is erased. To give one again, send /bind.
bind-erased-before = You gave no address, so there is nothing to erase.
btn-unbind = Erase my address

me =
    <b>{ $name }</b> · { $role }
    Address: { $address }
    Circles: { $circles }
    Open reports: { $reports } (see /mine)
    Signed up for: { $signups } (see /signup)
me-role-grids = { $role } ({ $grids })
me-no-address = none given
btn-export-me = Export my data
btn-erase-me = Erase my data
me-exported = This is everything I hold on you.
me-erase-sure =
    Are you sure? Your name, address and circles will be erased.
    Your reports stay, but without you, so I cannot tell you what becomes of them. Points stay for those who have bound the same address; if there is nobody, they are gone.
me-erase-sure-role =
    Are you sure? Your name, address and circles will be erased, and you will no longer be a captain or community worker.
    Your reports stay, but without you, so I cannot tell you what becomes of them. Points stay for those who have bound the same address; if there is nobody, they are gone.
btn-erase-yes = Yes, erase
me-erased = All erased. If you write to me again, we meet anew.

lang-zh = 中文
lang-en = English
lang-howto = 请选语言 / Choose a language: /lang zh · /lang en
lang-unknown = I speak Chinese (/lang zh) and English (/lang en), not yet “{ $word }”.
lang-done = All right, I speak { $language } to you from now on.
lang-circle-done = All right, I speak { $language } in this group from now on.

cancelled = All right, dropped.
nothing-to-cancel = There is nothing to cancel.
