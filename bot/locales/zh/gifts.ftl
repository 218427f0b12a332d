help-about-gifts = <b>礼品</b>
help-gifts = 用积分换礼品
help-redeem = 居民来领礼品，核销领取码，例如 /redeem 731245

gifts-none = 现在还没有礼品，过些天再来看看。积分给您留着。
gifts-none-staff =
    还没有礼品。这样上架：/gifts 洗衣液 50分 20件
    想配照片，就把这句话写在照片下面。
gifts-list =
    🎁 您家有 <b>{ $points }</b> 分，可以换：
    { $lines }

    换好了到{ $desk }领。
gifts-line = • <b>{ $name }</b>　{ $price } 分　{ $stock ->
    [0] 换完了
   *[other] { $missing ->
        [0] 还有 { $stock } 件
       *[other] 还差 { $missing } 分
    }
}
btn-order = 兑换 { $name } · { $price } 分
btn-manage-gifts = 管理礼品

gift-sure =
    用 <b>{ $price }</b> 分兑换<b>{ $name }</b>？
    您家有 { $has } 分，换了还剩 { $left } 分。
btn-order-yes = 确认兑换
btn-order-no = 不换了
gift-not-now = 好的，不换了。
gift-withdrawn = { $name }已经下架了。发 /gifts 看看别的。
gift-gone = 来晚了一步，{ $name }刚刚换完。发 /gifts 看看别的。
gift-price-changed = { $name }的价钱改了，现在是 { $price } 分。请发 /gifts 再看一次。
gift-too-dear = 换{ $name }要 { $price } 分，还差 { $missing } 分。
gift-ordered-before = 刚才已经换好了，发 /points 能看到。
gift-ordered = ✓ 兑换了{ $name }，用了 { $price } 分。
gift-code =
    您的领取码：<b>{ $code }</b>
    礼品：{ $name }
    请在 { $until } 之前到{ $desk }，把码给社工看。过期不领，积分自动退回。
btn-cancel-order = 取消兑换
gift-ordered-other = { $by }用 { $price } 分兑换了{ $name }，您家现在有 { $has } 分。
gift-over = { $state ->
    [redeemed] { $name }已经领走了。
    [cancelled] { $name }的兑换已经取消了。
    [expired] { $name }过期没领，积分已经退回。
   *[returned] { $name }已经退回来了。
}
gift-cancelled = { $name }不换了，退回 { $price } 分，您家现在有 { $has } 分。

redeem-howto =
    请居民出示领取码，把 6 位数字发给我。
    例如：/redeem 731245
gift-hand-over =
    ✓ 请把<b>{ $name }</b>交给 { $person }（{ $household }）。
    这个码已经用掉了。
gift-handed-over = { $name }领到了，用了 { $price } 分。
btn-gift-return = 撤销核销
gift-return-sure = { $name }退回来，{ $price } 分还给住户？
btn-gift-return-yes = 确认退回
gift-not-returnable = { $name }没有领走，或者已经退回来了。
gift-returned = { $name }退回来了，{ $price } 分还给住户，这户现在有 { $has } 分。
gift-remind =
    您兑换的{ $name }还没领，留到 { $until }，在{ $desk }。
    过了时间，积分自动退回。
gift-expired = { $name }到时间没领，退回 { $price } 分，您家现在有 { $has } 分。

gifts-howto-stock =
    上架礼品要写名字、几分、几件。已有的礼品，写几件就是再加几件。
    例如：/gifts 洗衣液 50分 20件
gifts-new-incomplete =
    「{ $name }」是新礼品，价钱和件数都要写。
    例如：/gifts { $name } 50分 20件
gifts-name-long = 礼品的名字最多 { $most } 个字。
gifts-price-bounds = 价钱要在 1 到 { $most } 分之间。
gifts-pieces-bounds = 一次最多加减 { $most } 件。
gifts-stock-short = { $name }只有 { $stock } 件没被兑换，减不了这么多。
gift-stocked =
    上架了：<b>{ $name }</b>　{ $price } 分　现有 { $stock } 件{ $photo ->
        [yes] {""}
       *[no] 。还没有照片：发一张来，下面写上 /gifts { $name } 就行
    }
gift-withdrawn-now = { $name }下架了，换好的照样能领
gifts-overview =
    🎁 <b>礼品</b>
    { $lines }

    <b>最近的兑换</b>
    { $orders }
gifts-nothing = 还没有。
gifts-overview-line = • { $name }　{ $price } 分　库存 { $stock }　留着 { $kept }{ $offered ->
    [yes] {""}
   *[no] {" "}（已下架）
}
gifts-order-line = { $day }　{ $household }　{ $name }　{ $state ->
    [kept] 等着领
    [redeemed] 领走了（{ $by }）
    [cancelled] 取消了
    [expired] 过期退回
   *[returned] 退回来了
}
btn-withdraw-gift = 下架 { $name }
