help-about-people = <b>我自己</b>
help-help = 我能做什么
help-bind = 绑定住址：楼-单元-房号
help-me = 我的信息
help-lang = 换语言 / language

help =
    您可以这样用：
    { $lines }
help-line = /{ $name } · { $aliases } — { $what }
help-line-plain = /{ $name } — { $what }
welcome =
    { $name }，您好！我是{ $community }的邻里圈小助手。
    楼里有事就告诉我，我转给社工，办好了再告诉您。

    { $help }
welcome-stranger =
    { $name }，您好！我是{ $community }的邻里圈小助手。
    我还不知道您住在哪个圈：请先在您那栋楼的群里说句话，再回来发 /help。

    { $help }
welcome-group =
    大家好，我是{ $community }的邻里圈小助手。

    { $help }
please-start = { $who }，我有话要私下告诉您。请点下面的按钮，再按「开始」。

bind-howto =
    请告诉我您的楼号、单元和房号，报事时社工就知道去哪儿。
    例如：/bind 3-2-501
bind-unclear =
    「{ $given }」我没看懂。请按 楼-单元-房号 来写，没有单元的楼，单元写 1。
    例如：/bind 3-2-501
bind-done =
    记住了：<b>{ $building } 号楼 { $unit } 单元 { $room }</b>。
    只有您的社工和楼长看得到。写错了就再发一次 /bind。
bind-shown =
    您绑定的住址是 <b>{ $address }</b>。
    要改就发：/bind 3-2-501
bind-erased = 住址已经删掉了。要再绑定，发 /bind 就行。
bind-erased-before = 您没有绑定住址，不用删。
btn-unbind = 删掉住址

me =
    <b>{ $name }</b> · { $role }
    住址：{ $address }
    所在的圈：{ $circles }
    还没办完的报事：{ $reports } 件（发 /mine 查看）
    正在参加的报名：{ $signups } 个（发 /signup 查看）
me-role-grids = { $role }（{ $grids }）
me-no-address = 没有绑定
btn-export-me = 导出我的资料
btn-erase-me = 删除我的资料
me-exported = 这是我这里关于您的全部资料。
me-erase-sure =
    确定要删除吗？您的名字、住址和所在的圈都会删掉。
    报过的事会留下，但不再和您有关，结果也没法告诉您了。家里还有人绑定同一个住址的，积分留给他们；没有的话，积分也就没了。
me-erase-sure-role =
    确定要删除吗？您的名字、住址和所在的圈都会删掉，您也不再是楼长或楼管家。
    报过的事会留下，但不再和您有关，结果也没法告诉您了。家里还有人绑定同一个住址的，积分留给他们；没有的话，积分也就没了。
btn-erase-yes = 确定删除
me-erased = 都删掉了。您以后再用我，就当重新认识。

lang-zh = 中文
lang-en = English
lang-howto = 请选语言 / Choose a language：/lang zh · /lang en
lang-unknown = 我会说中文（/lang zh）和英文（/lang en），「{ $word }」还不会。
lang-done = 好的，以后我对您说{ $language }。
lang-circle-done = 好的，以后我在本群说{ $language }。

cancelled = 好的，不办了。
nothing-to-cancel = 现在没有正在办的事。
