help-about-duty = <b>值班</b>
help-duty = 上班、下班，例如 /duty on
duty-howto =
    { $now }
    没有人值班时，新的报事会发给网格里的每一位。
duty-now-unsaid = 您还没说过是不是在值班。
duty-now-deputy = 您下班了，{ $name } 替您接新的报事。
duty-now-off = 您下班了，新的报事先不发给您。
duty-now-on = 您在值班，新的报事会发给您。
btn-duty-on = 我在值班
btn-duty-off = 我下班了
duty-is-on = 好的，您在值班，新的报事会发给您。
duty-is-off = 好的，您下班了，新的报事先不发给您。
duty-who-stands-in = 好的，您下班了。要请哪位同事替您接吗？不用就不管它。
duty-deputy-set = 好的，{ $name } 替您接新的报事。
duty-you-stand-in = { $name } 下班了，请您替着接新的报事，辛苦了。
duty-on-again = 您已经在值班了。
duty-no-colleague = 这位不是您网格里的同事，请重新发 /duty off。
duty-back = { $name } 上班了，您不用再替他接了，谢谢您。
