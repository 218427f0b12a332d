help-about-partners = <b>合作单位</b>
help-partner = 邀请合作单位的人，例如 /partner 物业
partner-unknown =
    没有「{ $word }」这个合作单位。
    现在有：{ $organisations }。要加，请改配置里的 organisations。
partner-invite =
    请把这个链接发给「{ $organisation }」的师傅，点开再按「开始」就行：
    { $link }
    只能用一次，7 天内有效。
partner-welcome =
    您好，您现在代表「{ $organisation }」。
    转给你们的事我会马上发给您：能办就点「接单」，不归你们办就点「退回」。
    发 /inbox 看待办。
partner-joined = { $name } 接受了邀请，现在代表「{ $organisation }」。
partner-list =
    合作单位的人：
    { $lines }
    再邀请一位：/partner { $organisation }
partner-none =
    还没有合作单位的人。
    邀请一位：/partner { $organisation }
partner-line = • { $name } · { $organisations }{ $reachable ->
        [yes] {""}
       *[no] {" "}⚠️ 收不到私信
    }
partner-already-removed = 这位已经不代表合作单位了。
partner-removed = 您不再代表合作单位了，谢谢您一直以来的帮忙。
